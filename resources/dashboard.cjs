/** The dashboard: how the shop does, and how its parts do. */

const { metrics, queues, streamConsumers, tables } = require('./metrics.cjs');

const WIDTH = 8;
const HEIGHT = 6;
const COLUMNS = 24 / WIDTH;

/** JSON text for Fn::Sub. `alarmIds` are logical ids. Source: "Dashboard body structure and syntax". */
function toDashboard(alarmIds) {
  const shop = (title, ...names) => graph(title, names.map(metrics.shop));
  const widgets = [
    shop('Orders and books', 'OrdersPlaced', 'BooksSold', 'OrdersCancelled'),
    shop('Revenue in cents', 'RevenueInCents'),
    shop('In vain', 'OutOfStock', 'SearchesWithoutResult'),
    shop('Reviews and chat', 'ReviewsWritten', 'ChatConnections', 'ChatMessages'),
    graph('Requests', [metrics.restRequests, metrics.httpRequests, metrics.chatMessages]),
    graph('REST latency, p99', [metrics.restLatency]),
    graph('Errors of the APIs', [metrics.restClientErrors, metrics.restServerErrors, metrics.httpServerErrors]),
    graph('Errors of the chat', metrics.chatErrors),
    graph('Unexpected errors in functions', [metrics.unexpectedErrors]),
    graph('Failures of functions that read streams', streamConsumers.map(metrics.functionErrors)),
    graph('Functions at work in the account', [metrics.concurrency]),
    graph('Throttled functions of the account', [metrics.throttles]),
    graph('Age of what streams still hold, in ms', streamConsumers.map(metrics.streamAge)),
    graph('Records given up', queues.map(metrics.deadLetters)),
    { ...graph('Throttled requests to tables', []), metrics: [[{ expression: tableThrottles() }]] },
  ];
  const alarms = { title: 'Alarms', alarms: alarmIds.map((id) => `\${${id}.Arn}`) };
  return JSON.stringify({
    widgets: [{ type: 'alarm', width: 24, height: 3, properties: alarms }, ...widgets.map(place)],
  });
}

/** Three in a row, below the alarms. */
function place(widget, index) {
  const position = { x: (index % COLUMNS) * WIDTH, y: 3 + Math.floor(index / COLUMNS) * HEIGHT };
  return { type: 'metric', ...position, width: WIDTH, height: HEIGHT, properties: widget };
}

function graph(title, shown) {
  const lines = shown.map(({ Namespace, MetricName, Dimensions = [], Stat }) => [
    Namespace,
    MetricName,
    ...Dimensions.flatMap(({ Name, Value }) => [Name, Value['Fn::Sub']]),
    { stat: Stat },
  ]);
  return { title, region: '${AWS::Region}', period: 300, view: 'timeSeries', metrics: lines };
}

/** One line for each table and operation that was ever throttled. Source: "CloudWatch search expression syntax". */
function tableThrottles() {
  const names = tables.map((name) => `"\${${name}}"`).join(' OR ');
  return `SEARCH('{AWS/DynamoDB,TableName,Operation} MetricName="ThrottledRequests" (${names})', 'Sum', 300)`;
}

module.exports = { toDashboard };
