/** The deployed stack's outputs, served beside the page as /outputs.json: where the APIs and the user pool are. */

export interface Outputs {
  /** Of the REST API. */
  readonly ApiUrl: string;
  readonly HttpApiUrl: string;
  readonly WebSocketUrl: string;
  readonly Region: string;
  readonly UserPoolClientId: string;
  /** Only on one's own machine: AWS has one address for all user pools of a region. */
  readonly UserPoolEndpoint: string | undefined;
  /** Only on one's own machine. */
  readonly InspectorUrl: string | undefined;
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

export function toUserPoolEndpoint({ Region, UserPoolEndpoint }: Outputs): string {
  return UserPoolEndpoint ?? `https://cognito-idp.${Region}.amazonaws.com`;
}

function parseOutputs(content: unknown): Outputs {
  return {
    ApiUrl: getText(content, 'ApiUrl').replace(/\/+$/, ''),
    HttpApiUrl: getText(content, 'HttpApiUrl').replace(/\/+$/, ''),
    WebSocketUrl: getText(content, 'WebSocketUrl'),
    Region: getText(content, 'Region'),
    UserPoolClientId: getText(content, 'UserPoolClientId'),
    UserPoolEndpoint: findText(content, 'UserPoolEndpoint'),
    InspectorUrl: findText(content, 'InspectorUrl'),
  };
}

function getText(content: unknown, key: keyof Outputs): string {
  const text = findText(content, key);
  if (text === undefined) throw new OutputsError(`/outputs.json has no ${key}.`);
  return text;
}

function findText(content: unknown, key: keyof Outputs): string | undefined {
  const value = typeof content === 'object' && content !== null ? Reflect.get(content, key) : undefined;
  return typeof value === 'string' && value !== '' ? value : undefined;
}
