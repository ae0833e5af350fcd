/** Finds the compiled template of a stage, for what is done without an account. */

import { existsSync, readFileSync } from 'node:fs';
import { readStack, type Stack } from '../../local/stack/stack.ts';
import { parseMembers } from '../../local/stack/template.ts';
import { templateFileOf } from '../inputs.mjs';
import { ReleaseError } from './release-error.ts';

/** What `npm run package` wrote, of whichever stage. */
const PACKAGED = '.serverless/cloudformation-template-update-stack.json';
/** The account that AWS's own examples use. */
const ACCOUNT_ID = '123456789012';

/** The stack that the template would become. Throws NoTemplate when none of this stage has been compiled. */
export function readCompiledStack(stackName: string, stage: string, region: string): Stack {
  for (const file of [PACKAGED, templateFileOf(stage)].filter((it) => existsSync(it))) {
    const template = parseMembers(JSON.parse(readFileSync(file, 'utf8')), file);
    const stack = readStack(template, { stackName, region, accountId: ACCOUNT_ID });
    if (stack.findResource('RestApiStage')?.properties.StageName === stage) return stack;
  }
  throw new ReleaseError(
    'NoTemplate',
    `The template of the stage ${stage} has not been compiled: npm run package -- --stage ${stage}`,
  );
}
