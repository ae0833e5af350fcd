/** What the scripts need to know from serverless.yml. */

import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

/** Names such as `getCover`, in the order of the file. */
export function readFunctionNames() {
  return Object.keys(readService().functions);
}

/** Such as `bookstore`, with which the names of stacks begin. */
export function readServiceName() {
  return readService().service;
}

/** What a stage has for a parameter. */
export function findParam(stage, name) {
  const { params = {} } = readService();
  return params[stage]?.[name] ?? params.default?.[name];
}

function readService() {
  // logLevel: CloudFormation's tags (!Ref) are not ours to read.
  return parse(readFileSync('serverless.yml', 'utf8'), { logLevel: 'error' });
}
