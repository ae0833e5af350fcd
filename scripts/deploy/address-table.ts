/** The table of addresses with which a deployment ends. */

const ROWS: readonly (readonly [what: string, output: string])[] = [
  ['Storefront', 'StorefrontUrl'],
  ['REST API', 'RestApiUrl'],
  ['REST API, through the edge', 'ApiUrl'],
  ['HTTP API (wishlist)', 'HttpApiUrl'],
  ['WebSocket API (chat)', 'WebSocketUrl'],
  ['User pool', 'UserPoolId'],
  ['Books table', 'BooksTable'],
];

/** Without rows that have nothing to say. */
export function toAddressTable(outputs: Readonly<Record<string, string>>): string {
  const rows = ROWS.flatMap(([what, output]) => {
    const value = outputs[output];
    const isTwice = output === 'ApiUrl' && value === outputs.RestApiUrl;
    return value === undefined || isTwice ? [] : [{ what, value }];
  });
  const width = Math.max(...rows.map(({ what }) => what.length));
  return rows.map(({ what, value }) => `  ${what.padEnd(width)}  ${value}`).join('\n');
}
