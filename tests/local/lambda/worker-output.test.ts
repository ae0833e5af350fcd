import { openWorkshop, parse, type Workshop, wait } from './service-under-test.ts';

let workshop: Workshop;
beforeAll(async () => {
  workshop = await openWorkshop();
});
afterAll(() => workshop.close());
beforeEach(() => {
  workshop.lines.length = 0;
});

const logsOf = async (body: string, event = '{}') => {
  const service = workshop.start([workshop.aFunction(`export const handler = async (event) => { ${body} };`)]);
  return service.invoke('greet', event);
};

describe('what a function prints', () => {
  it.each([
    ['console.log', "console.log('a', 1, { b: [2] })", ['a 1 { b: [ 2 ] }']],
    ['console.info', "console.info('%s is %d', 'x', 5)", ['x is 5']],
    ['console.debug', "console.debug('a')", ['DEBUG a']],
    ['console.warn', "console.warn('a')", ['WARN a']],
    ['console.error', "console.error('a')", ['ERROR a']],
    ['console.table', 'console.dir({ a: 1 })', ['{ a: 1 }']],
    ['several lines at once', "console.log('a\\nb')", ['a', 'b']],
    ['stdout', "process.stdout.write('a\\nb\\n')", ['a', 'b']],
    ['stderr', "process.stderr.write('a\\n')", ['a']],
    ['stdout in pieces', "process.stdout.write('a'); process.stdout.write(Buffer.from('b\\nc'))", ['ab', 'c']],
    ['nothing', '', []],
  ])('with %s is in the result, line by line', async (_what, statement, logs) => {
    expect((await logsOf(statement)).logs).toEqual(logs);
  });

  it('is complete when the result arrives, and in order', async () => {
    const { logs } = await logsOf('for (let i = 0; i < 2000; i += 1) console.log(i)');
    expect(logs).toEqual(Array.from({ length: 2000 }, (_, i) => String(i)));
  });

  it('calls back when a write is done', async () => {
    const { payload } = await logsOf("return new Promise((done) => process.stdout.write('a', () => done('written')))");
    expect(payload).toBe('"written"');
  });

  it("arrives as it happens, with the function's name and the request id", async () => {
    const invocation = logsOf("console.log('first'); await new Promise((done) => setTimeout(done, 300));");
    while (workshop.lines.length === 0) await wait(5);
    const seen = [...workshop.lines];
    let isDone = false;
    const result = await invocation.finally(() => {
      isDone = true;
    });
    expect(isDone).toBe(true);
    expect(seen).toEqual([{ functionName: 'greet', line: 'first', requestId: result.requestId }]);
  });

  it('is JSON with time, level and request id where the function has that log format', async () => {
    const code = `export const handler = async () => {
      console.debug('left out'); console.info({ event: 'OrderPlaced' }); console.error('a', 1); process.stdout.write('as it is\\n'); };`;
    const service = workshop.start([workshop.aFunction(code, { jsonLogLevel: 'INFO' })]);
    const { logs, requestId } = await service.invoke('greet', '{}');
    const timestamp = expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
    expect(logs.slice(0, 2).map(parse)).toEqual([
      { timestamp, level: 'INFO', requestId, message: { event: 'OrderPlaced' } },
      { timestamp, level: 'ERROR', requestId, message: 'a 1' },
    ]);
    expect(logs.slice(2)).toEqual(['as it is']);
  });

  it('while it is being loaded is in the first result', async () => {
    const code = "console.log('loading'); export const handler = async () => console.log('running');";
    const service = workshop.start([workshop.aFunction(code)]);
    expect((await service.invoke('greet', '{}')).logs).toEqual(['loading', 'running']);
    expect((await service.invoke('greet', '{}')).logs).toEqual(['running']);
    expect(workshop.lines[0]).toEqual({ functionName: 'greet', line: 'loading', requestId: '' });
  });

  it('is kept up to 256 KB in the result', async () => {
    const { logs } = await logsOf("for (let i = 0; i < 400; i += 1) console.log('x'.repeat(999))");
    expect(logs.length).toBe(263);
    expect(logs.at(-1)).toMatch(/… the rest is left out$/);
    expect(workshop.lines.length).toBe(400);
  });

  it('is cut off after 1 MB of one invocation', async () => {
    await logsOf("for (let i = 0; i < 20000; i += 1) console.log('x'.repeat(999))");
    expect(workshop.lines.length).toBe(1050);
    expect(workshop.lines.at(-1)?.line).toBe('WARN This invocation printed 1 MB; the rest is left out.');
  });

  it('after its answer is not taken for the next invocation', async () => {
    const code = `export const handler = async (e) => {
      if (e.late) setTimeout(() => console.log('late'), 20); else { await new Promise((done) => setTimeout(done, 60)); } };`;
    const service = workshop.start([workshop.aFunction(code)]);
    const first = await service.invoke('greet', '{"late":true}');
    await wait(60);
    const second = await service.invoke('greet', '{}');
    expect([first.logs, second.logs]).toEqual([[], []]);
    expect(workshop.lines.map(({ line, requestId }) => [line, requestId])).toEqual([['late', first.requestId]]);
  });

  it('between two invocations is not taken for the second one, though that has been sent', async () => {
    // So many turns after its answer is out, the worker is busy, and prints only when the next event waits for it.
    const code = `const spin = () => { for (const end = Date.now() + 150; Date.now() < end; ); console.log('late'); };
      export const handler = async (e) => {
        let turns = Promise.resolve();
        for (let i = 0; i < 20; i += 1) turns = turns.then(() => {});
        if (e.late) turns.then(spin); };`;
    const service = workshop.start([workshop.aFunction(code)], { maxWorkers: 1 });
    await service.invoke('greet', '{"late":true}');
    expect((await service.invoke('greet', '{}')).logs).toEqual([]);
    expect(workshop.lines.map(({ line }) => line)).toEqual(['late']);
  });
});
