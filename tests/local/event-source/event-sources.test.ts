/** From a write in a table to a call of the function, on the real engine. */

import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { aFolder, aMapping, aTable, cleanUp, QUEUE_ARN, STREAM_ARN, someSources, until, wait } from './a-stream.ts';

afterEach(cleanUp);

const letters = (count: number) => Array.from({ length: count }, (_, index) => `b${index}`);

describe('an event source mapping', () => {
  it('hands on records as AWS words them', async () => {
    const table = await aTable();
    const { events, untilReceived } = someSources(table);

    await table.put('dune');
    await untilReceived(1);

    expect(events[0]?.Records).toEqual([
      {
        eventID: expect.any(String),
        eventName: 'INSERT',
        eventVersion: '1.1',
        eventSource: 'aws:dynamodb',
        awsRegion: 'us-east-1',
        eventSourceARN: STREAM_ARN,
        dynamodb: {
          ApproximateCreationDateTime: expect.any(Number),
          Keys: { id: { S: 'dune' } },
          NewImage: { id: { S: 'dune' }, at: { N: expect.any(String) } },
          SequenceNumber: expect.any(String),
          SizeBytes: expect.any(Number),
          StreamViewType: 'NEW_AND_OLD_IMAGES',
        },
      },
    ]);
  });

  it('tells of the records as the function got them', async () => {
    const table = await aTable();
    const { events, invocations } = someSources(table);

    await table.put('dune');
    await until(() => invocations.length === 1);

    expect(invocations[0]?.records).toEqual(events[0]?.Records);
  });

  it('keeps the order, changes and deletions included', async () => {
    const table = await aTable();
    const { events, untilReceived } = someSources(table, { BatchSize: 2 });

    await table.put('a', 'b', 'a');
    await table.remove('b');
    await table.put('b');
    await untilReceived(5);

    const seen = events.flatMap(({ Records }) => Records.map(({ eventName }) => eventName));
    expect(seen).toEqual(['INSERT', 'INSERT', 'MODIFY', 'REMOVE', 'INSERT']);
  });

  it('gives at most BatchSize records at once', async () => {
    const table = await aTable();
    await table.put(...letters(7));

    const { batches, untilReceived } = someSources(table, { BatchSize: 3 });
    await untilReceived(7);

    expect(batches).toEqual([['b0', 'b1', 'b2'], ['b3', 'b4', 'b5'], ['b6']]);
  });

  it.each([
    ['told of writes', true],
    ['not told of writes', false],
  ])(
    'hears of a write soon after a quiet time when %s',
    async (_how, isTold) => {
      const table = await aTable();
      const { batches, untilReceived } = someSources(table, {}, undefined, isTold ? {} : { onWrite: undefined });
      const latencies: number[] = [];
      for (const id of letters(4)) {
        await wait(700);
        await table.put(id);
        const writtenAt = performance.now();
        await untilReceived(batches.length + 1);
        latencies.push(performance.now() - writtenAt);
      }

      const average = latencies.reduce((sum, latency) => sum + latency, 0) / latencies.length;
      expect(average).toBeLessThan(isTold ? 100 : 250);
    },
    15_000,
  );

  it('asks the engine at most twice in three quiet seconds when told of writes', async () => {
    const table = await aTable();
    let calls = 0;
    const { callDynamoDb } = await import('../../../local/dynamodb/client.ts');
    const callStreams = (operation: string, input: object) => {
      calls += 1;
      return callDynamoDb(table.service.endpoint, operation, input, 'DynamoDBStreams_20120810');
    };
    const { untilReceived } = someSources(table, {}, undefined, { callStreams });
    await table.put('a');
    await untilReceived(1);
    await wait(500);
    calls = 0;

    await wait(3000);

    expect(calls).toBeLessThanOrEqual(2);
  }, 10_000);

  it('with LATEST begins with what is written after its first start', async () => {
    const table = await aTable();
    await table.put(...letters(15));
    const stateFolder = aFolder();
    const file = join(stateFolder, 'checkpoints.json');
    const { batches, untilReceived, sources } = someSources(table, { StartingPosition: 'LATEST' }, undefined, {
      stateFolder,
    });
    await until(() => existsSync(file));
    await sources.stop();
    await table.put('while stopped');

    const again = someSources(table, { StartingPosition: 'LATEST' }, undefined, { stateFolder });
    await again.untilReceived(1);

    expect(batches).toEqual([]);
    expect(again.batches).toEqual([['while stopped']]);
    expect(untilReceived).toBeDefined();
  });

  it('leaves a disabled mapping alone', async () => {
    const table = await aTable();
    await table.put('a');

    const { batches } = someSources(table, { Enabled: false });
    await wait(300);

    expect(batches).toEqual([]);
  });

  it('hands on only what a filter wants, and does not come back to the rest', async () => {
    const table = await aTable();
    const Pattern = JSON.stringify({ eventName: ['INSERT'], dynamodb: { Keys: { id: { S: [{ prefix: 'y' }] } } } });
    const { batches, untilReceived, stateFolder } = someSources(table, { FilterCriteria: { Filters: [{ Pattern }] } });

    await table.put('yes', 'no', 'yes', 'yeah', 'nope');
    await untilReceived(2);

    expect(batches.flat()).toEqual(['yes', 'yeah']);
    await until(() => readFileSync(join(stateFolder, 'checkpoints.json'), 'utf8').includes('"5"'));
  });

  it('waits for a fuller batch as long as the window is open', async () => {
    const table = await aTable();
    const { batches, untilReceived } = someSources(table, { BatchSize: 4, MaximumBatchingWindowInSeconds: 1 });

    const start = Date.now();
    await table.put('a', 'b');
    await wait(200);
    await table.put('c');
    expect(batches).toEqual([]);
    await untilReceived(3);
    expect(Date.now() - start).toBeGreaterThan(900);
    await table.put('d', 'e', 'f', 'g');
    const full = Date.now();
    await untilReceived(7);
    expect(Date.now() - full).toBeLessThan(900);

    expect(batches).toEqual([
      ['a', 'b', 'c'],
      ['d', 'e', 'f', 'g'],
    ]);
  });

  it('runs batches side by side where asked to, with the records of one item in order', async () => {
    const table = await aTable();
    let running = 0;
    let most = 0;
    const seen: string[] = [];
    for (let round = 0; round < 3; round++) await table.put(...letters(10));

    const { untilReceived } = someSources(table, { ParallelizationFactor: 4, BatchSize: 10 }, async (_ids, records) => {
      running += 1;
      most = Math.max(most, running);
      await wait(20);
      running -= 1;
      for (const { dynamodb } of records) seen.push(`${JSON.stringify(dynamodb.Keys)} ${dynamodb.SequenceNumber}`);
    });
    await untilReceived(30);
    await until(() => seen.length === 30);

    expect(most).toBeGreaterThan(1);
    for (const id of letters(10)) {
      const own = seen.filter((line) => line.includes(`"${id}"`)).map((line) => Number(line.split(' ')[1]));
      expect(own).toEqual([...own].sort((left, right) => left - right));
    }
  });

  it('goes on when the engine was away', async () => {
    const dataFolder = aFolder();
    const table = await aTable(dataFolder);
    const { untilReceived, batches } = someSources(table);
    await table.put('a');
    await untilReceived(1);

    const { engine } = JSON.parse(readFileSync(join(dataFolder, 'lock.json'), 'utf8'));
    process.kill(engine.pid, 'SIGKILL');
    await until(() =>
      table.put('b').then(
        () => true,
        () => false,
      ),
    );
    await untilReceived(2);

    expect(batches.flat()).toEqual(['a', 'b']);
  });

  it('names its trouble with a table that has no stream', async () => {
    const table = await aTable();
    const other = { EventSourceArn: STREAM_ARN.replace('Books', 'Others') };

    const { troubles } = someSources(table, other);
    await until(() => troubles.length > 0);

    expect(String(troubles[0])).toContain('The table Others has no stream');
  });

  it('stops at once although the function is still running', async () => {
    const table = await aTable();
    const { sources, untilReceived } = someSources(table, {}, () => wait(3000));
    await table.put('a');
    await untilReceived(1);

    const start = Date.now();
    await sources.stop();

    expect(Date.now() - start).toBeLessThan(500);
  });

  it('goes on where it was with changed settings', async () => {
    const table = await aTable();
    const { sources, untilReceived, batches } = someSources(table);
    await table.put('a');
    await untilReceived(1);
    await wait(50);

    await sources.replace([aMapping({ BatchSize: 1 })]);
    await table.put('b', 'c');
    await untilReceived(3);

    expect(batches).toEqual([['a'], ['b'], ['c']]);
  });
});

describe('a function that fails', () => {
  it('gets the same batch again, and nothing after it before', async () => {
    const table = await aTable();
    await table.put(...letters(4));
    let calls = 0;
    const { batches, untilReceived, invocations } = someSources(table, { BatchSize: 2 }, () => {
      calls += 1;
      if (calls < 4) throw new Error('not yet');
    });
    await untilReceived(10);

    expect(batches).toEqual([
      ['b0', 'b1'],
      ['b0', 'b1'],
      ['b0', 'b1'],
      ['b0', 'b1'],
      ['b2', 'b3'],
    ]);
    expect(invocations.map(({ outcome, attempt }) => `${outcome} ${attempt}`)).toEqual([
      'failed 1',
      'failed 2',
      'failed 3',
      'done 4',
      'done 1',
    ]);
  });

  it('loses the batch to the queue when the retries are used up', async () => {
    const table = await aTable();
    await table.put('poison', 'bystander', 'c');
    const properties = {
      BatchSize: 2,
      MaximumRetryAttempts: 2,
      DestinationConfig: { OnFailure: { Destination: { 'Fn::GetAtt': ['Queue', 'Arn'] } } },
    };
    const {
      batches,
      untilReceived,
      letters: dead,
      stateFolder,
    } = someSources(table, properties, (ids) => {
      if (ids.includes('poison')) throw new Error('can not');
    });
    await untilReceived(7);

    expect(batches).toEqual([...Array(3).fill(['poison', 'bystander']), ['c']]);
    const body = {
      requestContext: {
        requestId: expect.stringMatching(/^[\da-f-]{36}$/),
        functionArn: 'arn:aws:lambda:us-east-1:123456789012:function:index-books',
        condition: 'RetryAttemptsExhausted',
        approximateInvokeCount: 3,
      },
      responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
      version: '1.0',
      timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
      DDBStreamBatchInfo: {
        shardId: expect.any(String),
        startSequenceNumber: '1',
        endSequenceNumber: '2',
        approximateArrivalOfFirstRecord: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
        approximateArrivalOfLastRecord: expect.any(String),
        batchSize: 2,
        streamArn: STREAM_ARN,
      },
    };
    expect(dead).toMatchObject([{ mappingId: 'Mapping', functionName: 'index-books', destination: QUEUE_ARN, body }]);
    const lines = readFileSync(join(stateFolder, 'dead-letters.jsonl'), 'utf8').trim().split('\n');
    expect(lines.map((line) => JSON.parse(line))).toEqual([{ destination: QUEUE_ARN, body }]);
  });

  it('loses only the poison record when batches are bisected', async () => {
    const table = await aTable();
    await table.put('a', 'b', 'c', 'poison', 'e', 'f', 'g');
    const done: string[] = [];
    const properties = { MaximumRetryAttempts: 2, BisectBatchOnFunctionError: true };
    const { batches, letters: dead } = someSources(table, properties, (ids) => {
      if (ids.includes('poison')) throw new Error('can not');
      done.push(...ids);
    });
    await until(() => done.length === 6);

    expect(done).toEqual(['a', 'b', 'c', 'e', 'f', 'g']);
    expect(dead.map(({ records }) => records.length)).toEqual([1]);
    expect(batches.filter((ids) => ids.length === 1 && ids[0] === 'poison')).toHaveLength(3);
    expect(dead[0]).not.toHaveProperty('destination');
  });

  it('goes on behind the last good record when it reports failures', async () => {
    const table = await aTable();
    await table.put('a', 'b', 'poison', 'd');
    const properties = {
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      MaximumRetryAttempts: 1,
      BisectBatchOnFunctionError: true,
    };
    const {
      batches,
      letters: dead,
      untilReceived,
      invocations,
    } = someSources(table, properties, (ids, records) => {
      const at = ids.indexOf('poison');
      return { batchItemFailures: at < 0 ? [] : [{ itemIdentifier: records[at]?.dynamodb.SequenceNumber }] };
    });
    await untilReceived(9);

    expect(batches).toEqual([['a', 'b', 'poison', 'd'], ['poison', 'd'], ['poison'], ['poison'], ['d']]);
    expect(dead.map(({ body }) => body.DDBStreamBatchInfo.startSequenceNumber)).toEqual(['3']);
    expect(invocations[0]?.outcome).toBe('partly done');
  });

  it('is not counted as failing when Lambda refuses to call it', async () => {
    const table = await aTable();
    await table.put('a');
    let refusals = 3;
    const done: string[] = [];
    const invoke = async (_name: string, payload: string) => {
      refusals -= 1;
      if (refusals >= 0) throw new Error('Rate Exceeded.');
      done.push(payload);
      return { payload: 'null' };
    };
    const { letters: dead } = someSources(table, { MaximumRetryAttempts: 0 }, undefined, { invoke });
    await until(() => done.length === 1);

    expect(dead).toEqual([]);
  });

  it('does not get records that are too old', async () => {
    const table = await aTable();
    await table.put('a', 'b');
    const later = { now: () => Date.now() + 120_000 };
    const { batches, letters: dead } = someSources(table, { MaximumRecordAgeInSeconds: 60 }, undefined, later);
    await until(() => dead.length > 0);

    expect(batches).toEqual([]);
    expect(dead[0]?.body.requestContext).toMatchObject({ condition: 'RecordAgeExceeded', approximateInvokeCount: 0 });
    expect(dead[0]?.body).not.toHaveProperty('responseContext');
  });
});

describe('after a restart', () => {
  it('goes on behind the last record that was done', async () => {
    const table = await aTable();
    const first = someSources(table);
    await table.put(...letters(12));
    await first.untilReceived(12);
    await wait(50);
    await first.sources.stop();
    await table.put('x', 'y');

    const second = someSources(table, {}, undefined, { stateFolder: first.stateFolder });
    await second.untilReceived(2);

    expect(second.batches.flat()).toEqual(['x', 'y']);
  });

  it('repeats a batch that was under way', async () => {
    const table = await aTable();
    await table.put('a');
    const first = someSources(table, {}, () => wait(2000));
    await first.untilReceived(1);
    await first.sources.stop();

    const second = someSources(table, {}, undefined, { stateFolder: first.stateFolder });
    await second.untilReceived(1);

    expect(second.batches).toEqual([['a']]);
  });

  it.each([
    ['an empty file', ''],
    ['half a file', '{'],
    ['no object', 'null'],
    ['a position that the stream has not', '{"Mapping":{"shardId-00000001-Books":{"sequenceNumber":"999"}}}'],
    [
      'a position in a stream of before a reset',
      '{"Mapping":{"shardId-00000001-Books":{"sequenceNumber":"2","writtenAtSeconds":1}}}',
    ],
  ])('repeats all when the positions are lost by %s', async (_how, content) => {
    const table = await aTable();
    await table.put('a', 'b');
    const stateFolder = aFolder();
    writeFileSync(join(stateFolder, 'checkpoints.json'), content);

    const { batches, untilReceived } = someSources(table, {}, undefined, { stateFolder });
    await untilReceived(2);

    expect(batches.flat()).toEqual(['a', 'b']);
  });
});
