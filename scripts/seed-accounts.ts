/** Makes the two accounts that the README names: `node scripts/run.mjs scripts/seed-accounts.ts .local/outputs.json`. Only in a local user pool. */

import { readFileSync } from 'node:fs';

const PASSWORD = 'Bookstore-1!';
const ACCOUNTS = [
  { email: 'reader@example.com', name: 'Robin Reader', groups: [] },
  { email: 'admin@example.com', name: 'Ada Admin', groups: ['admins'] },
];
/** The local pool wants calls of administrators signed, by anybody. */
const SIGNATURE =
  'AWS4-HMAC-SHA256 Credential=local/20260101/us-east-1/cognito-idp/aws4_request, SignedHeaders=host, Signature=0';

const outputs = JSON.parse(readFileSync(process.argv[2] ?? '.local/outputs.json', 'utf8')) as Record<string, string>;
const { UserPoolEndpoint, UserPoolId } = outputs;
// AWS's own endpoints are https.
if (!UserPoolEndpoint?.startsWith('http:') || UserPoolId === undefined) {
  console.error('These outputs name no local user pool. A deployed stack gets no accounts with a known password.');
  process.exit(1);
}
for (const account of ACCOUNTS) await seed(account);
console.log(`Accounts: ${ACCOUNTS.map(({ email }) => email).join(', ')}, both with the password ${PASSWORD}`);

/** An account that is there already keeps its password, unless it still waits for its first. */
async function seed({ email, name, groups }: (typeof ACCOUNTS)[number]): Promise<void> {
  const user = { UserPoolId, Username: email };
  const attributes = { email_verified: 'true', name };
  const UserAttributes = Object.entries(attributes).map(([Name, Value]) => ({ Name, Value }));
  await call('AdminCreateUser', { ...user, UserAttributes, MessageAction: 'SUPPRESS' }).catch(ifItExists);
  const { UserStatus } = await call('AdminGetUser', user);
  if (UserStatus === 'FORCE_CHANGE_PASSWORD')
    await call('AdminSetUserPassword', { ...user, Password: PASSWORD, Permanent: true });
  for (const GroupName of groups) await call('AdminAddUserToGroup', { ...user, GroupName });
}

function ifItExists(error: unknown): void {
  if (!(error instanceof Error) || !error.message.includes('UsernameExistsException')) throw error;
}

async function call(operation: string, input: object): Promise<Record<string, unknown>> {
  const response = await fetch(UserPoolEndpoint ?? '', {
    method: 'POST',
    headers: {
      Authorization: SIGNATURE,
      'Content-Type': 'application/x-amz-json-1.1',
      'X-Amz-Target': `AWSCognitoIdentityProviderService.${operation}`,
    },
    body: JSON.stringify(input),
  });
  const answer = (await response.json()) as Record<string, unknown>;
  if (!response.ok) throw new Error(`${operation}: ${answer.__type}: ${answer.message}`);
  return answer;
}
