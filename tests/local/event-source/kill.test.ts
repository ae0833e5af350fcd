/** What a kill -9 of the stack leaves of a stream: nothing is skipped. */

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { aFolder, aTable, cleanUp, onCleanUp, STREAM_ARN, until } from './a-stream.ts';

afterEach(cleanUp);

describe('a kill -9', () => {
  it('skips no record and keeps their order, bisected batches included', async () => {
    const table = await aTable();
    const folder = aFolder();
    const file = join(folder, 'received.txt');
    writeFileSync(file, '');
    const program = await aProgram(folder, file, table.service.endpoint);
    const received = () => readFileSync(file, 'utf8').split('\n').filter(Boolean);
    const ids = Array.from({ length: 120 }, (_, index) => `b${index}`);
    const writing = table.put(...ids);

    for (let round = 1; round <= 4; round++) {
      const before = received().length;
      const child = start(program);
      await until(() => received().length > before + 15, 20_000);
      await kill(child);
    }
    await writing;
    start(program);
    await until(() => received().includes('b119'), 20_000);

    const firsts = [...new Set(received())];
    expect(firsts).toEqual(ids);
  }, 120_000);
});

function start(program: string): ChildProcess {
  const child = spawn(process.execPath, [program], { stdio: 'inherit' });
  onCleanUp(() => kill(child));
  return child;
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGKILL');
  await once(child, 'exit');
}

/** Event sources in a process of their own, with a function that fails now and then and takes its time. */
async function aProgram(folder: string, file: string, endpoint: string): Promise<string> {
  const outfile = join(folder, 'program.mjs');
  await build({
    stdin: {
      contents: `import { appendFileSync } from 'node:fs';
        import { startEventSources } from './local/event-source/start-event-sources.ts';
        import { readEventSourceMappings } from './local/event-source/read-mappings.ts';
        import { callDynamoDb } from './local/dynamodb/client.ts';
        import { readStack } from './local/stack/stack.ts';
        const Properties = { EventSourceArn: '${STREAM_ARN}', FunctionName: 'f', StartingPosition: 'TRIM_HORIZON',
          BatchSize: 10, BisectBatchOnFunctionError: true };
        const template = { Resources: { M: { Type: 'AWS::Lambda::EventSourceMapping', Properties } } };
        const options = { stackName: 'shop', region: 'us-east-1', accountId: '123456789012' };
        startEventSources({
          mappings: readEventSourceMappings(readStack(template, options)),
          stateFolder: ${JSON.stringify(folder)},
          callStreams: (operation, input) =>
            callDynamoDb(${JSON.stringify(endpoint)}, operation, input, 'DynamoDBStreams_20120810'),
          invoke: async (_name, payload) => {
            if (Math.random() < 0.2) return { payload: '{}', functionError: 'Unhandled' };
            for (const { dynamodb } of JSON.parse(payload).Records) {
              appendFileSync(${JSON.stringify(file)}, dynamodb.Keys.id.S + '\\n');
              await new Promise((resolve) => setTimeout(resolve, 2));
            }
            return { payload: 'null' };
          },
          onInvocation() {}, onDeadLetter() {}, onTrouble() {}, retryDelayMs: () => 5,
        });`,
      resolveDir: process.cwd(),
    },
    bundle: true,
    platform: 'node',
    format: 'esm',
    banner: { js: "import { createRequire as from } from 'node:module'; const require = from(import.meta.url);" },
    outfile,
  });
  return outfile;
}
