/** The stage's settings of every method: how often it may be called, and what the cache keeps of it. */

/** Requests a second that go on, and how many may come at once. All callers together. */
const READS = { ThrottlingRateLimit: 200, ThrottlingBurstLimit: 400 };
const WRITES = { ThrottlingRateLimit: 20, ThrottlingBurstLimit: 40 };

/** Takes `x-cache-seconds` out of an OpenAPI document's `paths`. Gives `MethodSettings` of a stage with or without a cache. */
function takeMethodSettings(paths, hasCache) {
  return Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, operation]) => {
      const { 'x-cache-seconds': seconds } = operation;
      delete operation['x-cache-seconds'];
      return {
        // Slashes are written ~1, behind a first one that is not. Source: "AWS::ApiGateway::Stage MethodSetting".
        ResourcePath: `/${path.replaceAll('/', '~1')}`,
        HttpMethod: method.toUpperCase(),
        ...(isRead(method) ? READS : WRITES),
        ...(hasCache && toCaching(seconds)),
        // Metrics of each single method are billed; those of the whole stage come by themselves.
        MetricsEnabled: false,
      };
    }),
  );
}

const isRead = (method) => ['get', 'options'].includes(method);

function toCaching(seconds) {
  if (seconds === undefined) return { CachingEnabled: false };
  return {
    CachingEnabled: true,
    CacheTtlInSeconds: seconds,
    CacheDataEncrypted: true,
    // Or anybody could ask for fresh answers, as often as they like.
    RequireAuthorizationForCacheControl: true,
    UnauthorizedCacheControlHeaderStrategy: 'FAIL_WITH_403',
  };
}

module.exports = { takeMethodSettings };
