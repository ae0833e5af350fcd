/** Alarms and a dashboard, in the stages whose parameter `monitoring` is on: both are billed by the month. */

const { toDashboard } = require('./dashboard.cjs');
const { readSwitch } = require('./edge.cjs');
const { escapeVariables } = require('./escape-variables.cjs');
const { metrics, queues, streamConsumers } = require('./metrics.cjs');

/** What `${file(resources/monitoring.cjs)}` in serverless.yml stands for. */
module.exports = async ({ resolveVariable }) => {
  if (!(await readSwitch(resolveVariable, 'monitoring'))) return {};
  return { Resources: escapeVariables(toResources(await resolveVariable('param:alarmEmail'))) };
};

const FIVE_MINUTES = 300;

function toResources(email) {
  const alarms = toAlarms();
  return {
    ...alarms,
    ...toTopic(email),
    Dashboard: {
      Type: 'AWS::CloudWatch::Dashboard',
      Properties: {
        DashboardName: { Ref: 'AWS::StackName' },
        DashboardBody: { 'Fn::Sub': toDashboard(Object.keys(alarms)) },
      },
    },
  };
}

function toAlarms() {
  const perStream = streamConsumers.map((name) => [
    `${name}LagAlarm`,
    alarm(`${name} is more than a minute behind its stream.`, [metrics.streamAge(name)], {
      atLeast: 60_000,
      periods: 3,
    }),
  ]);
  const perQueue = queues.map((name) => [
    `${name}Alarm`,
    alarm(`Records were given up and lie in ${name}.`, [metrics.deadLetters(name)], { atLeast: 1 }),
  ]);
  return {
    RestServerErrorsAlarm: alarm('The REST API answers 5xx.', [metrics.restServerErrors], { atLeast: 5 }),
    RestLatencyAlarm: alarm('One REST request in a hundred takes more than three seconds.', [metrics.restLatency], {
      atLeast: 3000,
      periods: 3,
    }),
    HttpServerErrorsAlarm: alarm('The HTTP API answers 5xx.', [metrics.httpServerErrors], { atLeast: 5 }),
    ChatErrorsAlarm: alarm('Messages of the chat fail.', metrics.chatErrors, { atLeast: 5 }),
    // The routes turn errors into answers, so that Lambda counts none of them as failed. This one does.
    UnexpectedErrorsAlarm: alarm('Functions meet errors that nobody expected.', [metrics.unexpectedErrors], {
      atLeast: 5,
    }),
    // Not those of the authorizers: a token that proves nothing is an error to Lambda, and everyday life to a shop.
    ConsumerErrorsAlarm: alarm('Functions that read streams fail.', streamConsumers.map(metrics.functionErrors), {
      atLeast: 3,
    }),
    ThrottlesAlarm: alarm('Functions of this account and Region are throttled.', [metrics.throttles], { atLeast: 5 }),
    ...Object.fromEntries([...perStream, ...perQueue]),
  };
}

/** Rings when the sum of `parts` reaches `atLeast` in each of so many periods of five minutes. */
function alarm(description, parts, { atLeast, periods = 1 }) {
  const [{ Stat, ...only }] = parts;
  return {
    Type: 'AWS::CloudWatch::Alarm',
    Properties: {
      AlarmDescription: description,
      ...(parts.length > 1 ? { Metrics: toSum(parts) } : { ...only, ...toStatistic(Stat), Period: FIVE_MINUTES }),
      ComparisonOperator: 'GreaterThanOrEqualToThreshold',
      Threshold: atLeast,
      EvaluationPeriods: periods,
      // Nobody came: nothing went wrong.
      TreatMissingData: 'notBreaching',
      AlarmActions: [{ Ref: 'AlarmTopic' }],
      OKActions: [{ Ref: 'AlarmTopic' }],
    },
  };
}

const toStatistic = (stat) => (stat.startsWith('p') ? { ExtendedStatistic: stat } : { Statistic: stat });

function toSum(parts) {
  const queries = parts.map(({ Stat, ...Metric }, index) => ({
    Id: `m${index}`,
    MetricStat: { Metric, Stat, Period: FIVE_MINUTES },
    ReturnData: false,
  }));
  return [{ Id: 'sum', Expression: 'SUM(METRICS())', ReturnData: true }, ...queries];
}

/** Who is told: the address of the parameter `alarmEmail`, which has to confirm it once. */
function toTopic(email) {
  const topic = { Ref: 'AlarmTopic' };
  const fromAlarms = {
    Effect: 'Allow',
    Principal: { Service: 'cloudwatch.amazonaws.com' },
    Action: 'sns:Publish',
    Resource: topic,
    Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
  };
  const overPlainHttp = {
    Effect: 'Deny',
    Principal: '*',
    Action: 'sns:Publish',
    Resource: topic,
    Condition: { Bool: { 'aws:SecureTransport': 'false' } },
  };
  const subscription = {
    Type: 'AWS::SNS::Subscription',
    Properties: { TopicArn: topic, Protocol: 'email', Endpoint: email },
  };
  return {
    AlarmTopic: { Type: 'AWS::SNS::Topic', Properties: { DisplayName: 'Bookstore alarms' } },
    AlarmTopicPolicy: {
      Type: 'AWS::SNS::TopicPolicy',
      Properties: {
        Topics: [topic],
        PolicyDocument: { Version: '2012-10-17', Statement: [fromAlarms, overPlainHttp] },
      },
    },
    ...(email && { AlarmSubscription: subscription }),
  };
}
