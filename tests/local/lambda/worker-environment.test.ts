import { openWorkshop, parse, type Workshop } from './service-under-test.ts';

let workshop: Workshop;
beforeAll(async () => {
  workshop = await openWorkshop();
});
afterAll(() => workshop.close());

const readAll = 'export const handler = async () => ({ ...process.env });';

describe('the environment of a worker', () => {
  it('is what Lambda defines and what the function was given, and nothing else', async () => {
    process.env.SECRET_OF_THE_PARENT = 'leaked';
    const service = workshop.start([workshop.aFunction(readAll, { environment: { TABLE: 'Books' } })], {
      environment: { AWS_ENDPOINT_URL_DYNAMODB: 'http://127.0.0.1:8085' },
    });
    expect(parse((await service.invoke('greet', '{}')).payload)).toEqual({
      TABLE: 'Books',
      AWS_ENDPOINT_URL_DYNAMODB: 'http://127.0.0.1:8085',
      _HANDLER: 'index.handler',
      _X_AMZN_TRACE_ID: expect.stringMatching(/^Root=1-[0-9a-f]{8}-[0-9a-f]{24};Parent=[0-9a-f]{16};Sampled=0$/),
      AWS_ACCESS_KEY_ID: 'local',
      AWS_SECRET_ACCESS_KEY: 'local',
      AWS_SESSION_TOKEN: 'local',
      AWS_REGION: 'eu-central-1',
      AWS_DEFAULT_REGION: 'eu-central-1',
      AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
      AWS_LAMBDA_FUNCTION_NAME: 'greet',
      AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '256',
      AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
      AWS_LAMBDA_LOG_GROUP_NAME: '/aws/lambda/greet',
      AWS_LAMBDA_LOG_STREAM_NAME: expect.any(String),
      AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
      AWS_XRAY_CONTEXT_MISSING: 'LOG_ERROR',
      AWS_XRAY_DAEMON_ADDRESS: '127.0.0.1:2000',
      LAMBDA_RUNTIME_DIR: '/var/runtime',
      LAMBDA_TASK_ROOT: expect.any(String),
      LANG: 'en_US.UTF-8',
      PATH: '/var/lang/bin:/usr/local/bin:/usr/bin/:/bin:/opt/bin',
      TZ: 'UTC',
    });
    delete process.env.SECRET_OF_THE_PARENT;
  });

  it('leaves what Lambda reserves as it is, and lets the function choose the rest', async () => {
    const environment = { AWS_REGION: 'us-east-1', LANG: 'C', AWS_LAMBDA_FUNCTION_NAME: 'other' };
    const service = workshop.start([workshop.aFunction(readAll, { environment })]);
    expect(parse((await service.invoke('greet', '{}')).payload)).toMatchObject({
      AWS_REGION: 'eu-central-1',
      AWS_LAMBDA_FUNCTION_NAME: 'greet',
      LANG: 'C',
    });
  });

  it('is not shared: what one function sets, neither another nor this process sees', async () => {
    const code =
      'export const handler = async (e) => { if (e.set) process.env.MARK = e.set; return process.env.MARK; };';
    const service = workshop.start([
      workshop.aFunction(code, { functionName: 'one' }),
      workshop.aFunction(code, { functionName: 'two' }),
    ]);
    expect((await service.invoke('one', '{"set":"x"}')).payload).toBe('"x"');
    expect((await service.invoke('two', '{}')).payload).toBe('null');
    expect((await service.invoke('one', '{}')).payload).toBe('"x"');
    expect(process.env.MARK).toBeUndefined();
  });

  it('has no command line of this process', async () => {
    const code = 'export const handler = async () => [process.argv.length, process.execArgv];';
    const service = workshop.start([workshop.aFunction(code)]);
    expect((await service.invoke('greet', '{}')).payload).toBe('[2,[]]');
  });

  it('says which log format the function has, where that is JSON', async () => {
    const service = workshop.start([workshop.aFunction(readAll, { jsonLogLevel: 'WARN' })]);
    expect(parse((await service.invoke('greet', '{}')).payload)).toMatchObject({
      AWS_LAMBDA_LOG_FORMAT: 'JSON',
      AWS_LAMBDA_LOG_LEVEL: 'WARN',
    });
  });

  it('takes the log group that the template names', async () => {
    const service = workshop.start([workshop.aFunction(readAll, { logGroupName: '/bookstore/greet' })]);
    const env = parse((await service.invoke('greet', '{}')).payload);
    expect(env.AWS_LAMBDA_LOG_GROUP_NAME).toBe('/bookstore/greet');
  });
});
