import { openWorkshop, parse, type Workshop, wait } from './service-under-test.ts';

let workshop: Workshop;
beforeAll(async () => {
  workshop = await openWorkshop();
});
afterAll(() => workshop.close());

/** Says which worker ran it, how many events ran in that worker at once, and in which order. */
const observing = `
  const worker = Math.random(); let active = 0;
  export const handler = async (event) => {
    active += 1;
    await new Promise((done) => setTimeout(done, event.ms ?? 0));
    const seen = active;
    active -= 1;
    return { worker, active: seen, n: event.n };
  };`;

describe('workers', () => {
  it('are started on first use only', async () => {
    const service = workshop.start([workshop.aFunction(observing)]);
    expect(service.stats()).toEqual([{ functionName: 'greet', workers: 0, queued: 0, invocations: 0 }]);
    await service.invoke('greet', '{}');
    expect(service.stats()).toEqual([{ functionName: 'greet', workers: 1, queued: 0, invocations: 1 }]);
  });

  it('take one event at a time, and more of them are started under load', async () => {
    const service = workshop.start([workshop.aFunction(observing)], { maxWorkers: 4 });
    const results = await Promise.all(Array.from({ length: 12 }, () => service.invoke('greet', '{"ms":150}')));
    const answers = results.map(({ payload }) => parse(payload));
    expect(answers.map(({ active }) => active)).toEqual(Array(12).fill(1));
    expect(new Set(answers.map(({ worker }) => worker)).size).toBe(4);
    expect(service.stats()[0]).toMatchObject({ workers: 4, queued: 0, invocations: 12 });
    expect(results.filter(({ coldStart }) => coldStart)).toHaveLength(4);
  });

  it('are not started for events that a busy one can take in time', async () => {
    const service = workshop.start([workshop.aFunction(observing)], { growAfterMs: 1000 });
    await Promise.all(Array.from({ length: 50 }, () => service.invoke('greet', '{}')));
    expect(service.stats()[0]?.workers).toBe(1);
  });

  it('are not started for events that gathered while the first one was starting', async () => {
    const code = `await new Promise((done) => setTimeout(done, 200)); ${observing}`;
    const service = workshop.start([workshop.aFunction(code)], { idleMs: 50 });
    const callEight = () => Promise.all(Array.from({ length: 8 }, () => service.invoke('greet', '{}')));
    await callEight();
    expect(service.stats()[0]?.workers).toBe(1);
    while (service.stats()[0]?.workers !== 0) await wait(10);
    await callEight();
    expect(service.stats()[0]?.workers).toBe(1);
  });

  it('are started one for each event that has waited long enough', async () => {
    const service = workshop.start([workshop.aFunction(observing)], { growAfterMs: 800 });
    await service.invoke('greet', '{}');
    const calls = [service.invoke('greet', '{"ms":1800}'), service.invoke('greet', '{"ms":1800}')];
    await wait(500);
    calls.push(service.invoke('greet', '{}'));
    await wait(500);
    expect(service.stats()[0]).toMatchObject({ workers: 2, queued: 1 });
    await Promise.all(calls);
  });

  it('are ended when they rest too long, and start again', async () => {
    const service = workshop.start([workshop.aFunction(observing)], { idleMs: 100 });
    await service.invoke('greet', '{}');
    while (service.stats()[0]?.workers !== 0) await wait(10);
    expect((await service.invoke('greet', '{}')).coldStart).toBe(true);
  });

  it('that are busy are not ended, however long they take', async () => {
    const service = workshop.start([workshop.aFunction(observing)], { idleMs: 50 });
    expect((await service.invoke('greet', '{"ms":300}')).functionError).toBeUndefined();
  });

  it('of one function do not stand in the way of another', async () => {
    const service = workshop.start(
      [
        workshop.aFunction(observing, { functionName: 'slow' }),
        workshop.aFunction(observing, { functionName: 'fast' }),
      ],
      { maxWorkers: 1 },
    );
    const order: string[] = [];
    const call = async (name: string, event: string) => {
      await service.invoke(name, event);
      order.push(name);
    };
    await Promise.all([call('slow', '{"ms":1500}'), call('fast', '{}')]);
    expect(order).toEqual(['fast', 'slow']);
  });
});

describe('events that find no free worker', () => {
  it('wait and are run in the order in which they came', async () => {
    const service = workshop.start([workshop.aFunction(observing)], { maxWorkers: 1 });
    const order: unknown[] = [];
    await Promise.all(
      [1, 2, 3, 4, 5].map(async (n) => {
        const { payload } = await service.invoke('greet', JSON.stringify({ n, ms: 5 }));
        order.push(parse(payload).n);
      }),
    );
    expect(order).toEqual([1, 2, 3, 4, 5]);
  });

  it('wait without their timeout running', async () => {
    const service = workshop.start([workshop.aFunction(observing, { timeoutSeconds: 0.5 })], { maxWorkers: 1 });
    const results = await Promise.all(Array.from({ length: 4 }, () => service.invoke('greet', '{"ms":200}')));
    expect(results.map(({ functionError }) => functionError)).toEqual(Array(4).fill(undefined));
  });

  it('go on after the one before them has hung', async () => {
    const code = 'export const handler = async (e) => { if (e.hang) for (;;); return 1; };';
    const service = workshop.start([workshop.aFunction(code, { timeoutSeconds: 0.2 })], { maxWorkers: 1 });
    const [hung, next] = await Promise.all([service.invoke('greet', '{"hang":true}'), service.invoke('greet', '{}')]);
    expect(hung.functionError).toBe('Unhandled');
    expect(next.payload).toBe('1');
  });
});

describe('reserved concurrency', () => {
  const refusal = {
    code: 'TooManyRequestsException',
    status: 429,
    message: 'Rate Exceeded.',
    reason: 'ReservedFunctionConcurrentInvocationLimitExceeded',
  };

  it('refuses what goes beyond it at once', async () => {
    const service = workshop.start([workshop.aFunction(observing, { reservedConcurrency: 2 })]);
    const calls = [1, 2, 3].map((n) => service.invoke('greet', JSON.stringify({ n, ms: 100 })));
    await expect(calls[2]).rejects.toMatchObject(refusal);
    const answers = await Promise.all(calls.slice(0, 2));
    expect(answers.map(({ payload }) => parse(payload).n)).toEqual([1, 2]);
    expect((await service.invoke('greet', '{}')).statusCode).toBe(200);
  });

  it('of zero switches a function off', async () => {
    const service = workshop.start([workshop.aFunction(observing, { reservedConcurrency: 0 })]);
    await expect(service.invoke('greet', '{}')).rejects.toMatchObject(refusal);
  });

  it('lets asynchronous events wait', async () => {
    const finished: string[] = [];
    const service = workshop.start([workshop.aFunction(observing, { reservedConcurrency: 1 })], {
      onInvocation: ({ payload }) => finished.push(payload),
    });
    await Promise.all([1, 2, 3].map(() => service.invoke('greet', '{"ms":20}', { invocationType: 'Event' })));
    while (finished.length < 3) await wait(5);
    expect(service.stats()[0]?.workers).toBe(1);
  });
});
