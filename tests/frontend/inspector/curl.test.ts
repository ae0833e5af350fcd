import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { type CurlRequest, toCurl } from '../../../frontend/inspector/curl.ts';
import { DraftError, parseHeaderText, toDraft } from '../../../frontend/inspector/draft.ts';
import { aRecord } from './a-record.ts';

const aRequest = (members: Partial<CurlRequest> = {}): CurlRequest => ({
  ...{ method: 'GET', origin: 'http://localhost:8081', target: '/dev/books', headers: [], body: '' },
  ...members,
});

/** The words that a real shell makes of a command, with curl itself replaced by something that prints them. */
function readWords(command: string): string[] {
  const script = `curl() { for word in "$@"; do printf '%s\\0' "$word"; done; }\n${command}`;
  const { stdout, status } = spawnSync('bash', ['-c', script], { env: { PATH: process.env.PATH, LC_ALL: 'C.UTF-8' } });
  expect(status).toBe(0);
  return stdout.toString('utf8').split('\0').slice(0, -1);
}

describe('copy as curl', () => {
  it.each([
    ['a plain GET', aRequest(), 'curl http://localhost:8081/dev/books'],
    ['HEAD', aRequest({ method: 'HEAD' }), 'curl --head http://localhost:8081/dev/books'],
    ['another method', aRequest({ method: 'DELETE' }), 'curl -X DELETE http://localhost:8081/dev/books'],
    ['a query', aRequest({ target: '/dev/books?a=1&b=2' }), "curl 'http://localhost:8081/dev/books?a=1&b=2'"],
    ['brackets', aRequest({ target: '/dev/{a}[1]' }), "curl 'http://localhost:8081/dev/{a}[1]' \\\n  --globoff"],
    ['dots in the path', aRequest({ target: '/dev/../x' }), 'curl http://localhost:8081/dev/../x \\\n  --path-as-is'],
    [
      'a body with its type',
      aRequest({ method: 'PUT', headers: [['Content-Type', 'application/json']], body: '{"a":1}' }),
      "curl -X PUT http://localhost:8081/dev/books \\\n  -H 'Content-Type: application/json' \\\n  --data-raw '{\"a\":1}'",
    ],
    [
      'a body without a type',
      aRequest({ method: 'POST', body: 'x' }),
      'curl http://localhost:8081/dev/books \\\n  -H Content-Type: \\\n  --data-raw x',
    ],
    [
      'headers of the request, not of the connection',
      aRequest({
        headers: [
          ['Host', 'evil'],
          ['Content-Length', '3'],
          ['X-Empty', ''],
          ['x-api-key', 'abc…[40 characters]'],
        ],
      }),
      "curl http://localhost:8081/dev/books \\\n  -H 'X-Empty;' \\\n  -H 'x-api-key: abc…[40 characters]'",
    ],
  ])('writes %s', (_what, request, expected) => {
    expect(toCurl(request)).toBe(expected);
  });

  it.each([
    ['it\'s $(touch /tmp/x) `id` !! \\ "q"'],
    ['two\nlines'],
    ['a\u001b[2Jb\u0007\rc'],
    ['\u0085 next line, ünïcode, 日本 🙂'],
    ["mixed ' and \\ and \u0001"],
  ])('a shell reads %j as one word', (text) => {
    expect(readWords(toCurl(aRequest({ method: 'POST', headers: [['X-Note', 'y']], body: text }))).at(-1)).toBe(text);
  });

  it('leaves no control character for the terminal to act on', () => {
    const command = toCurl(aRequest({ target: '/a', body: 'a\u001b]0;x\u0007\u009b' }));
    expect([...command].filter((character) => character !== '\n' && character < ' ')).toEqual([]);
    expect(command).not.toContain('\u009b');
  });

  it('a shell reads whatever is sent back as it was', () => {
    const units = ['binary-ascii', 'binary'] as const;
    const anything = fc.oneof(...units.map((unit) => fc.string({ unit, minLength: 1, maxLength: 12 })));
    const texts = fc.sample(
      anything.filter((text) => !/\0|\p{Cs}/u.test(text)),
      200,
    );
    const commands = texts.map((body) => toCurl(aRequest({ method: 'POST', headers: [['A', 'b']], body })));
    const words = readWords(commands.join('\n'));
    expect(words.filter((_, index) => index % 7 === 6)).toEqual(texts);
  });
});

describe('a request as a form', () => {
  it('shows the request without what belongs to the connection', () => {
    const methodRequest = {
      headers: [
        ['Host', 'localhost:8081'],
        ['Accept', '*/*'],
        ['X-Two', 'a'],
        ['X-Two', 'b'],
        ['connection', 'close'],
      ],
      body: '{"a":1}',
      steps: [],
    };
    expect(toDraft(aRecord({ checkpoints: { methodRequest } }))).toEqual({
      method: 'GET',
      target: '/dev/books?limit=2',
      headers: 'Accept: */*\nX-Two: a\nX-Two: b',
      body: '{"a":1}',
    });
  });

  it('reads header lines', () => {
    expect(parseHeaderText('Accept: */*\n\n  X-Time :  12:30  \nX-Empty:')).toEqual([
      ['Accept', '*/*'],
      ['X-Time', '12:30'],
      ['X-Empty', ''],
    ]);
  });

  it.each(['no colon', ': no name', 'two words: x', '<b>: x'])('refuses the line %j', (line) => {
    expect(() => parseHeaderText(`Accept: */*\n${line}`)).toThrow(DraftError);
  });
});
