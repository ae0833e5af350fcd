/** Signing in, and what a change of a book sets off, in the whole app over the network. */

import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { type RunningApp, startStack } from '../support/stack.ts';

process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';

let app: RunningApp;

beforeAll(async () => {
  app = await startStack();
}, 120_000);
afterAll(() => app.stop());

async function askUserPool(operation: string, input: object) {
  const { UserPoolEndpoint = '', UserPoolClientId, StorefrontUrl = '' } = app.outputs;
  const response = await fetch(UserPoolEndpoint, {
    method: 'POST',
    headers: {
      Origin: StorefrontUrl,
      'Content-Type': 'application/x-amz-json-1.1',
      'X-Amz-Target': `AWSCognitoIdentityProviderService.${operation}`,
    },
    body: JSON.stringify({ ClientId: UserPoolClientId, ...input }),
  });
  return { status: response.status, answer: (await response.json()) as Record<string, Record<string, string>> };
}

async function signIn(email: string, password = 'Bookstore-1!'): Promise<Record<string, string>> {
  const AuthParameters = { USERNAME: email, PASSWORD: password };
  const { answer } = await askUserPool('InitiateAuth', { AuthFlow: 'USER_PASSWORD_AUTH', AuthParameters });
  return answer.AuthenticationResult ?? {};
}

async function statusOf(path: string, token = ''): Promise<number> {
  const response = await fetch(`${app.outputs.RestApiUrl}${path}`, { headers: { Authorization: token } });
  return response.status;
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 10_000;
  while (!(await isSo())) {
    if (Date.now() > deadline) throw new Error('It did not happen in time');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

describe('the accounts that are seeded', () => {
  it('let a reader read the own orders, and only staff those of all', async () => {
    const reader = await signIn('reader@example.com');
    const admin = await signIn('admin@example.com');

    expect(await statusOf('/orders', reader.IdToken)).toBe(200);
    expect(await statusOf('/orders', reader.AccessToken)).toBe(401);
    expect(await statusOf('/orders')).toBe(401);
    const ofAll = '/admin/orders?status=placed&day=2026-01-01';
    expect(await statusOf(ofAll, reader.IdToken)).toBe(403);
    expect(await statusOf(ofAll, admin.IdToken)).toBe(200);
  });
});

describe('a new account', () => {
  it('is confirmed by the code that the console and the inspector show', async () => {
    const UserAttributes = [{ Name: 'name', Value: 'Ann' }];
    const account = { Username: 'ann@example.com', Password: 'Bookstore-2!', UserAttributes };
    expect((await askUserPool('SignUp', account)).status).toBe(200);

    const response = await fetch(`${app.outputs.InspectorUrl}/records`);
    const { items } = (await response.json()) as { items: Record<string, string>[] };
    const shown = items.find(({ kind }) => kind === 'code');
    expect(shown).toMatchObject({ email: 'ann@example.com', purpose: 'sign-up' });
    expect(app.printed()).toContain(`the sign-up code for ann@example.com is ${shown?.code}`);
    const confirmation = { Username: 'ann@example.com', ConfirmationCode: shown?.code };
    expect((await askUserPool('ConfirmSignUp', confirmation)).status).toBe(200);

    const { IdToken } = await signIn('ann@example.com', 'Bookstore-2!');
    expect(await statusOf('/cart', IdToken)).toBe(200);
  });
});

describe('a book that is stored', () => {
  it('is found by its words soon after', async () => {
    const { DynamoDbEndpoint = '', BooksTable, RestApiUrl } = app.outputs;
    const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
    const client = new DynamoDBClient({ endpoint: DynamoDbEndpoint, region: 'us-east-1', credentials });
    const texts = { id: 'quokka-tales', title: 'Quokka Tales', author: 'N. N.', language: 'English' };
    const more = { category: 'drama', description: 'Of quokkas.' };
    const numbers = { year: 2020, priceInCents: 100, stock: 1, ratingSum: 0, ratingCount: 0, version: 1 };
    const Item = {
      ...Object.fromEntries(Object.entries({ ...texts, ...more }).map(([name, S]) => [name, { S }])),
      ...Object.fromEntries(Object.entries(numbers).map(([name, N]) => [name, { N: String(N) }])),
    };
    await client.send(new PutItemCommand({ TableName: BooksTable, Item }));
    client.destroy();

    await until(async () => (await (await fetch(`${RestApiUrl}/search?q=quokka`)).text()).includes('quokka-tales'));
  });
});
