import { openWorkshop, parse, type Workshop, wait } from './service-under-test.ts';

let workshop: Workshop;
beforeAll(async () => {
  workshop = await openWorkshop();
});
afterAll(() => workshop.close());
beforeEach(() => {
  workshop.lines.length = 0;
});

describe('a function that throws', () => {
  it('answers 200 with the error as payload, and stays warm', async () => {
    const code = 'let n = 0; export const handler = async () => { n += 1; throw new RangeError(`out ${n}`); };';
    const service = workshop.start([workshop.aFunction(code)]);
    const result = await service.invoke('greet', '{}');
    expect(result).toMatchObject({ statusCode: 200, functionError: 'Unhandled', coldStart: true });
    const { trace, ...error } = parse(result.payload);
    expect(error).toEqual({ errorType: 'RangeError', errorMessage: 'out 1' });
    expect(trace).toEqual(expect.arrayContaining(['RangeError: out 1']));
    expect(result.logs[0]).toBe('ERROR Invoke Error RangeError: out 1');
    expect(parse((await service.invoke('greet', '{}')).payload).errorMessage).toBe('out 2');
  });

  it.each([
    ['a text', 'throw "plain"', { errorType: 'string', errorMessage: 'plain', trace: [] }],
    ['undefined', 'throw undefined', { errorType: 'undefined', errorMessage: 'undefined', trace: [] }],
    ['an object', 'throw { a: 1 }', { errorType: 'object', errorMessage: '[object Object]', trace: [] }],
  ])('may throw %s', async (_what, statement, payload) => {
    const service = workshop.start([workshop.aFunction(`export const handler = async () => { ${statement}; };`)]);
    expect(parse((await service.invoke('greet', '{}')).payload)).toEqual(payload);
  });

  it.each([
    ['without a prototype', 'throw Object.create(null)'],
    ['with a getter that throws', 'throw Object.defineProperty(new Error("x"), "message", { get() { throw 1; } })'],
    ['with a name that is no text', 'throw Object.assign(new Error("x"), { name: 1n })'],
  ])('may throw something %s', async (_what, statement) => {
    const service = workshop.start([
      workshop.aFunction(`export const handler = async (e) => { if (e.ok) return 1; ${statement}; };`),
    ]);
    const result = await service.invoke('greet', '{}');
    expect(result.functionError).toBe('Unhandled');
    expect(parse(result.payload).errorType).toBe('handled');
    expect((await service.invoke('greet', '{"ok":true}')).payload).toBe('1');
  });

  it.each([
    ['a circular object', 'const a = {}; a.a = a; return a;'],
    ['a BigInt', 'return 1n;'],
    ['an object whose toJSON throws', 'return { toJSON() { throw new Error("x"); } };'],
  ])('fails on a result that is %s', async (_what, statement) => {
    const service = workshop.start([workshop.aFunction(`export const handler = async () => { ${statement} };`)]);
    const result = await service.invoke('greet', '{}');
    expect(result.functionError).toBe('Unhandled');
    expect(parse(result.payload)).toMatchObject({
      errorType: 'Runtime.JSONStringifyError',
      errorMessage: 'Unable to stringify response body',
    });
  });

  it('fails on an answer above 6 MB', async () => {
    const service = workshop.start([
      workshop.aFunction('export const handler = async ({ length }) => "x".repeat(length - 2);'),
    ]);
    const result = await service.invoke('greet', '{"length":6291557}');
    expect(result.functionError).toBe('Unhandled');
    expect(parse(result.payload)).toEqual({
      errorMessage: 'Response payload size exceeded maximum allowed payload size (6291556 bytes).',
      errorType: 'Function.ResponseSizeTooLarge',
    });
    expect((await service.invoke('greet', '{"length":6291556}')).payload).toHaveLength(6_291_556);
  });
});

describe('a function that takes too long', () => {
  it.each([
    ['waits', 'new Promise((done) => setTimeout(done, 60_000))'],
    ['computes for ever', '(() => { for (;;); })()'],
  ])('is ended when it %s, and the next event meets a new worker', async (_what, expression) => {
    const code = `let n = 0; export const handler = async (e) => { n += 1; if (e.hang) await ${expression}; return n; };`;
    const service = workshop.start([workshop.aFunction(code, { timeoutSeconds: 0.3 })]);
    await service.invoke('greet', '{}');
    const result = await service.invoke('greet', '{"hang":true}');
    expect(result.functionError).toBe('Unhandled');
    expect(parse(result.payload)).toEqual({
      errorType: 'Sandbox.Timedout',
      errorMessage: `RequestId: ${result.requestId} Error: Task timed out after 0.30 seconds`,
    });
    expect(result.durationInMs).toBeGreaterThanOrEqual(299);
    expect(result.durationInMs).toBeLessThan(1000);
    expect(result.logs.at(-1)).toMatch(/^\d{4}-.*Z [0-9a-f-]{36} Task timed out after 0\.30 seconds$/);
    expect(await service.invoke('greet', '{}')).toMatchObject({ payload: '1', coldStart: true });
  });

  it('is ended while its module is being loaded', async () => {
    const code = 'await new Promise((done) => setTimeout(done, 60_000)); export const handler = async () => 1;';
    const service = workshop.start([workshop.aFunction(code)], { initLimitMs: 200 });
    const result = await service.invoke('greet', '{}');
    expect(parse(result.payload)).toEqual({
      errorType: 'Sandbox.Timedout',
      errorMessage: `RequestId: ${result.requestId} Error: Task timed out after 0.20 seconds`,
    });
  });

  it('does not hold up the end of the service, though it waits in a call of the system and hears nothing', async () => {
    const code = `import { execSync } from 'node:child_process';
      export const handler = async () => execSync('sleep 4');`;
    const service = workshop.start([workshop.aFunction(code, { timeoutSeconds: 0.3 })]);
    expect(parse((await service.invoke('greet', '{}')).payload)).toMatchObject({ errorType: 'Sandbox.Timedout' });
    const startedAt = performance.now();
    expect(await service.stop()).toEqual(['greet']);
    expect(performance.now() - startedAt).toBeLessThan(3000);
    await wait(4000);
    expect(await service.stop()).toEqual([]);
  });

  it('is told apart from one whose promise nothing can settle any more', async () => {
    const code = 'export const handler = async (e) => (e.hang ? new Promise(() => {}) : "fine");';
    const service = workshop.start([workshop.aFunction(code)]);
    const result = await service.invoke('greet', '{"hang":true}');
    expect(parse(result.payload)).toMatchObject({ errorType: 'Runtime.NodeJsExit' });
    expect(result.durationInMs).toBeLessThan(1000);
    expect(await service.invoke('greet', '{}')).toMatchObject({ payload: '"fine"', coldStart: false });
  });
});

describe('a function that takes its worker down', () => {
  it.each([
    ['exits with a status', 'process.exit(3)', 'Runtime exited with error: exit status 3'],
    ['exits without one', 'process.exit()', 'Runtime exited without providing a reason'],
  ])('when it %s', async (_what, statement, reason) => {
    const service = workshop.start([
      workshop.aFunction(`export const handler = async (e) => { if (e.bad) ${statement}; return 1; };`),
    ]);
    const result = await service.invoke('greet', '{"bad":true}');
    expect(result.functionError).toBe('Unhandled');
    expect(parse(result.payload)).toEqual({
      errorType: 'Runtime.ExitError',
      errorMessage: `RequestId: ${result.requestId} Error: ${reason}`,
    });
    expect(await service.invoke('greet', '{}')).toMatchObject({ payload: '1', coldStart: true });
  });

  it('prints everything first', async () => {
    const code = 'export const handler = async () => { console.log("last words"); process.exit(1); };';
    const service = workshop.start([workshop.aFunction(code)]);
    expect((await service.invoke('greet', '{}')).logs).toEqual(['last words']);
  });

  it('with an uncaught exception', async () => {
    const code = `export const handler = async (e) => {
      if (e.bad) { setTimeout(() => { throw new TypeError('late'); }, 5); await new Promise((done) => setTimeout(done, 5000)); }
      return 1; };`;
    const service = workshop.start([workshop.aFunction(code)]);
    const result = await service.invoke('greet', '{"bad":true}');
    expect(parse(result.payload)).toMatchObject({ errorType: 'TypeError', errorMessage: 'late' });
    expect(result.logs[0]).toBe('ERROR Uncaught Exception TypeError: late');
    expect(await service.invoke('greet', '{}')).toMatchObject({ payload: '1', coldStart: true });
  });

  it('with a rejected promise that nobody awaits', async () => {
    const code = `export const handler = async () => {
      Promise.reject(new Error('forgotten')); await new Promise((done) => setTimeout(done, 5000)); };`;
    const service = workshop.start([workshop.aFunction(code)]);
    const { payload } = await service.invoke('greet', '{}');
    expect(parse(payload)).toMatchObject({
      errorType: 'Runtime.UnhandledPromiseRejection',
      errorMessage: 'Error: forgotten',
    });
  });

  it('after its answer, without harm to the next event', async () => {
    const code = `export const handler = async (e) => { if (e.bad) setTimeout(() => process.exit(1), 20); return 1; };`;
    const service = workshop.start([workshop.aFunction(code)]);
    expect((await service.invoke('greet', '{"bad":true}')).payload).toBe('1');
    await wait(150);
    expect(await service.invoke('greet', '{}')).toMatchObject({ payload: '1', coldStart: true });
  });

  it.each([
    ['an endless loop over small objects', 'for (;;) kept.push({ i: kept.length % 7 }); '],
    ['an endless loop over texts', 'for (let i = 0; ; i += 1) kept.push(String(i).repeat(1000) + i)'],
    ['one large array', 'for (let i = 0; i < 2e7; i += 1) kept.push(0.5); await later()'],
    ['a buffer', 'kept.push(Buffer.alloc(100_000_000, 1)); await later()'],
    ['an endless loop over large arrays', 'for (;;) kept.push(new Array(1e7).fill(0.5))'],
    ['an endless loop over buffers', 'for (;;) kept.push(Buffer.alloc(100_000_000, 1))'],
    ['a leak between awaits', 'for (;;) { kept.push(Array.from({ length: 1e5 }, Object)); await later(0); }'],
  ])(
    'with more memory than it has, in %s',
    async (_what, statement) => {
      const code = `const kept = []; const later = (ms = 5000) => new Promise((done) => setTimeout(done, ms));
      export const handler = async (e) => { if (e.bad) { ${statement}; } return 1; };`;
      const service = workshop.start([workshop.aFunction(code, { memorySizeInMb: 64, timeoutSeconds: 30 })]);
      const result = await service.invoke('greet', '{"bad":true}');
      expect(result.functionError).toBe('Unhandled');
      expect(parse(result.payload)).toEqual({
        errorType: 'Runtime.OutOfMemory',
        errorMessage: `RequestId: ${result.requestId} Error: Runtime exited with error: signal: killed`,
      });
      expect(await service.invoke('greet', '{}')).toMatchObject({ payload: '1', coldStart: true });
    },
    40_000,
  );
});

describe('a function that cannot be loaded', () => {
  it.each([
    ['has no such file', { 'other.mjs': '' }, {}, 'Runtime.ImportModuleError', /^Error: Cannot find module 'index'/],
    [
      'requires a missing module',
      { 'index.js': 'require("missing");' },
      {},
      'Runtime.ImportModuleError',
      /^Error: Cannot find module 'missing'/,
    ],
    ['imports a missing module', 'import "missing";', {}, 'Error', /^Cannot find package 'missing' imported from/],
    ['has a syntax error', 'export const = 1;', {}, 'Runtime.UserCodeSyntaxError', /^SyntaxError: /],
    [
      'exports something else',
      'export const main = 1;',
      {},
      'Runtime.HandlerNotFound',
      /^index\.handler is undefined or not exported$/,
    ],
    [
      'exports no function',
      'export const handler = 1;',
      {},
      'Runtime.HandlerNotFound',
      /^index\.handler is not a function$/,
    ],
    ['has a handler without a dot', '', { handler: 'index' }, 'Runtime.MalformedHandlerName', /^Bad handler$/],
    ['has a handler outside', '', { handler: '../a.b' }, 'Runtime.MalformedHandlerName', /is not a valid handler name/],
    ['throws while loading', 'throw new TypeError("early");', {}, 'TypeError', /^early$/],
  ])('because it %s', async (_what, code, change, errorType, message) => {
    const service = workshop.start([workshop.aFunction(code, change)]);
    const result = await service.invoke('greet', '{}');
    expect(result).toMatchObject({ statusCode: 200, functionError: 'Unhandled', coldStart: true });
    expect(parse(result.payload)).toMatchObject({ errorType, errorMessage: expect.stringMatching(message) });
    expect(result.logs[0]).toMatch(/^ERROR Init Error /);
  });

  it('because it exits while loading', async () => {
    const service = workshop.start([workshop.aFunction('process.exit(9); export const handler = async () => 1;')]);
    const result = await service.invoke('greet', '{}');
    expect(parse(result.payload)).toEqual({
      errorType: 'Runtime.ExitError',
      errorMessage: `RequestId: ${result.requestId} Error: Runtime exited with error: exit status 9`,
    });
  });

  it('because Node.js refuses its NODE_OPTIONS', async () => {
    const definition = workshop.aFunction('export const handler = async () => 1;', {
      environment: { NODE_OPTIONS: '--no-such-option' },
    });
    await expect(workshop.start([definition]).invoke('greet', '{}')).rejects.toThrow('--no-such-option');
  });

  it('answers each waiting event with the error', async () => {
    const service = workshop.start([workshop.aFunction('throw new Error("early");')], { maxWorkers: 1 });
    const results = await Promise.all([1, 2, 3].map(() => service.invoke('greet', '{}')));
    expect(results.map(({ payload }) => parse(payload).errorMessage)).toEqual(['early', 'early', 'early']);
  });
});

describe('a function that posts messages of its own to the parent thread', () => {
  it('is not misunderstood', async () => {
    const code = `import { parentPort } from 'node:worker_threads';
      export const handler = async () => {
        for (const junk of [null, 1, 'result', {}, [], ['result'], ['result', 1], ['line', 'a'], ['ready', 'x'], [[]]])
          parentPort.postMessage(junk);
        return 'mine'; };`;
    const service = workshop.start([workshop.aFunction(code)]);
    expect((await service.invoke('greet', '{}')).payload).toBe('"mine"');
  });
});
