/** Reads how far a release is: the stage with its canary, and what is behind `live` and `next` of each function. */

import { type LambdaClient, paginateListAliases } from '@aws-sdk/client-lambda';
import { ALIAS_VARIABLE, aliasesOf, LIVE, NEXT } from '../aws/aliases.ts';
import { inParallel } from '../aws/in-parallel.ts';
import { ReleaseError } from '../aws/release-error.ts';
import { readStage, type Stage } from '../aws/rest-api-stage.ts';
import { type DeployedStack, getStack } from '../aws/stack.ts';
import type { CanaryClients } from './clients.ts';

export interface Release {
  readonly stack: DeployedStack;
  readonly stage: Stage;
  /** Those that have both aliases. */
  readonly functions: readonly FunctionRelease[];
}

export interface FunctionRelease {
  readonly name: string;
  readonly live: Alias;
  readonly next: Alias;
}

export interface Alias {
  readonly version: string;
  readonly description: string;
  /** Changes with every change of the alias. */
  readonly revisionId: string | undefined;
}

/** Throws NoStack, StackIsChanging, and NoAliases when the REST API does not choose its functions by alias. */
export async function readRelease(clients: CanaryClients, stackName: string): Promise<Release> {
  const stack = await getStack(clients.cloudFormation, stackName);
  const stage = await readStage(clients.apiGateway, stack);
  const functions = await inParallel(namesOfAliased(stack), (name) => readFunction(clients.lambda, name));
  if (stage.variables[ALIAS_VARIABLE] !== LIVE || functions.length === 0) {
    throw new ReleaseError(
      'NoAliases',
      `${stackName} can't have a canary: its functions need the aliases ${LIVE} and ${NEXT}, and the stage ${stage.name} the ` +
        `variable ${ALIAS_VARIABLE} with the value ${LIVE}. Deploy it anew.`,
    );
  }
  return { stack, stage, functions };
}

/** The functions whose next version is not the live one. */
export function changedFunctions(functions: readonly FunctionRelease[]): readonly FunctionRelease[] {
  return functions.filter(({ live, next }) => live.version !== next.version);
}

function namesOfAliased(stack: DeployedStack): readonly string[] {
  const aliases = aliasesOf(stack);
  const having = (wanted: string) => aliases.filter(({ alias }) => alias === wanted).map((it) => it.functionName);
  const live = new Set(having(LIVE));
  return having(NEXT).filter((name) => live.has(name));
}

async function readFunction(client: LambdaClient, name: string): Promise<FunctionRelease> {
  const aliases = new Map<string, Alias>();
  for await (const { Aliases } of paginateListAliases({ client }, { FunctionName: name })) {
    for (const { Name = '', FunctionVersion = '', Description = '', RevisionId } of Aliases ?? []) {
      aliases.set(Name, { version: FunctionVersion, description: Description, revisionId: RevisionId });
    }
  }
  const getAlias = (alias: string): Alias => {
    const found = aliases.get(alias);
    if (found === undefined) throw new ReleaseError('NoAliases', `${name} has lost its alias ${alias}. Deploy anew.`);
    return found;
  };
  return { name, live: getAlias(LIVE), next: getAlias(NEXT) };
}
