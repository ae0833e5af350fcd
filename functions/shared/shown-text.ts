/** Makes what users write fit to be shown to others. */
import { type Body, parseText } from './body.ts';

const ANONYMOUS = 'A reader';
const MAX_NAME = 50;

/** The name that somebody chose at sign-up. Who chose an email address stays unnamed. */
export function toPublicName(name: string): string {
  const clean = withoutControls(name.normalize('NFC')).replace(/\s+/g, ' ').trim();
  const short = [...clean].slice(0, MAX_NAME).join('').trim();
  return /[\p{L}\p{N}]/u.test(short) && !short.includes('@') ? short : ANONYMOUS;
}

/** Throws a Refusal (400). Line breaks stay. */
export function parseShownText(body: Body, name: string, min: number, max: number): string {
  const value = body[name];
  const text = typeof value === 'string' ? withoutControls(value.replace(/\r\n?/g, '\n')) : value;
  return parseText({ [name]: text }, name, min, max);
}

/** Invisible characters can turn the direction of all that follows, or hide in a name. */
function withoutControls(text: string): string {
  return text.replace(/(?!\n)[\p{Cc}\p{Cs}\p{Bidi_Control}]/gu, ' ');
}
