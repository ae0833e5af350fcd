/** The deployed stack's outputs, served beside the page as /outputs.json: where the API is. */

export interface Outputs {
  readonly ApiUrl: string;
  readonly Region: string;
}

export class OutputsError extends Error {
  readonly code = 'no-outputs';
}

export async function loadOutputs(fetchFile: typeof fetch): Promise<Outputs> {
  const response = await fetchFile('/outputs.json').catch((cause: unknown) => {
    throw new OutputsError('/outputs.json could not be loaded.', { cause });
  });
  if (!response.ok) throw new OutputsError(`/outputs.json was answered with status ${response.status}.`);
  const content: unknown = await response.json().catch((cause: unknown) => {
    throw new OutputsError('/outputs.json is not JSON.', { cause });
  });
  return parseOutputs(content);
}

function parseOutputs(content: unknown): Outputs {
  return { ApiUrl: parseText(content, 'ApiUrl').replace(/\/+$/, ''), Region: parseText(content, 'Region') };
}

function parseText(content: unknown, key: keyof Outputs): string {
  const value = typeof content === 'object' && content !== null ? Reflect.get(content, key) : undefined;
  if (typeof value !== 'string' || value === '') throw new OutputsError(`/outputs.json has no ${key}.`);
  return value;
}
