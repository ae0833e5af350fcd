/**
 * Stands in for the SDK's endpoint discovery when a function is bundled. It is off unless a setting of the account's turns
 * it on, and the DynamoDB client has no operation that would use it; its cache comes with 8 KB all the same.
 */

export const NODE_ENDPOINT_DISCOVERY_CONFIG_OPTIONS = {
  environmentVariableSelector: () => undefined,
  configFileSelector: () => undefined,
  default: undefined,
};

export function resolveEndpointDiscoveryConfig<Config>(config: Config): Config {
  return config;
}
