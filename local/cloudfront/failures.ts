/** What CloudFront answers by itself. Source: "Troubleshooting error response status codes in CloudFront". */

import type { ClientResponse } from '../api-gateway/client.ts';
import type { RequestRefusals } from '../api-gateway/request-limits.ts';

/** A failure with the status that the viewer gets. */
export class EdgeError extends Error {
  override readonly name = 'EdgeError';
  readonly code: string;
  readonly status: number;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

/** A page, as CloudFront speaks to browsers. */
export function toErrorPage({ status, message }: Pick<EdgeError, 'status' | 'message'>): ClientResponse {
  const text = message.replace(/[&<>]/g, (character) => `&#${character.charCodeAt(0)};`);
  const body = Buffer.from(
    `<!doctype html>\n<title>${status}</title>\n<h1>${status}: the request could not be satisfied</h1>\n<p>${text}</p>\n`,
  );
  return {
    status,
    headers: [
      ['Content-Type', 'text/html; charset=utf-8'],
      ['Content-Length', String(body.length)],
      ['X-Cache', 'Error from cloudfront'],
    ],
    body,
  };
}

const refusal = (status: number, message: string): ClientResponse => toErrorPage({ status, message });

export const EDGE_REFUSALS: RequestRefusals = {
  bodyTooLong: refusal(413, 'The body is too long.'),
  targetTooLong: refusal(414, 'The address is too long.'),
  headersTooLong: refusal(431, 'The headers are too long.'),
  expectationFailed: refusal(417, 'This expectation can not be met.'),
  tooSlow: refusal(408, 'The request took too long.'),
  badRequest: refusal(400, 'This is no HTTP request.'),
};
