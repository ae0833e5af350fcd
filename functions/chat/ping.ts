/** The action `ping`: API Gateway closes a connection that says nothing for ten minutes. */
import { chatRoute } from './chat-route.ts';

export const handler = chatRoute(async () => ({ type: 'pong' }));
