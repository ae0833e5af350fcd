/** DynamoDB's tables and Cognito's user pools, as far as their deletion goes. */

import { jsonTarget } from './protocols.ts';
import { AwsError, type FakeService, type Input } from './service.ts';

export interface FakeStores extends FakeService {
  readonly all: Map<string, FakeStore>;
  add(name: string, isProtected?: boolean, size?: number): FakeStore;
}

interface FakeStore {
  isProtected: boolean;
  size: number;
  /** All that the last update said. */
  settings: Input;
}

export function createDynamoDb(): FakeStores {
  const stores = createStores((input) => input.TableName);
  const describe = ({ size, isProtected }: FakeStore) => ({ ItemCount: size, DeletionProtectionEnabled: isProtected });
  return {
    ...stores,
    signingName: 'dynamodb',
    protocol: jsonTarget,
    operations: {
      // Of items, only their number is kept.
      PutItem: (input) => {
        stores.find(input).size += 1;
      },
      DescribeTable: (input) => ({ Table: describe(stores.find(input)) }),
      UpdateTable: (input) => {
        const table = stores.find(input);
        table.isProtected = input.DeletionProtectionEnabled;
        return { TableDescription: describe(table) };
      },
    },
  };
}

export function createCognito(): FakeStores {
  const stores = createStores((input) => input.UserPoolId);
  return {
    ...stores,
    signingName: 'cognito-idp',
    protocol: jsonTarget,
    operations: {
      DescribeUserPool: (input) => {
        const { size, isProtected, settings } = stores.find(input);
        const DeletionProtection = isProtected ? 'ACTIVE' : 'INACTIVE';
        return { UserPool: { ...settings, EstimatedNumberOfUsers: size, DeletionProtection } };
      },
      UpdateUserPool: (input) => {
        const { UserPoolId: _id, DeletionProtection, ...settings } = input;
        Object.assign(stores.find(input), { settings, isProtected: DeletionProtection === 'ACTIVE' });
        return {};
      },
    },
  };
}

function createStores(nameOf: (input: Input) => string) {
  const all = new Map<string, FakeStore>();
  return {
    all,
    add: (name: string, isProtected = false, size = 0) => {
      const store: FakeStore = { isProtected, size, settings: {} };
      all.set(name, store);
      return store;
    },
    find: (input: Input): FakeStore => {
      const store = all.get(nameOf(input));
      if (store === undefined) throw new AwsError(400, 'ResourceNotFoundException', `There is no ${nameOf(input)}`);
      return store;
    },
  };
}
