/** Why the WebSocket API did not do what was asked: its own codes, and those of a connection that fails. */

/** `not-sent`: there was no connection. `lost` and `no-answer`: nobody knows whether it was done. */
export type LiveCode =
  | 'not-sent'
  | 'lost'
  | 'no-answer'
  | 'not-arrived'
  | 'InvalidBody'
  | 'InvalidRoom'
  | 'BookNotFound'
  | 'NotJoined'
  | 'TooManyRooms'
  | 'TooManyMessages'
  | 'ConnectionGone'
  | 'Busy'
  | 'InternalError'
  | 'Gateway'
  | 'unexpected';

export class LiveError extends Error {
  override readonly name = 'LiveError';
  readonly code: LiveCode;

  constructor(code: LiveCode, message: string) {
    super(message);
    this.code = code;
  }
}

/** In words for the visitor. A record, so that the compiler asks for words whenever a code is added. */
const words: Readonly<Record<LiveCode, string>> = {
  'not-sent': 'You are not connected, so it was not sent.',
  lost: 'The connection was lost while it was sent.',
  'no-answer': 'The shop did not say whether it arrived.',
  'not-arrived': 'The connection was lost, and it did not arrive.',
  InvalidBody: 'A message has 1 to 1,000 characters.',
  InvalidRoom: 'There is no such room.',
  BookNotFound: 'This book is not sold any more, so there is nobody to talk to about it.',
  NotJoined: 'The shop had taken you out of the room. You are being brought back.',
  TooManyRooms: 'You are in ten rooms already. Close one of the others first.',
  TooManyMessages: 'That was too fast: five messages a second are the most.',
  ConnectionGone: 'The connection was lost.',
  Busy: 'The chat is very busy. Try again in a moment.',
  InternalError: 'Something broke in the shop. It is our fault and not yours.',
  Gateway: 'Something broke in the shop. It is our fault and not yours.',
  unexpected: 'The shop’s answer is not one that this page understands.',
};

export function describeLiveError({ code }: LiveError): string {
  return words[code];
}

/** For an error frame; `code` is the server's, which may know more than this page does. */
export function toLiveError(code: string, message: string): LiveError {
  return new LiveError(isLiveCode(code) ? code : 'unexpected', message);
}

function isLiveCode(code: string): code is LiveCode {
  return Object.hasOwn(words, code);
}
