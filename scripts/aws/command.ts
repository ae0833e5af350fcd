/** What the release commands share: the stage and Region that they are for, and how they end. */

import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { readServiceName } from '../service.mjs';
import { explainError } from './explain-error.ts';
import { ReleaseError } from './release-error.ts';

/** Options of parseArgs that every release command takes. */
export const placeOptions = { stage: { type: 'string' }, region: { type: 'string' } } as const;

const STAGE = /^[a-z][a-z0-9-]{0,19}$/;

/** Runs a command and sets the exit code: 2 for a command line that can't be read, 1 for any other failure. */
export async function runCommand(usage: string, command: () => Promise<void>): Promise<void> {
  try {
    await command();
  } catch (error) {
    const isUsage = isUsageError(error);
    console.error(isUsage ? `${explainError(error)}\n\n${usage}` : explainError(error));
    process.exitCode = isUsage ? 2 : 1;
  }
}

export function parseStage(stage = 'dev'): string {
  if (!STAGE.test(stage)) throw new ReleaseError('Usage', `--stage ${stage} is no name for a stage.`);
  return stage;
}

/** As the framework names it. */
export function toStackName(stage: string): string {
  return `${readServiceName()}-${stage}`;
}

/** From the command line, the environment or the profile. Throws NoRegion rather than deploy to a Region nobody chose. */
export async function findRegion(given: string | undefined): Promise<string> {
  const { AWS_REGION, AWS_DEFAULT_REGION } = process.env;
  const stated = given || AWS_REGION || AWS_DEFAULT_REGION;
  if (stated) return stated;
  return new CloudFormationClient({}).config.region().catch(() => {
    throw new ReleaseError(
      'NoRegion',
      'Say in which AWS Region the shop lives: --region eu-central-1, or AWS_REGION in the environment, or "aws configure".',
    );
  });
}

function isUsageError(error: unknown): boolean {
  if (error instanceof ReleaseError) return error.code === 'Usage';
  return error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
}
