/** $default: whatever is no JSON object, or has an action that the chat doesn't know. */
import { Refusal } from '../shared/refusal.ts';
import { chatRoute } from './chat-route.ts';

export const handler = chatRoute(async () => {
  throw new Refusal(400, 'UnknownAction', 'action is one of: join, leave, send, history, ping.');
});
