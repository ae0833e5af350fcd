/** What of the stack is watched, in the compiled template of prod. dev has none of it: alarms are billed by the month. */

import { readFileSync } from 'node:fs';
import buildMonitoring from '../../resources/monitoring.cjs';
import { readTemplate, resourcesOf } from '../template/compiled.ts';

const prod = readTemplate('prod');
const alarms = resourcesOf(prod, 'AWS::CloudWatch::Alarm');
const MONITORING = /^AWS::(CloudWatch|SNS)::/;

interface Metric {
  readonly Namespace: string;
  readonly MetricName: string;
  readonly Dimensions?: readonly { readonly Name: string; readonly Value: unknown }[];
}

/** Such as `AWS/SQS ApproximateNumberOfMessagesVisible ${SearchFailures.QueueName}`. */
const watched = alarms.flatMap(([, { Properties }]) => {
  const parts: readonly { MetricStat?: { Metric: Metric } }[] = Properties.Metrics ?? [
    { MetricStat: { Metric: Properties } },
  ];
  return parts.flatMap(({ MetricStat }) => (MetricStat ? [nameOf(MetricStat.Metric)] : []));
});

function nameOf({ Namespace, MetricName, Dimensions = [] }: Metric): string {
  const values = Dimensions.map(({ Value }) => (Value as { 'Fn::Sub': string })['Fn::Sub']);
  return [Namespace, MetricName, ...values].join(' ');
}

describe('the alarms', () => {
  it.each([
    ['server errors of the REST API', 'AWS/ApiGateway 5XXError ${AWS::StackName} ${RestApiStage}'],
    ['latency of the REST API', 'AWS/ApiGateway Latency ${AWS::StackName} ${RestApiStage}'],
    ['server errors of the HTTP API', 'AWS/ApiGateway 5xx ${HttpApi} ${HttpApiStage}'],
    ['failures of the chat', 'AWS/ApiGateway IntegrationError ${WebsocketsApi} ${WebsocketsDeploymentStage}'],
    ['throttled functions', 'AWS/Lambda Throttles'],
    ['unexpected errors', 'Bookstore UnexpectedErrors ${AWS::StackName}'],
  ])('watch %s', (_what, metric) => {
    expect(watched).toContain(metric);
  });

  it('watch each queue for dead letters', () => {
    const queues = resourcesOf(prod, 'AWS::SQS::Queue').map(([logicalId]) => logicalId);
    const missing = queues.filter(
      (id) => !watched.includes(`AWS/SQS ApproximateNumberOfMessagesVisible \${${id}.QueueName}`),
    );
    expect(missing).toEqual([]);
  });

  it.each(['Errors', 'IteratorAge'])('watch the %s of each function that reads a stream', (metric) => {
    const consumers = resourcesOf(prod, 'AWS::Lambda::EventSourceMapping').map(
      ([, { Properties }]) => JSON.stringify(Properties.FunctionName).match(/\w+LambdaFunction/)?.[0],
    );
    expect(consumers.length).toBeGreaterThan(2);
    expect(consumers.filter((id) => !watched.includes(`AWS/Lambda ${metric} \${${id}}`))).toEqual([]);
  });

  it.each(alarms)(
    '%s tells somebody when it rings and when it stops, and is silent when nobody comes',
    (_id, alarm) => {
      const topic = [{ Ref: 'AlarmTopic' }];
      expect(alarm.Properties).toMatchObject({
        AlarmActions: topic,
        OKActions: topic,
        TreatMissingData: 'notBreaching',
      });
      expect(alarm.Properties.AlarmDescription).toMatch(/\.$/);
    },
  );
});

describe('the dashboard', () => {
  const [[, dashboard] = []] = resourcesOf(prod, 'AWS::CloudWatch::Dashboard');
  const body = JSON.parse(dashboard?.Properties.DashboardBody['Fn::Sub'] ?? '{}');

  it('shows every alarm', () => {
    const { properties } = body.widgets.find(({ type }: { type: string }) => type === 'alarm');
    expect(properties.alarms).toEqual(alarms.map(([id]) => `\${${id}.Arn}`));
  });

  it('shows all that functions measure', () => {
    const source = readFileSync('functions/shared/metrics.ts', 'utf8');
    const names = [...source.matchAll(/^ {2}(\w+): MetricUnit/gm)].map(([, name]) => name);
    expect(names).toHaveLength(10);
    expect(names.filter((name) => !JSON.stringify(body).includes(`["Bookstore","${name}",`))).toEqual([]);
  });

  it('lays its widgets side by side', () => {
    const places = body.widgets.map(({ x = 0, y = 0 }) => `${x},${y}`);
    expect(new Set(places).size).toBe(places.length);
  });
});

describe('a stage to learn with', () => {
  it('has none of it', () => {
    const types = Object.values(readTemplate('dev').Resources).map(({ Type }) => Type);
    expect(types.filter((type) => MONITORING.test(type))).toEqual([]);
    expect(Object.values(prod.Resources).filter(({ Type }) => MONITORING.test(Type)).length).toBeGreaterThan(10);
  });
});

describe('the address of the parameter alarmEmail', () => {
  const build = (alarmEmail: string) => {
    const values = new Map([
      ['param:monitoring', 'on'],
      ['param:alarmEmail', alarmEmail],
    ]);
    return buildMonitoring({ resolveVariable: async (name) => values.get(name) ?? '' });
  };

  it('is told of alarms', async () => {
    expect((await build('me@example.com')).Resources.AlarmSubscription).toEqual({
      Type: 'AWS::SNS::Subscription',
      Properties: { TopicArn: { Ref: 'AlarmTopic' }, Protocol: 'email', Endpoint: 'me@example.com' },
    });
  });

  it('may be none', async () => {
    expect((await build('')).Resources).not.toHaveProperty('AlarmSubscription');
  });
});

describe.each(['dev', 'prod'] as const)('the logs of %s', (stage) => {
  const template = readTemplate(stage);

  it('have a line of JSON for each access, which leads to the log of the function', () => {
    const { RestApiStage, HttpApiStage, WebsocketsDeploymentStage } = template.Resources;
    const formats: string[] = [
      RestApiStage?.Properties.AccessLogSetting.Format,
      HttpApiStage?.Properties.AccessLogSettings.Format,
      WebsocketsDeploymentStage?.Properties.AccessLogSettings.Format,
    ];
    const members = { requestId: '$context.requestId', functionRequestId: '$context.integration.requestId' };
    expect(formats.map((format) => JSON.parse(format))).toEqual(Array(3).fill(expect.objectContaining(members)));
  });

  it('are each forgotten in time', () => {
    const groups = resourcesOf(template, 'AWS::Logs::LogGroup');
    expect(groups.filter(([, { Properties }]) => !(Properties.RetentionInDays > 0)).map(([id]) => id)).toEqual([]);
  });

  it.each(resourcesOf(template, 'AWS::Lambda::Function'))(
    'of %s are JSON, in a group of the stack',
    (_id, { Properties }) => {
      expect(Properties.LoggingConfig).toEqual({ LogFormat: 'JSON' });
      const names = resourcesOf(template, 'AWS::Logs::LogGroup').map(([, group]) => group.Properties.LogGroupName);
      expect(names).toContain(`/aws/lambda/${Properties.FunctionName}`);
      expect(Properties.TracingConfig).toEqual({ Mode: 'Active' });
    },
  );
});
