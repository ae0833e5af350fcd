import { type FunctionResource, readFunctions } from '../../../local/lambda/definition.ts';

const sources = { artifactFolder: '/build/functions', region: 'eu-central-1', accountId: '123456789012' };

const aResource = (properties: Record<string, unknown> = {}): FunctionResource => ({
  logicalId: 'GetBook',
  type: 'AWS::Lambda::Function',
  physicalId: 'bookstore-getBook',
  properties: {
    Handler: 'index.handler',
    Runtime: 'nodejs24.x',
    Code: { S3Bucket: 'bucket', S3Key: 'serverless/bookstore/dev/1700000000000-2023/getBook.zip' },
    ...properties,
  },
});

const related = (type: string, physicalId: string, properties: Record<string, unknown>): FunctionResource => ({
  logicalId: physicalId,
  type,
  physicalId,
  properties,
});

describe('readFunctions', () => {
  it('does not look into resources of other services', () => {
    const other: FunctionResource = {
      ...related('AWS::S3::Bucket', 'b', {}),
      get properties(): Record<string, unknown> {
        throw new Error('not to be read');
      },
    };
    expect(readFunctions([other], sources)).toEqual({ functions: [], refused: [] });
  });

  it('fills in what CloudFormation fills in', () => {
    expect(readFunctions([aResource()], sources)).toEqual({
      functions: [
        {
          functionName: 'bookstore-getBook',
          arn: 'arn:aws:lambda:eu-central-1:123456789012:function:bookstore-getBook',
          handler: 'index.handler',
          runtime: 'nodejs24.x',
          artifact: '/build/functions/getBook.zip',
          timeoutSeconds: 3,
          memorySizeInMb: 128,
          environment: {},
          qualifiers: [],
        },
      ],
      refused: [],
    });
  });

  it.each([
    ['Timeout', { Timeout: 29 }, { timeoutSeconds: 29 }],
    ['Timeout as a text', { Timeout: '29' }, { timeoutSeconds: 29 }],
    ['MemorySize', { MemorySize: 512 }, { memorySizeInMb: 512 }],
    [
      'variables',
      { Environment: { Variables: { A: 'b', N: 1, T: true } } },
      { environment: { A: 'b', N: '1', T: 'true' } },
    ],
    ['reserved concurrency', { ReservedConcurrentExecutions: 0 }, { reservedConcurrency: 0 }],
    ['the log group', { LoggingConfig: { LogGroup: '/shop' } }, { logGroupName: '/shop' }],
    ['the log format', { LoggingConfig: { LogFormat: 'JSON' } }, { jsonLogLevel: 'INFO' }],
    ['the log level', { LoggingConfig: { LogFormat: 'JSON', ApplicationLogLevel: 'WARN' } }, { jsonLogLevel: 'WARN' }],
    ['a key without folders', { Code: { S3Key: 'a.zip' } }, { artifact: '/build/functions/a.zip' }],
    ['a key that climbs', { Code: { S3Key: '../../etc/a.zip' } }, { artifact: '/build/functions/a.zip' }],
  ])('reads %s', (_what, properties, expected) => {
    expect(readFunctions([aResource(properties)], sources).functions[0]).toMatchObject(expected);
  });

  it('knows the aliases and versions of a function by its name or its ARN', () => {
    const arn = 'arn:aws:lambda:eu-central-1:123456789012:function:bookstore-getBook';
    const { functions } = readFunctions(
      [
        aResource(),
        related('AWS::Lambda::Version', `${arn}:1`, { FunctionName: 'bookstore-getBook' }),
        related('AWS::Lambda::Alias', `${arn}:live`, { FunctionName: arn, Name: 'live' }),
        related('AWS::Lambda::Alias', 'arn:aws:lambda:eu-central-1:1:function:other:next', { FunctionName: 'other' }),
        related('AWS::Lambda::Permission', 'permission', { FunctionName: `${arn}:live` }),
      ],
      sources,
    );
    expect(functions[0]?.qualifiers).toEqual(['1', 'live']);
  });

  it('reads how often a failed event is tried again', () => {
    const config = related('AWS::Lambda::EventInvokeConfig', 'c', {
      FunctionName: 'bookstore-getBook',
      Qualifier: 'live',
      MaximumRetryAttempts: 0,
    });
    expect(readFunctions([aResource(), config], sources).functions[0]?.maximumRetryAttempts).toBe(0);
  });

  it.each([
    ['another runtime', { Runtime: 'python3.13' }, 'Runtime python3.13 cannot run here, only Node.js can'],
    ['no runtime', { Runtime: undefined }, 'Runtime (none) cannot run here, only Node.js can'],
    ['code in the template', { Code: { ZipFile: 'x' } }, 'Code has no S3Key, so no package is known'],
    ['no handler', { Handler: undefined }, 'Handler is missing'],
  ])('refuses a function with %s', (_what, properties, reason) => {
    expect(readFunctions([aResource(properties)], sources)).toEqual({
      functions: [],
      refused: [{ logicalId: 'GetBook', reason }],
    });
  });
});
