import { rmSync } from 'node:fs';
import type { FunctionDefinition } from '../../../local/lambda/definition.ts';
import type { InvocationRecord } from '../../../local/lambda/lambda-service.ts';
import { openWorkshop, parse, type Workshop, wait } from './service-under-test.ts';

let workshop: Workshop;
beforeAll(async () => {
  workshop = await openWorkshop();
});
afterAll(() => workshop.close());
beforeEach(() => {
  workshop.lines.length = 0;
});

const arn = 'arn:aws:lambda:eu-central-1:123456789012:function:greet';

describe('invoke', () => {
  it('answers with the JSON text of what the handler returns', async () => {
    const service = workshop.start([
      workshop.aFunction('export const handler = async (event) => ({ hello: event.name });'),
    ]);
    const result = await service.invoke('greet', '{"name":"Zoë"}');
    expect(result).toMatchObject({ statusCode: 200, payload: '{"hello":"Zoë"}', coldStart: true, logs: [] });
    expect(result.functionError).toBeUndefined();
    expect(result.requestId).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(result.initDurationInMs).toBeGreaterThan(1);
  });

  it('takes the event as bytes too', async () => {
    const service = workshop.start([workshop.aFunction('export const handler = async (event) => event;')]);
    expect((await service.invoke('greet', Buffer.from('{"name":"Zoë"}'))).payload).toBe('{"name":"Zoë"}');
  });

  it('takes an empty event for an empty object', async () => {
    const service = workshop.start([workshop.aFunction('export const handler = async (event) => event;')]);
    expect((await service.invoke('greet', '')).payload).toBe('{}');
  });

  it.each([
    ['undefined', 'export const handler = async () => {};', 'null'],
    ['null', 'export const handler = async () => null;', 'null'],
    ['a text', 'export const handler = async () => "x";', '"x"'],
    ['a number that is not awaited', 'export const handler = () => 7;', '7'],
    ['a function', 'export const handler = async () => () => 1;', 'null'],
    ['a Date', 'export const handler = async () => new Date(0);', '"1970-01-01T00:00:00.000Z"'],
  ])('writes a result that is %s as JSON', async (_what, code, payload) => {
    const service = workshop.start([workshop.aFunction(code)]);
    expect((await service.invoke('greet', '{}')).payload).toBe(payload);
  });

  it.each([
    ['its name', 'greet', arn],
    ['its ARN', arn, arn],
    ['a partial ARN', '123456789012:function:greet', arn],
    ['a name with an alias', 'greet:live', `${arn}:live`],
    ['an ARN with an alias', `${arn}:live`, `${arn}:live`],
    ['an ARN with a version', `${arn}:3`, `${arn}:3`],
    ['$LATEST', `${arn}:$LATEST`, `${arn}:$LATEST`],
  ])('finds a function by %s', async (_what, target, invokedArn) => {
    const code = 'export const handler = async (event, context) => context.invokedFunctionArn;';
    const service = workshop.start([workshop.aFunction(code, { qualifiers: ['live', '3'] })]);
    expect((await service.invoke(target, '{}')).payload).toBe(JSON.stringify(invokedArn));
  });

  it('takes the qualifier as an option', async () => {
    const code = 'export const handler = async (event, context) => context.invokedFunctionArn;';
    const service = workshop.start([workshop.aFunction(code, { qualifiers: ['live'] })]);
    expect((await service.invoke('greet', '{}', { qualifier: 'live' })).payload).toBe(`"${arn}:live"`);
  });

  it.each([
    ['an unknown function', 'missing'],
    ['an unknown alias', 'greet:next'],
    ['a text that is no name', 'a b'],
  ])('refuses %s', async (_what, target) => {
    const service = workshop.start([workshop.aFunction('export const handler = async () => 1;')]);
    await expect(service.invoke(target, '{}')).rejects.toMatchObject({
      code: 'ResourceNotFoundException',
      status: 404,
    });
  });

  it('refuses an event that is not JSON', async () => {
    const service = workshop.start([workshop.aFunction('export const handler = async () => 1;')]);
    const refusal = { code: 'InvalidRequestContentException', status: 400 };
    await expect(service.invoke('greet', '{"a":')).rejects.toMatchObject(refusal);
    expect((await service.invoke('greet', '{}')).payload).toBe('1');
  });

  it('refuses an event above 6 MB', async () => {
    const service = workshop.start([workshop.aFunction('export const handler = async (event) => event.length;')]);
    const tooLong = JSON.stringify('é'.repeat(3_145_728));
    await expect(service.invoke('greet', tooLong)).rejects.toMatchObject({
      code: 'RequestTooLargeException',
      status: 413,
      message: '6291458 byte payload is too large for the RequestResponse invocation type (limit 6291456 bytes)',
    });
    expect((await service.invoke('greet', JSON.stringify('é'.repeat(3_145_727)))).payload).toBe('3145727');
  });

  it('refuses a function whose package is not there, and finds it when it comes', async () => {
    const definition = workshop.aFunction('export const handler = async () => 1;');
    const service = workshop.start([definition, { ...definition, functionName: 'lost', artifact: '/nowhere/x.zip' }]);
    await expect(service.invoke('lost', '{}')).rejects.toMatchObject({ code: 'InvalidZipFileException' });
    service.replaceFunction({ ...definition, functionName: 'lost' });
    expect((await service.invoke('lost', '{}')).payload).toBe('1');
  });
});

describe('the handler', () => {
  it('is found in a CommonJS file, whatever package.json lies above', async () => {
    const service = workshop.start([
      workshop.aFunction({ 'index.js': 'exports.handler = async () => typeof require;' }),
    ]);
    expect((await service.invoke('greet', '{}')).payload).toBe('"function"');
  });

  it('is found in a folder and inside of an object', async () => {
    const files = { 'src/api/main.mjs': 'export const routes = { get: async () => "got" };' };
    const service = workshop.start([workshop.aFunction(files, { handler: 'src/api/main.routes.get' })]);
    expect((await service.invoke('greet', '{}')).payload).toBe('"got"');
  });

  it('reads files of its package by LAMBDA_TASK_ROOT', async () => {
    const code = `import { readFileSync } from 'node:fs';
      export const handler = async () => readFileSync(process.env.LAMBDA_TASK_ROOT + '/data/a.txt', 'utf8');`;
    const service = workshop.start([workshop.aFunction({ 'index.mjs': code, 'data/a.txt': 'text' })]);
    expect((await service.invoke('greet', '{}')).payload).toBe('"text"');
  });

  it('gets the context that Lambda gives', async () => {
    const code = `export const handler = async (event, context) =>
      ({ ...context, left: context.getRemainingTimeInMillis(), own: context.awsRequestId });`;
    const service = workshop.start([workshop.aFunction(code, { timeoutSeconds: 5, memorySizeInMb: 512 })]);
    const result = await service.invoke('greet', '{}');
    const context = parse(result.payload);
    expect(context).toMatchObject({
      functionName: 'greet',
      functionVersion: '$LATEST',
      invokedFunctionArn: arn,
      memoryLimitInMB: '512',
      awsRequestId: result.requestId,
      logGroupName: '/aws/lambda/greet',
      logStreamName: expect.stringMatching(/^\d{4}\/\d\d\/\d\d\/\[\$LATEST\][0-9a-f]{32}$/),
    });
    expect(context.left).toBeGreaterThan(4500);
    expect(context.left).toBeLessThanOrEqual(5000);
  });

  it('keeps its module state from one event to the next', async () => {
    const code = 'let n = 0; export const handler = async () => ++n;';
    const service = workshop.start([workshop.aFunction(code)]);
    const results = [await service.invoke('greet', '{}'), await service.invoke('greet', '{}')];
    expect(results.map(({ payload }) => payload)).toEqual(['1', '2']);
    expect(results.map(({ coldStart }) => coldStart)).toEqual([true, false]);
    expect(results[1]?.initDurationInMs).toBeUndefined();
  });

  it('may leave timers and sockets behind without holding its answer', async () => {
    const code = 'setInterval(() => {}, 50); export const handler = async () => "done";';
    const service = workshop.start([workshop.aFunction(code)]);
    expect((await service.invoke('greet', '{}')).durationInMs).toBeLessThan(1000);
  });
});

describe('handlers with a callback', () => {
  const old = { runtime: 'nodejs22.x' };

  it('are refused from Node.js 24 on', async () => {
    const code = 'export const handler = (event, context, callback) => callback(null, 1);';
    const service = workshop.start([workshop.aFunction(code)]);
    const result = await service.invoke('greet', '{}');
    expect(result.functionError).toBe('Unhandled');
    expect(parse(result.payload)).toMatchObject({ errorType: 'Runtime.CallbackHandlerDeprecated' });
  });

  it.each([
    ['its result', '(event, context, callback) => setTimeout(callback, 5, null, event.n + 1)', '2'],
    ['the result of succeed', '(event, context) => { context.succeed("yes"); }', '"yes"'],
    ['the result of done', '(event, context) => { context.done(null, "yes"); }', '"yes"'],
    ['the result of its promise', 'async (event) => event.n', '1'],
    ['null when nothing is called', '() => "ignored"', 'null'],
  ])('answer before Node.js 24 with %s', async (_what, code, payload) => {
    const service = workshop.start([workshop.aFunction(`export const handler = ${code};`, old)]);
    expect(await service.invoke('greet', '{"n":1}')).toMatchObject({ payload, statusCode: 200 });
  });

  it('fail with the error that they pass', async () => {
    const code = 'export const handler = (event, context, callback) => callback(new TypeError("no"));';
    const service = workshop.start([workshop.aFunction(code, old)]);
    const result = await service.invoke('greet', '{}');
    expect(result.functionError).toBe('Unhandled');
    expect(parse(result.payload)).toMatchObject({ errorType: 'TypeError', errorMessage: 'no' });
  });

  it('wait for the event loop to be empty, unless the context says otherwise', async () => {
    const code = (flag: string) => `export const handler = (event, context, callback) => {
      ${flag} setTimeout(() => {}, 1000); callback(null, 1); };`;
    const service = workshop.start([
      workshop.aFunction(code(''), { ...old, functionName: 'waiting' }),
      workshop.aFunction(code('context.callbackWaitsForEmptyEventLoop = false;'), { ...old, functionName: 'hasty' }),
    ]);
    expect((await service.invoke('waiting', '{}')).durationInMs).toBeGreaterThan(950);
    expect((await service.invoke('hasty', '{}')).durationInMs).toBeLessThan(900);
  });
});

describe('asynchronous events', () => {
  it('are answered with 202 at once and run later', async () => {
    const records: InvocationRecord[] = [];
    const code = 'export const handler = async (event) => { console.log("ran", event.n); };';
    const service = workshop.start([workshop.aFunction(code)], { onInvocation: (record) => records.push(record) });
    const result = await service.invoke('greet', '{"n":5}', { invocationType: 'Event' });
    expect(result).toMatchObject({ statusCode: 202, payload: '', logs: [] });
    while (records.length === 0) await wait(5);
    expect(records).toMatchObject([{ functionName: 'greet', invocationType: 'Event', logs: ['ran 5'] }]);
    expect(records[0]?.requestId).toBe(result.requestId);
  });

  it('are not tried again once they have run', async () => {
    const records: InvocationRecord[] = [];
    const service = workshop.start([workshop.aFunction('export const handler = async () => 1;')], {
      onInvocation: (record) => records.push(record),
      retryDelaysMs: [1, 1],
    });
    await service.invoke('greet', '{}', { invocationType: 'Event' });
    while (records.length === 0) await wait(5);
    await wait(50);
    expect(records).toHaveLength(1);
  });

  it('are tried twice again when the function fails, with the same request id', async () => {
    const records: InvocationRecord[] = [];
    const service = workshop.start(
      [workshop.aFunction('export const handler = async () => { throw new Error("x"); };')],
      {
        onInvocation: (record) => records.push(record),
        retryDelaysMs: [10, 20],
      },
    );
    const { requestId } = await service.invoke('greet', '{}', { invocationType: 'Event' });
    while (records.length < 3) await wait(5);
    await wait(60);
    expect(records.map((record) => record.requestId)).toEqual([requestId, requestId, requestId]);
  });

  it('are tried as often again as the function says', async () => {
    const records: InvocationRecord[] = [];
    const code = 'export const handler = async () => { throw new Error("x"); };';
    const service = workshop.start([workshop.aFunction(code, { maximumRetryAttempts: 0 })], {
      onInvocation: (record) => records.push(record),
      retryDelaysMs: [1, 1],
    });
    await service.invoke('greet', '{}', { invocationType: 'Event' });
    while (records.length < 1) await wait(5);
    await wait(40);
    expect(records).toHaveLength(1);
  });

  it.each([
    ['that are not JSON', '{', 'InvalidRequestContentException'],
    ['above 1 MB', `"${'x'.repeat(1_048_576)}"`, 'RequestTooLargeException'],
  ])('%s are refused at once', async (_what, event, code) => {
    const service = workshop.start([workshop.aFunction('export const handler = async () => 1;')]);
    await expect(service.invoke('greet', event, { invocationType: 'Event' })).rejects.toMatchObject({ code });
  });

  it('that cannot be run at all are reported in a line', async () => {
    const definition = workshop.aFunction('export const handler = async () => 1;');
    const service = workshop.start([{ ...definition, artifact: '/nowhere/x.zip' }]);
    await service.invoke('greet', '{}', { invocationType: 'Event' });
    while (workshop.lines.length === 0) await wait(5);
    expect(workshop.lines[0]?.line).toMatch(/^ERROR An asynchronous event could not be run: .*\/nowhere\/x.zip/);
  });
});

describe('onInvocation', () => {
  it('hears of every run', async () => {
    const records: InvocationRecord[] = [];
    const code = 'export const handler = async (event) => { if (event.bad) throw new Error("bad"); return 1; };';
    const service = workshop.start([workshop.aFunction(code)], { onInvocation: (record) => records.push(record) });
    await service.invoke('greet', '{}');
    await service.invoke('greet', '{"bad":true}');
    expect(records).toMatchObject([
      { functionName: 'greet', invocationType: 'RequestResponse', coldStart: true, payload: '1' },
      { functionName: 'greet', invocationType: 'RequestResponse', coldStart: false, functionError: 'Unhandled' },
    ]);
    expect(Math.abs(Date.now() - (records[0]?.finishedAtMs ?? 0))).toBeLessThan(5000);
  });
});

describe('replaceFunction', () => {
  const answering = (text: string): FunctionDefinition =>
    workshop.aFunction(`const wait = (ms) => new Promise((done) => setTimeout(done, ms));
      export const handler = async (event) => { await wait(event.ms ?? 0); return "${text}"; };`);

  it('runs the new code from the next event on', async () => {
    const service = workshop.start([answering('old')]);
    expect((await service.invoke('greet', '{}')).payload).toBe('"old"');
    service.replaceFunction(answering('new'));
    expect(await service.invoke('greet', '{}')).toMatchObject({ payload: '"new"', coldStart: true });
    expect(service.stats()).toEqual([{ functionName: 'greet', workers: 1, queued: 0, invocations: 2 }]);
  });

  it('lets running events end on the old code', async () => {
    const service = workshop.start([answering('old')]);
    await service.invoke('greet', '{}');
    const running = service.invoke('greet', '{"ms":200}');
    service.replaceFunction(answering('new'));
    expect((await service.invoke('greet', '{}')).payload).toBe('"new"');
    expect((await running).payload).toBe('"old"');
    await wait(20);
    expect(service.stats()[0]?.workers).toBe(1);
  });

  it('loses no event under load, and mixes nothing', async () => {
    const service = workshop.start([answering('0')]);
    let version = 0;
    let isOver = false;
    const seen: number[] = [];
    const callers = Array.from({ length: 8 }, async () => {
      while (!isOver) {
        const least = version;
        const { payload } = await service.invoke('greet', '{"ms":2}');
        const answered = Number(JSON.parse(payload));
        expect(answered).toBeGreaterThanOrEqual(least);
        seen.push(answered);
      }
    });
    while (version < 5) {
      while (!seen.includes(version)) await wait(5);
      service.replaceFunction(answering(String(version + 1)));
      version += 1;
    }
    while (!seen.includes(5)) await wait(5);
    isOver = true;
    await Promise.all(callers);
    expect([...new Set(seen)].sort()).toEqual([0, 1, 2, 3, 4, 5]);
    expect(service.stats()[0]).toMatchObject({ queued: 0, invocations: seen.length });
  }, 20_000);

  it('adds a function that was not there', async () => {
    const service = workshop.start([]);
    service.replaceFunction(answering('added'));
    expect((await service.invoke('greet', '{}')).payload).toBe('"added"');
  });
});

describe('stop', () => {
  it('ends running and waiting events and refuses further ones', async () => {
    const code = 'export const handler = async () => new Promise((done) => setTimeout(done, 60_000));';
    const service = workshop.start([workshop.aFunction(code)], { maxWorkers: 1 });
    const running = service.invoke('greet', '{}');
    const waiting = service.invoke('greet', '{}');
    waiting.catch(() => {});
    await wait(300);
    await service.stop();
    expect(await running).toMatchObject({ functionError: 'Unhandled' });
    await expect(waiting).rejects.toMatchObject({ code: 'ServiceException' });
    await expect(service.invoke('greet', '{}')).rejects.toMatchObject({ code: 'ServiceException' });
    expect(service.stats()[0]?.workers).toBe(0);
  });

  it('works while a worker is starting', async () => {
    const service = workshop.start([workshop.aFunction('export const handler = async () => 1;')]);
    const invocation = service.invoke('greet', '{}');
    invocation.catch(() => {});
    await service.stop();
    await expect(invocation).rejects.toMatchObject({ code: 'ServiceException' });
  });

  it('leaves a cache folder that was named, from which the next service starts', async () => {
    const cacheFolder = `${workshop.folder}/cache`;
    const definition = workshop.aFunction('export const handler = async () => import.meta.url;');
    const first = workshop.start([definition], { cacheFolder });
    const where = (await first.invoke('greet', '{}')).payload;
    await first.stop();
    const second = workshop.start([definition], { cacheFolder });
    expect((await second.invoke('greet', '{}')).payload).toBe(where);
    expect(where).toContain(cacheFolder);
    rmSync(cacheFolder, { recursive: true });
  });
});
