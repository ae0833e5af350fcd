/** What a stop, and a kill -9, leave behind. */

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { InitiateAuthCommand, SignUpCommand } from '@aws-sdk/client-cognito-identity-provider';
import { build } from 'esbuild';
import { readUserPools } from '../../../local/user-pool/read-user-pools.ts';
import { aFolder, anSdkClient, aStack, aTemplate, aUserPool, cleanUp, PASSWORD, refusalOf } from './a-user-pool.ts';

afterEach(cleanUp);

describe('after a restart', () => {
  it('users, codes, sessions and the key are the same', async () => {
    const stateFolder = aFolder();
    const first = await aUserPool({ options: { stateFolder } });
    await first.join();
    await first.signUp('new@example.com');
    const { AccessToken, RefreshToken } = await first.signIn();
    await first.service.close();

    const second = await aUserPool({ options: { stateFolder, port: first.service.port } });

    await second.signIn();
    const refresh = { REFRESH_TOKEN: RefreshToken };
    const answer = await second.client.send(
      new InitiateAuthCommand({ ClientId: second.clientId, AuthFlow: 'REFRESH_TOKEN_AUTH', AuthParameters: refresh }),
    );
    const [before, after] = [AccessToken, answer.AuthenticationResult?.AccessToken ?? ''];
    expect(after.split('.')[0]).toBe(before.split('.')[0]);
    expect((await refusalOf(second.signUp()))?.name).toBe('UsernameExistsException');
  });

  it('a changed template applies to the users that are there', async () => {
    const pool = await aUserPool();
    await pool.join();
    const client = { ExplicitAuthFlows: ['ALLOW_REFRESH_TOKEN_AUTH'] };

    await pool.service.replace(readUserPools(aStack(aTemplate({}, client))));
    expect((await refusalOf(pool.signIn()))?.name).toBe('InvalidParameterException');
    await pool.service.replace(readUserPools(aStack(aTemplate())));

    await pool.signIn();
  });
});

describe('a kill -9', () => {
  it('loses no sign-up that was answered', async () => {
    const folder = aFolder();
    const stateFolder = join(folder, 'state');
    const pools = readUserPools(aStack(aTemplate()));
    const program = await aProgram(folder, stateFolder);
    const clientId = pools[0]?.clients[0]?.id ?? '';
    const answered: string[] = [];

    for (let round = 0; round < 3; round++) {
      const { child, url } = await start(program);
      const client = anSdkClient(url);
      const signUpUntilGone = async (worker: number) => {
        for (let n = 0; ; n++) {
          const Username = `r${round}w${worker}n${n}@example.com`;
          const UserAttributes = [{ Name: 'name', Value: 'Ann' }];
          const command = new SignUpCommand({ ClientId: clientId, Username, Password: PASSWORD, UserAttributes });
          if (await refusalOf(client.send(command))) return;
          answered.push(Username);
        }
      };
      const workers = [1, 2, 3, 4].map(signUpUntilGone);
      await until(() => answered.length >= 4 * (round + 1));
      child.kill('SIGKILL');
      await Promise.all(workers);
    }

    const pool = await aUserPool({ options: { stateFolder } });
    for (const email of answered) {
      expect((await refusalOf(pool.signUp(email)))?.name).toBe('UsernameExistsException');
    }
  }, 120_000);
});

/** A user pool in a process of its own, which prints its address. */
async function aProgram(folder: string, stateFolder: string): Promise<string> {
  const outfile = join(folder, 'program.mjs');
  await build({
    stdin: {
      contents: `import { startUserPool } from './local/user-pool/start-user-pool.ts';
        import { readUserPools } from './local/user-pool/read-user-pools.ts';
        import { readStack } from './local/stack/stack.ts';
        const options = { stackName: 'shop', region: 'us-east-1', accountId: '123456789012' };
        const pools = readUserPools(readStack(${JSON.stringify(aTemplate())}, options));
        const { url } = await startUserPool({ port: 0, host: '127.0.0.1', pools,
          stateFolder: ${JSON.stringify(stateFolder)}, allowedOrigins: [], onCode() {} });
        console.log(url);`,
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

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 5));
}

async function start(program: string): Promise<{ child: ChildProcess; url: string }> {
  const child = spawn(process.execPath, [program], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [chunk] = (await once(child.stdout, 'data')) as [Buffer];
  return { child, url: chunk.toString().trim() };
}
