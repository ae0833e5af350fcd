/** What is stopped, and in which order, at the end and when a start fails. */

import { type Shutdown, startTogether } from '../../../local/server/shutdown.ts';

let stopped: string[];
beforeEach(() => {
  stopped = [];
});

const start = (...names: readonly string[]) =>
  startTogether(async (shutdown) => {
    for (const name of names) {
      if (name === 'fail') throw new Error('The third one does not start');
      shutdown.add(async () => {
        await Promise.resolve();
        stopped.push(name);
        if (name === 'broken') throw new Error('It does not stop');
      });
    }
    return shutdown;
  });

describe('startTogether', () => {
  it('stops nothing that runs', async () => {
    await start('database', 'api');
    expect(stopped).toEqual([]);
  });

  it('stops the latest first, each once', async () => {
    const shutdown = await start('database', 'api');
    await Promise.all([shutdown.run(), shutdown.run()]);
    expect(stopped).toEqual(['api', 'database']);
  });

  it('stops what was started when a later start fails, and says why it failed', async () => {
    await expect(start('database', 'broken', 'fail')).rejects.toThrow('The third one does not start');
    expect(stopped).toEqual(['broken', 'database']);
  });

  it('stops the others when one does not stop, and says so', async () => {
    const shutdown: Shutdown = await start('database', 'broken', 'api');
    await expect(shutdown.run()).rejects.toThrow('It does not stop');
    expect(stopped).toEqual(['api', 'broken', 'database']);
  });
});
