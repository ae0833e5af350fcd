/** What `npm start` prints. */

export const usage = `npm start -- [options]
  --port N       the first of eight consecutive ports (8080)
  --host H       the address to listen on (127.0.0.1: this machine only)
  --stage S      the stage whose template runs (dev); prod has an edge in front of the REST API
  --param K=V    another value for a parameter of serverless.yml
  --state D      the folder for data and outputs.json (.local; .local-S for another stage)
  --reset        forget all data and start afresh
  --watch        rebuild and reload when a source changes
  --unthrottled  take as many requests as the machine can answer: for measurements`;

/** `stack` is what startStack gives. */
export function printAddresses({ addresses, outputs, support, engine }, state) {
  const width = Math.max(...addresses.map(({ what }) => what.length));
  console.log(`\n${support}\n`);
  for (const { what, url } of addresses) console.log(`  ${what.padEnd(width)}  ${url}`);
  console.log(
    `\nData is in ${state}/ (${engine}). Try: curl '${outputs.ApiUrl}/books?limit=5'\nCtrl-C stops everything.`,
  );
}
