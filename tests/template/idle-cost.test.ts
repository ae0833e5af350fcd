/** What a deployed stack costs while nobody uses it: in dev nothing but storage. */

import { readStack } from '../../local/stack/stack.ts';
import { readTemplate, stages } from './compiled.ts';
import { dollarsAMonth, freeWhenIdle } from './prices.ts';

/** The resources that there are with the parameters as they stand, each with its properties as CloudFormation sees them. */
const resourcesOf = (stage: (typeof stages)[number]) =>
  readStack(readTemplate(stage), {
    stackName: 'bookstore',
    region: 'us-east-1',
    accountId: '123456789012',
  }).resources();

describe.each(stages)('an idle stack of %s', (stage) => {
  const resources = resourcesOf(stage);

  it('has no resource whose price nobody has looked up', () => {
    const known = new Set([...Object.keys(freeWhenIdle), ...Object.keys(dollarsAMonth)]);
    expect(resources.filter(({ type }) => !known.has(type)).map(({ type }) => type)).toEqual([]);
  });

  it('has nothing that is billed by the hour', () => {
    const hourly = resources.flatMap(({ logicalId, type, properties }) => {
      const what = freeWhenIdle[type]?.hourly?.(properties);
      return what ? [`${logicalId}: ${what}`] : [];
    });
    expect(hourly).toEqual([]);
  });

  it.each(
    [
      ['dev', 0],
      ['prod', 0],
    ].filter(([name]) => name === stage),
  )('costs in %s %d dollars a month', (_stage, dollars) => {
    const total = resources.reduce((sum, { type }) => sum + (dollarsAMonth[type] ?? 0), 0);
    expect(total).toBeCloseTo(Number(dollars), 2);
  });
});

describe('the list of prices', () => {
  it('names no type twice', () => {
    expect(Object.keys(dollarsAMonth).filter((type) => type in freeWhenIdle)).toEqual([]);
  });

  it.each([
    ['AWS::ApiGateway::Stage', { CacheClusterEnabled: true }],
    ['AWS::Cognito::UserPool', { UserPoolTier: 'PLUS' }],
    ['AWS::DynamoDB::Table', { BillingMode: 'PROVISIONED' }],
    ['AWS::Lambda::EventSourceMapping', { ProvisionedPollerConfig: { MinimumPollers: 1 } }],
  ])('knows what of %s is billed by the hour: %j', (type, properties) => {
    expect(freeWhenIdle[type]?.hourly?.(properties)).toEqual(expect.any(String));
  });
});
