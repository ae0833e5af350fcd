/** The metrics that alarms and dashboard look at: namespace, name, dimensions and statistic of each, as CloudFormation names them. */

const { readFileSync } = require('node:fs');
const { join } = require('node:path');
const { parse } = require('yaml');

/** Functions that read a stream, and the queues of what they give up, by their logical ids without what these end in. */
const streamConsumers = ['IndexBooks', 'SendOrderNews', 'SendPresence'];
const queues = ['SearchFailures', 'OrderNewsFailures'];
const tables = Object.keys(parse(readFileSync(join(__dirname, 'tables.yml'), 'utf8')).Resources);

const sub = (text) => ({ 'Fn::Sub': text });

function metric(Namespace, MetricName, Stat, dimensions = {}) {
  const Dimensions = Object.entries(dimensions).map(([Name, value]) => ({ Name, Value: sub(value) }));
  return { Namespace, MetricName, Stat, ...(Dimensions.length > 0 && { Dimensions }) };
}

const rest = { ApiName: '${AWS::StackName}', Stage: '${RestApiStage}' };
const http = { ApiId: '${HttpApi}', Stage: '${HttpApiStage}' };
const chat = { ApiId: '${WebsocketsApi}', Stage: '${WebsocketsDeploymentStage}' };
const functionNamed = (name) => ({ FunctionName: `\${${name}LambdaFunction}` });

const metrics = {
  restRequests: metric('AWS/ApiGateway', 'Count', 'Sum', rest),
  restClientErrors: metric('AWS/ApiGateway', '4XXError', 'Sum', rest),
  restServerErrors: metric('AWS/ApiGateway', '5XXError', 'Sum', rest),
  restLatency: metric('AWS/ApiGateway', 'Latency', 'p99', rest),
  httpRequests: metric('AWS/ApiGateway', 'Count', 'Sum', http),
  httpServerErrors: metric('AWS/ApiGateway', '5xx', 'Sum', http),
  chatMessages: metric('AWS/ApiGateway', 'MessageCount', 'Sum', chat),
  chatErrors: ['IntegrationError', 'ExecutionError'].map((name) => metric('AWS/ApiGateway', name, 'Sum', chat)),
  /** Of the whole account, whose limit it is that throttles. */
  throttles: metric('AWS/Lambda', 'Throttles', 'Sum'),
  concurrency: metric('AWS/Lambda', 'ConcurrentExecutions', 'Maximum'),
  functionErrors: (name) => metric('AWS/Lambda', 'Errors', 'Sum', functionNamed(name)),
  /** In milliseconds. */
  streamAge: (name) => metric('AWS/Lambda', 'IteratorAge', 'Maximum', functionNamed(name)),
  deadLetters: (name) =>
    metric('AWS/SQS', 'ApproximateNumberOfMessagesVisible', 'Maximum', { QueueName: `\${${name}.QueueName}` }),
  unexpectedErrors: shopMetric('UnexpectedErrors'),
  shop: shopMetric,
};

/** Of functions/shared/metrics.ts. */
function shopMetric(name) {
  return metric('Bookstore', name, 'Sum', { service: '${AWS::StackName}' });
}

module.exports = { metrics, queues, streamConsumers, tables };
