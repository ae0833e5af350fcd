/** Calls DynamoDB and its streams over HTTP. The AWS SDK would cost this process 20 MB for a handful of calls. */

import { request } from 'undici';

/** DynamoDB's refusal: `code` is AWS's error name, such as ResourceNotFoundException. */
export class DynamoDbError extends Error {
  override readonly name = 'DynamoDbError';
  readonly code: string;
  readonly status: number;

  constructor(code: string, status: number, message: string) {
    super(message);
    this.code = code;
    this.status = status;
  }
}

/** Local engines want an Authorization header and do not check its signature. */
const CREDENTIALS =
  'AWS4-HMAC-SHA256 Credential=local/20260101/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0';

export type DynamoDbApi = 'DynamoDB_20120810' | 'DynamoDBStreams_20120810';

/** Throws DynamoDbError when DynamoDB refuses, and undici's error when nothing answers. */
export async function callDynamoDb(
  endpoint: string,
  operation: string,
  input: object,
  api: DynamoDbApi = 'DynamoDB_20120810',
): Promise<Readonly<Record<string, unknown>>> {
  const { statusCode, body } = await request(endpoint, {
    method: 'POST',
    headers: {
      authorization: CREDENTIALS,
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-date': '20260101T000000Z',
      'x-amz-target': `${api}.${operation}`,
    },
    body: JSON.stringify(input),
  });
  const answer = parseAnswer(await body.text());
  if (statusCode === 200) return answer;
  const type = String(answer.__type ?? 'UnknownError');
  // AWS writes `message`, DynamoDB Local `Message`; the name comes after the model's name and a hash.
  const message = String(answer.message ?? answer.Message ?? `DynamoDB answered ${statusCode}`);
  throw new DynamoDbError(type.slice(type.indexOf('#') + 1), statusCode, message);
}

function parseAnswer(text: string): Readonly<Record<string, unknown>> {
  try {
    const answer: unknown = JSON.parse(text);
    return typeof answer === 'object' && answer !== null ? (answer as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
