/** The compiled templates under the rules of others: cdk-nag's packs AwsSolutions and Serverless, CloudFormation's lint. */

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findingsAcceptedIn } from './accepted-findings.ts';
import { type Finding, inspect } from './cdk-nag.ts';
import { stages, templateFiles } from './compiled.ts';

/** The rules of cdk-nag and CloudFormation take seconds to load. */
const TIMEOUT_MS = 60_000;

describe.each(stages)('the template of %s', (stage) => {
  const accepted = findingsAcceptedIn(stage);
  let findings: readonly Finding[];
  beforeAll(() => {
    findings = inspect(templateFiles[stage]);
  }, TIMEOUT_MS);

  it('has no finding but those that are accepted, each with its reason', () => {
    expect(findings.filter((finding) => !accepted.some((it) => it.covers(finding)))).toEqual([]);
  });

  it('still has each finding that is accepted', () => {
    expect(accepted.filter((it) => !findings.some(it.covers)).map(({ name }) => name)).toEqual([]);
  });
});

describe('the rules', () => {
  const folder = mkdtempSync(join(tmpdir(), 'cdk-nag-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  it.each([
    ['a queue that takes plain HTTP', 'AWS::SQS::Queue', {}, 'AwsSolutions-SQS4'],
    [
      'a function without a queue',
      'AWS::Lambda::Function',
      { Code: { ZipFile: '' }, Role: 'r' },
      'Serverless-LambdaDLQ',
    ],
    ['a property that does not exist', 'AWS::SQS::Queue', { Colour: 'red' }, 'F3002'],
  ])('find %s', (_what, Type, Properties, rule) => {
    const file = join(folder, 'template.json');
    writeFileSync(file, JSON.stringify({ Resources: { X: { Type, Properties } } }));
    expect(inspect(file)).toContainEqual(expect.objectContaining({ logicalId: 'X', rule }));
  });
});
