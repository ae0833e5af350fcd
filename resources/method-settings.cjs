/** The stage's settings of every method: how often it may be called, all callers together. */

/** Requests a second that go on, and how many may come at once. */
const READS = { ThrottlingRateLimit: 200, ThrottlingBurstLimit: 400 };
const WRITES = { ThrottlingRateLimit: 20, ThrottlingBurstLimit: 40 };

/** `paths` is that of an OpenAPI document. The entries are `MethodSettings` of a stage. */
function toMethodSettings(paths) {
  return Object.entries(paths).flatMap(([path, operations]) =>
    Object.keys(operations).map((method) => ({
      // Slashes are written ~1, behind a first one that is not. Source: "AWS::ApiGateway::Stage MethodSetting".
      ResourcePath: `/${path.replaceAll('/', '~1')}`,
      HttpMethod: method.toUpperCase(),
      ...(isRead(method) ? READS : WRITES),
      // Metrics of each single method are billed; those of the whole stage come by themselves.
      MetricsEnabled: false,
    })),
  );
}

const isRead = (method) => ['get', 'options'].includes(method);

module.exports = { toMethodSettings };
