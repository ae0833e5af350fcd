/** A message of the chat, as its readers get it and as it is stored. */
import { type Item, readText } from '../shared/item.ts';

export type Message = {
  readonly room: string;
  /** A ULID: sorted by it, messages are sorted by time. */
  readonly messageId: string;
  readonly sender: { readonly name: string; readonly id: string };
  readonly text: string;
  readonly sentAt: string;
};

export function toMessage(item: Item): Message {
  return {
    room: readText(item, 'room'),
    messageId: readText(item, 'messageId'),
    sender: { name: readText(item, 'senderName'), id: readText(item, 'senderId') },
    text: readText(item, 'text'),
    sentAt: readText(item, 'sentAt'),
  };
}
