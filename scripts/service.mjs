/** What the scripts need to know from serverless.yml. */

import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

/** Names such as `getCover`, in the order of the file. */
export function readFunctionNames() {
  // logLevel: CloudFormation's tags (!Ref) are not ours to read.
  return Object.keys(parse(readFileSync('serverless.yml', 'utf8'), { logLevel: 'error' }).functions);
}
