/** Lambda's versions and aliases. */

import { restJson } from './protocols.ts';
import { AwsError, type FakeService, type Input } from './service.ts';

export interface FakeFunction {
  /** What $LATEST holds. */
  code: string;
  /** What each published version holds; the first is version 1. */
  readonly versions: string[];
  readonly aliases: Map<string, FakeAlias>;
}

export interface FakeAlias {
  FunctionVersion: string;
  Description: string;
  RevisionId: string;
}

export interface FakeLambda extends FakeService {
  readonly functions: Map<string, FakeFunction>;
  /** A function whose version 1 is behind both aliases. */
  add(name: string, code?: string): FakeFunction;
  /** Such as `{ getCover: '1' }`. */
  versionsBehind(alias: string): Readonly<Record<string, string>>;
}

const BASE = '/2015-03-31/functions/{FunctionName}';

export function createLambda(): FakeLambda {
  const functions = new Map<string, FakeFunction>();
  let revision = 0;
  const newAlias = (version: string, description = ''): FakeAlias => ({
    FunctionVersion: version,
    Description: description,
    RevisionId: `revision-${++revision}`,
  });
  const find = ({ FunctionName }: Input): FakeFunction => {
    const found = functions.get(FunctionName);
    if (found === undefined)
      throw new AwsError(404, 'ResourceNotFoundException', `Function not found: ${FunctionName}`);
    return found;
  };

  return {
    signingName: 'lambda',
    functions,
    add: (name, code = 'first') => {
      const aliases = new Map(['live', 'next'].map((alias) => [alias, newAlias('1')]));
      const it: FakeFunction = { code, versions: [code], aliases };
      functions.set(name, it);
      return it;
    },
    versionsBehind: (alias) =>
      Object.fromEntries([...functions].map(([name, it]) => [name, it.aliases.get(alias)?.FunctionVersion ?? ''])),
    protocol: restJson({
      GetAlias: `GET ${BASE}/aliases/{Name}`,
      ListAliases: `GET ${BASE}/aliases`,
      UpdateAlias: `PUT ${BASE}/aliases/{Name}`,
      PublishVersion: `POST ${BASE}/versions`,
    }),
    operations: {
      ListAliases: (input) => ({ Aliases: [...find(input).aliases].map(([Name, it]) => ({ Name, ...it })) }),
      GetAlias: (input) => ({ Name: input.Name, ...find(input).aliases.get(input.Name) }),
      PublishVersion: (input) => {
        const { code, versions } = find(input);
        if (versions.at(-1) !== code) versions.push(code);
        return { Version: String(versions.length) };
      },
      UpdateAlias: (input) => {
        const { aliases, versions } = find(input);
        const alias = aliases.get(input.Name);
        if (alias === undefined) throw new AwsError(404, 'ResourceNotFoundException', 'Cannot find alias');
        if (input.RevisionId !== undefined && input.RevisionId !== alias.RevisionId) {
          throw new AwsError(412, 'PreconditionFailedException', 'The Revision Id provided does not match');
        }
        if (Number(input.FunctionVersion) > versions.length) {
          throw new AwsError(404, 'ResourceNotFoundException', `Function not found: ${input.FunctionVersion}`);
        }
        Object.assign(alias, newAlias(input.FunctionVersion, input.Description));
        return { Name: input.Name, ...alias };
      },
    },
  };
}
