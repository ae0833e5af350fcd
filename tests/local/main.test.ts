/** A stack that can't start: what it says, and that it leaves nothing behind. */

import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startStack } from '../../local/main.ts';
import { findFreePorts } from '../support/stack.ts';

const folder = mkdtempSync(join(tmpdir(), 'main-'));
afterAll(() => rmSync(folder, { recursive: true }));

const BROKEN_API = JSON.stringify({
  Resources: {
    Api: { Type: 'AWS::ApiGateway::RestApi', Properties: { Body: 'x' } },
    Stage: { Type: 'AWS::ApiGateway::Stage', Properties: { RestApiId: { Ref: 'Api' }, StageName: 'dev' } },
  },
});

async function start(template: string, stateFolder: string): Promise<{ firstPort: number; failure: Promise<unknown> }> {
  const firstPort = await findFreePorts();
  const templateFile = join(folder, 'template.json');
  writeFileSync(templateFile, template);
  const failure = startStack({
    ...{ templateFile, stateFolder, firstPort, host: '127.0.0.1', stackName: 'shop', log: () => {} },
    ...{ artifactFolder: folder, storefrontFolder: folder, inspectorFolder: folder, workerFile: 'none.mjs' },
  }).catch((error: unknown) => error);
  return { firstPort, failure };
}

describe('a stack that fails late', () => {
  it('stops its database and gives the data folder back', async () => {
    const stateFolder = join(folder, 'late');
    const { firstPort, failure } = await start(BROKEN_API, stateFolder);
    expect(await failure).toMatchObject({ code: 'OPENAPI_ERROR' });
    expect(existsSync(join(stateFolder, 'dynamodb'))).toBe(true);
    expect(existsSync(join(stateFolder, 'lock.json'))).toBe(false);
    await expect(fetch(`http://127.0.0.1:${firstPort + 5}`)).rejects.toThrow();
  });
});

describe('a template that is cut off', () => {
  it('is named in a sentence', async () => {
    const { failure } = await start('{"Resources": {', join(folder, 'cut'));
    expect(await failure).toMatchObject({
      code: 'InvalidTemplate',
      message: expect.stringMatching(/^The template can't be read: .*template\.json/),
    });
  });
});

describe('a state folder that can not be used', () => {
  const sentence = (path: string) => expect.stringContaining(`The data can't be kept in ${path} (`);

  it.each([
    ['is a file', 'file', () => writeFileSync(join(folder, 'file'), '')],
    ['lies below a file', 'above/below', () => writeFileSync(join(folder, 'above'), '')],
    ['has a folder for a lock', 'odd', () => mkdirSync(join(folder, 'odd/lock.json'), { recursive: true })],
    [
      'has a folder for outputs.json',
      'outputs',
      () => mkdirSync(join(folder, 'outputs/outputs.json/x'), { recursive: true }),
    ],
  ])('because it %s is named in a sentence', async (_what, name, prepare) => {
    prepare();
    const path = join(folder, name);
    const { failure } = await start('{"Resources": {}}', path);
    expect(await failure).toMatchObject({ code: 'StateFolderUnusable', message: sentence(path) });
  });
});
