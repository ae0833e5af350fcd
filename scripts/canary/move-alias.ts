/** Moves an alias of a function to another version. */

import { type LambdaClient, UpdateAliasCommand } from '@aws-sdk/client-lambda';
import type { Alias } from './read-release.ts';

export interface Move {
  readonly functionName: string;
  readonly aliasName: string;
  readonly from: Alias;
  readonly toVersion: string;
  readonly description: string;
}

/** Lambda refuses (PreconditionFailedException) when somebody else has moved it since it was read. */
export async function moveAlias(client: LambdaClient, move: Move): Promise<Alias> {
  const { functionName, aliasName, from, toVersion, description } = move;
  const moved = await client.send(
    new UpdateAliasCommand({
      FunctionName: functionName,
      Name: aliasName,
      FunctionVersion: toVersion,
      Description: description,
      RevisionId: from.revisionId,
    }),
  );
  return { version: toVersion, description, revisionId: moved.RevisionId };
}
