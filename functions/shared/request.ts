/** Reading a REST proxy event. */
import type { APIGatewayProxyEvent } from 'aws-lambda';

/** Clients and HTTP/2 differ in the letter case of header names, and API Gateway passes names on as they came. */
export function findHeader(event: Pick<APIGatewayProxyEvent, 'headers'>, name: string): string | undefined {
  const wanted = name.toLowerCase();
  return Object.entries(event.headers ?? {}).find(([key]) => key.toLowerCase() === wanted)?.[1];
}
