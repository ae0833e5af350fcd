/** What a deployed stack costs while nobody uses it: in dev nothing but storage. */

import { readStack } from '../../local/stack/stack.ts';
import { readTemplate, type Stage, stages } from './compiled.ts';
import { dollarsAMonth, freeWhenIdle } from './prices.ts';

/** 4.50 to watch it (docs/monitoring.md), 10.40 for the edge (docs/edge.md). */
const TOTAL_IN_DOLLARS = { dev: 0, prod: 14.9 };

/** The resources that there are with the parameters as they stand, with properties as CloudFormation sees them. */
const resourcesOf = (stage: Stage) =>
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

  it('costs by the month no more than is known', () => {
    const total = resources.reduce((sum, { type, properties }) => sum + (dollarsAMonth[type]?.(properties) ?? 0), 0);
    expect(total).toBeCloseTo(TOTAL_IN_DOLLARS[stage], 2);
  });
});

describe('the list of prices', () => {
  it('names no type twice', () => {
    expect(Object.keys(dollarsAMonth).filter((type) => type in freeWhenIdle)).toEqual([]);
  });

  it.each([
    [{ MetricName: 'a' }, 0.1],
    [{ Metrics: [{ Expression: 'SUM(METRICS())' }, {}, {}] }, 0.2],
  ])('counts an alarm by its metrics: %j', (properties, dollars) => {
    expect(dollarsAMonth['AWS::CloudWatch::Alarm']?.(properties)).toBeCloseTo(dollars, 5);
  });

  it.each([
    ['AWS::ApiGateway::Stage', { CacheClusterEnabled: true }],
    ['AWS::Cognito::UserPool', { UserPoolTier: 'PLUS' }],
    ['AWS::DynamoDB::Table', { BillingMode: 'PROVISIONED' }],
    ['AWS::Lambda::Alias', { ProvisionedConcurrencyConfig: { ProvisionedConcurrentExecutions: 1 } }],
    ['AWS::Lambda::EventSourceMapping', { ProvisionedPollerConfig: { MinimumPollers: 1 } }],
  ])('knows what of %s is billed by the hour: %j', (type, properties) => {
    expect(freeWhenIdle[type]?.hourly?.(properties)).toEqual(expect.any(String));
  });
});
