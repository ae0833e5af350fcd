import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLambdaSupport } from '../../../local/lambda/support.ts';
import { readStack } from '../../../local/stack/stack.ts';
import { reportSupport } from '../../../local/stack/support.ts';

const packages = mkdtempSync(join(tmpdir(), 'packages-'));
writeFileSync(join(packages, 'a.zip'), '');
afterAll(() => rmSync(packages, { recursive: true }));

const report = (properties: Record<string, unknown>) => {
  const template = { Resources: { Greet: { Type: 'AWS::Lambda::Function', Properties: properties } } };
  const stack = readStack(template, { stackName: 's', region: 'eu-central-1', accountId: '123456789012' });
  return reportSupport(stack, createLambdaSupport(packages));
};

const plain = { Handler: 'index.handler', Runtime: 'nodejs24.x', Code: { S3Key: 'a.zip' } };

describe('the support report for Lambda', () => {
  it('runs what a usual function has', () => {
    const { run, noEffect, notSupported } = report({
      ...plain,
      Code: { S3Bucket: 'b', S3Key: 'a.zip' },
      Environment: { Variables: { A: '1' } },
      Role: 'arn:aws:iam::123456789012:role/r',
    });
    expect(run.map(({ property }) => property)).toEqual(['Handler', 'Runtime', 'Code.S3Key', 'Environment.Variables']);
    expect(noEffect.map(({ property }) => property)).toEqual(['Code.S3Bucket', 'Role']);
    expect(notSupported).toEqual([]);
  });

  it.each([
    ['layers', { ...plain, Layers: ['arn'] }, 'put what the layer holds into the package'],
    ['a dead-letter queue', { ...plain, DeadLetterConfig: { TargetArn: 'arn' } }, /printed, not queued/],
    ['another runtime', { ...plain, Runtime: 'python3.13' }, /only Node.js can/],
    ['a package that is missing', { ...plain, Code: { S3Key: 'b.zip' } }, /there is no .*b\.zip/],
    ['code in the template', { ...plain, Code: { ZipFile: 'x' } }, /Code has no S3Key/],
  ])('names %s', (_what, properties, reason) => {
    const reasons = report(properties).notSupported.map((entry) => entry.reason ?? '');
    expect(reasons).toEqual(expect.arrayContaining([expect.stringMatching(reason)]));
  });
});
