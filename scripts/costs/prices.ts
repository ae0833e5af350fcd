/** AWS's list prices that the shop's bill is made of, and what of each is free every month for ever. */

/** docs/costs.md says so. */
export const PRICES_ARE_OF = 'us-east-1, November 2026';

export interface Price {
  /** Of one unit as `per` counts it. */
  readonly dollars: number;
  /** How many units the price is for. */
  readonly per: number;
  readonly unit: string;
  /** So many units are free in an account every month. Allowances of new accounts, which end, are left out. */
  readonly free: number;
}

const million = 1_000_000;

export const prices = {
  restRequests: { dollars: 3.5, per: million, unit: 'requests', free: 0 },
  httpRequests: { dollars: 1, per: million, unit: 'requests', free: 0 },
  webSocketMessages: { dollars: 1, per: million, unit: 'messages', free: 0 },
  connectionMinutes: { dollars: 0.25, per: million, unit: 'minutes', free: 0 },
  lambdaRequests: { dollars: 0.2, per: million, unit: 'calls', free: million },
  /** On arm64. */
  lambdaGbSeconds: { dollars: 0.0000133334, per: 1, unit: 'GB-seconds', free: 400_000 },
  dynamoDbReads: { dollars: 0.125, per: million, unit: 'read units', free: 0 },
  dynamoDbWrites: { dollars: 0.625, per: million, unit: 'write units', free: 0 },
  dynamoDbStorage: { dollars: 0.25, per: 1, unit: 'GB', free: 25 },
  dynamoDbRecovery: { dollars: 0.2, per: 1, unit: 'GB', free: 0 },
  /** Below a user pool's plan Essentials, which is what a new pool has. */
  cognitoUsers: { dollars: 0.015, per: 1, unit: 'users', free: 10_000 },
  /** In North America and Europe. */
  cloudFrontRequests: { dollars: 0.01, per: 10_000, unit: 'requests', free: 10 * million },
  cloudFrontFunctions: { dollars: 0.1, per: million, unit: 'calls', free: 2 * million },
  cloudFrontTraffic: { dollars: 0.085, per: 1, unit: 'GB', free: 1024 },
  internetTraffic: { dollars: 0.09, per: 1, unit: 'GB', free: 100 },
  firewallRequests: { dollars: 0.6, per: million, unit: 'requests', free: 0 },
  firewallAndRules: { dollars: 1, per: 1, unit: 'dollars for the firewall (5) and its rules (1 each)', free: 0 },
  secrets: { dollars: 0.4, per: 1, unit: 'secrets', free: 0 },
  alarmMetrics: { dollars: 0.1, per: 1, unit: 'metrics of alarms', free: 10 },
  dashboards: { dollars: 3, per: 1, unit: 'dashboards', free: 3 },
  customMetrics: { dollars: 0.3, per: 1, unit: 'metrics', free: 10 },
  logs: { dollars: 0.5, per: 1, unit: 'GB', free: 5 },
  traces: { dollars: 5, per: million, unit: 'traces', free: 100_000 },
} as const satisfies Readonly<Record<string, Price>>;

export type Item = keyof typeof prices;
