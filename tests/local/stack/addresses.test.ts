/** Addresses on AWS become local ones. */

import { createAddressBook } from '../../../local/stack/addresses.ts';

const book = createAddressBook([
  { awsHost: 'abc.execute-api.us-east-1.amazonaws.com', localOrigin: 'http://127.0.0.1:8081' },
  { awsHost: 'sock.execute-api.us-east-1.amazonaws.com', localOrigin: 'ws://127.0.0.1:8083/' },
  { awsHost: 'cognito-idp.us-east-1.amazonaws.com', localOrigin: 'http://127.0.0.1:8084' },
]);

describe('an address book', () => {
  it.each([
    ['https://abc.execute-api.us-east-1.amazonaws.com/dev', 'http://127.0.0.1:8081/dev'],
    ['https://ABC.execute-api.us-east-1.amazonaws.com', 'http://127.0.0.1:8081'],
    ['https://abc.execute-api.us-east-1.amazonaws.com:443/dev?a=1', 'http://127.0.0.1:8081/dev?a=1'],
    ['wss://sock.execute-api.us-east-1.amazonaws.com/dev', 'ws://127.0.0.1:8083/dev'],
    ['https://sock.execute-api.us-east-1.amazonaws.com/dev/@connections', 'http://127.0.0.1:8083/dev/@connections'],
    ['https://cognito-idp.us-east-1.amazonaws.com/us-east-1_x', 'http://127.0.0.1:8084/us-east-1_x'],
    [
      "connect-src 'self' https://abc.execute-api.us-east-1.amazonaws.com wss://sock.execute-api.us-east-1.amazonaws.com;",
      "connect-src 'self' http://127.0.0.1:8081 ws://127.0.0.1:8083;",
    ],
  ])('%s', (text, expected) => {
    expect(book.toLocal(text)).toBe(expected);
  });

  it.each([
    'https://other.execute-api.us-east-1.amazonaws.com/dev',
    'https://abc.execute-api.us-east-1.amazonaws.com.example.org/',
    'https://x.abc.execute-api.us-east-1.amazonaws.com/',
    'https://abc.execute-api.us-east-1.amazonaws.com:8443/',
    'abc.execute-api.us-east-1.amazonaws.com',
    '',
  ])('leaves %j alone', (text) => {
    expect(book.toLocal(text)).toBe(text);
  });
});
