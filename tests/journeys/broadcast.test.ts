/** Messages to a room of the chat, over the network: everybody gets each of them once. `npm run bench -- chat` does more of it. */

import { talkInRoom } from '../../bench/chat/room.ts';
import { createScratchFolder } from '../../bench/scratch-folder.ts';
import { type RunningApp, startStack } from '../support/stack.ts';

let app: RunningApp;

beforeAll(async () => {
  app = await startStack({ stateFolder: createScratchFolder() });
}, 60_000);

afterAll(() => app.stop(), 20_000);

describe('a room of the chat', () => {
  it('hears every message once, while some vanish without a word, who are forgotten', async () => {
    const sizes = { connections: 24, vanishing: 6, messages: 10, everyMs: 200 };
    expect(await talkInRoom(app, 'lobby', sizes)).toMatchObject({
      ...{ connections: 24, sent: 10, expected: 180, missing: 0, doubled: 0, ended: 0, complaints: [] },
      vanished: { connections: 6, remembered: 0 },
    });
    const { items } = await readJournal(app);
    // What is posted to many counts once, and pushes nothing else out of the inspector.
    expect(items.filter(({ method }) => method === 'CONNECT')).toHaveLength(24);
    expect(items.filter(({ method }) => method === 'POST').length).toBeLessThan(60);
  }, 60_000);
});

async function readJournal({ outputs }: RunningApp): Promise<{ readonly items: readonly { method?: string }[] }> {
  const response = await fetch(`${outputs.InspectorUrl}/records`);
  return (await response.json()) as { items: { method?: string }[] };
}
