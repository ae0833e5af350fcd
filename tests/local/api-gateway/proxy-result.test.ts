import { parseLambdaResult } from '../../../local/api-gateway/proxy-result.ts';

describe('parseLambdaResult', () => {
  it.each([
    ['{}', { status: 200, headers: [], body: '', isBase64Encoded: false }],
    ['{"statusCode":"201","body":null,"headers":null}', { status: 201, headers: [], body: '', isBase64Encoded: false }],
    [
      '{"headers":{"A":true,"B":1,"C":"x","D":null},"body":"hi","isBase64Encoded":true}',
      {
        status: 200,
        headers: [
          ['A', 'true'],
          ['B', '1'],
          ['C', 'x'],
        ],
        body: 'hi',
        isBase64Encoded: true,
      },
    ],
    [
      '{"multiValueHeaders":{"Set-Cookie":["a=1","b=2"]},"headers":{"set-cookie":"c=3","X":"y"}}',
      {
        status: 200,
        headers: [
          ['Set-Cookie', 'a=1'],
          ['Set-Cookie', 'b=2'],
          ['Set-Cookie', 'c=3'],
          ['X', 'y'],
        ],
        body: '',
        isBase64Encoded: false,
      },
    ],
    [
      '{"multiValueHeaders":{"X":["a","b"]},"headers":{"X":"b"}}',
      {
        status: 200,
        headers: [
          ['X', 'a'],
          ['X', 'b'],
        ],
        body: '',
        isBase64Encoded: false,
      },
    ],
  ])('reads %s', (payload, expected) => {
    expect(parseLambdaResult(payload)).toEqual(expected);
  });

  it.each([
    '"a string"',
    '[]',
    'null',
    '5',
    'not json',
    '',
    '{"statusCode":"ok"}',
    '{"statusCode":99}',
    '{"statusCode":101}',
    '{"statusCode":600}',
    '{"statusCode":true}',
    '{"body":{}}',
    '{"body":5}',
    '{"headers":[]}',
    '{"headers":{"A":{}}}',
    '{"multiValueHeaders":{"A":"x"}}',
    '{"multiValueHeaders":"x"}',
    '{"statusCode":200,"extra":1}',
    '{"errorMessage":"boom"}',
  ])('refuses %s', (payload) => {
    expect(() => parseLambdaResult(payload)).toThrow('malformed Lambda proxy response');
  });
});
