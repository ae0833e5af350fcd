import { PassThrough } from 'node:stream';
import { answerBrokenRequest } from '../../../local/api-gateway/request-limits.ts';
import { REQUEST_REFUSALS } from '../../../local/rest-api/request-refusals.ts';

describe('answerBrokenRequest', () => {
  const answerTo = (code: string): string | null => {
    const socket = new PassThrough();
    answerBrokenRequest(Object.assign(new Error('broken'), { code }), socket, REQUEST_REFUSALS);
    return socket.destroyed ? null : String(socket.read());
  };

  it.each([
    ['ERR_HTTP_REQUEST_TIMEOUT', 'HTTP/1.1 408 Request Timeout', '{"message":"Request Timeout"}'],
    [
      'HPE_HEADER_OVERFLOW',
      'HTTP/1.1 431 Request Header Fields Too Large',
      '{"message":"Request Header Fields Too Large"}',
    ],
    ['HPE_INVALID_METHOD', 'HTTP/1.1 400 Bad Request', '{"message":"Bad Request"}'],
  ])('for %s writes %s', (code, statusLine, body) => {
    const [head = '', text] = answerTo(code)?.split('\r\n\r\n') ?? [];
    const [first, ...headers] = head.split('\r\n');
    expect([first, text]).toEqual([statusLine, body]);
    expect(headers).toEqual(
      expect.arrayContaining(['Content-Type: application/json', `Content-Length: ${body.length}`, 'Connection: close']),
    );
  });

  it('says nothing to a client that is gone', () => {
    expect(answerTo('ECONNRESET')).toBeNull();
  });
});
