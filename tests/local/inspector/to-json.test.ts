import { toJson } from '../../../local/inspector/to-json.ts';

const token = `eyJhbGciOiJSUzI1NiJ9.${'a'.repeat(40)}.${'b'.repeat(40)}`;

describe('what the inspector shows', () => {
  it.each([
    ['bytes as text', Buffer.from('{"limit":5}'), '{"limit":5}'],
    ['bytes that are no text by their number', Buffer.from([0xff, 0xfe]), '[2 bytes]'],
    ['a number as it is', 7, 7],
    ['null as it is', null, null],
    ['a list of lists', [['a', 'b', 'c']], [['a', 'b', 'c']]],
    ['a map as an object', new Map([['a', 1]]), { a: 1 }],
    ['an error by name and message', new TypeError('no'), 'TypeError: no'],
  ])('shows %s', (_what, value, expected) => {
    expect(toJson(value)).toEqual(expected);
  });

  it.each([
    ['an Authorization header line', [['Authorization', token]]],
    ['an API key header line', [['x-api-key', 'abcdefghijklmnopqrstuvwxyz0123']]],
    ['a header map', { authorization: [token] }],
    ['a token inside a text', `{"token":"${token}"}`],
    [
      'a token inside a JSON string of a JSON text',
      JSON.stringify({ event: JSON.stringify({ Authorization: token }) }),
    ],
    ['a password', '{"username":"a","password":"Bookstore-1!secret-and-long"}'],
    ['a password in a JSON string', JSON.stringify({ body: '{"Password":"Bookstore-1!secret-and-long"}' })],
    ['a member that is named like a secret', { AccessToken: 'x'.repeat(40) }],
    ['a query parameter', '/dev/books?access_token=abcdefghijklmnopqrstuvwxyz0123&limit=5'],
    [
      'the lists of a proxy event',
      `{"multiValueHeaders":{"Authorization":["${token}"],"Cookie":["id=xxxxxxxxxxxxxxxxxxxxxxxxxxxx"],"x-api-key":["abcdefghijklmnopqrstuvwxyz01"]}}`,
    ],
    ['an api_key parameter', '/dev/books?api_key=abcdefghijklmnopqrstuvwxyz0123'],
    ['other headers that carry one', [['X-Auth-Token', 'xxxxxxxxxxxxxxxxxxxxxxxxxxxx']]],
    ["a proxy's Authorization", [['Proxy-Authorization', 'xxxxxxxxxxxxxxxxxxxxxxxxxxxx']]],
    ['a temporary credential', [['X-Amz-Security-Token', 'xxxxxxxxxxxxxxxxxxxxxxxxxxxx']]],
  ])('shortens %s', (_what, value) => {
    const shown = JSON.stringify(toJson(value));
    expect(shown).not.toContain(token);
    expect(shown).not.toMatch(/Bookstore-1!|abcdefghijklmnopqrstuvwxyz|xxxxxxxxxxxxxxxxxxxxxxxx/);
    expect(shown).toMatch(/…\[\d+ characters\]/);
  });

  it('keeps the token of the next page', () => {
    expect(toJson('/dev/books?nextToken=books.ZW1tYQ==')).toBe('/dev/books?nextToken=books.ZW1tYQ==');
    expect(toJson({ nextToken: 'books.ZW1tYQ==' })).toEqual({ nextToken: 'books.ZW1tYQ==' });
    expect(toJson('{"nextToken": "books.ZW1tYQ=="}')).toBe('{"nextToken": "books.ZW1tYQ=="}');
  });

  it('takes no longer for a text that almost holds many tokens', () => {
    const startedAt = performance.now();
    for (const text of ['eyJ-'.repeat(16_000), '"a":['.repeat(12_000), '\\"'.repeat(20_000), '?a'.repeat(30_000)])
      toJson(text);
    expect(performance.now() - startedAt).toBeLessThan(2000);
  });

  it('cuts a text that is too long', () => {
    expect(String(toJson('x'.repeat(100_000))).length).toBeLessThan(66_000);
  });

  it('survives data without a bottom', () => {
    const loop: Record<string, unknown> = {};
    loop.self = loop;
    expect(JSON.stringify(toJson(loop))).toContain('…');
  });
});
