/** The name of the chat's subprotocol: docs/chat-protocol.md. */

export const PROTOCOL = 'bookstore';
