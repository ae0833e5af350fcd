/** Loads the framework, waits for a word from its parent, compiles the template once and ends. */

import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
require('serverless/lib/serverless');
require('serverless/lib/plugins');
// What a deployment would read besides the template takes a third of the time, and nothing is deployed from here.
require('serverless/lib/plugins/aws/package/lib/save-service-state').saveServiceState = async () => {};

const quit = () => process.exit();
process.once('disconnect', quit);
process.once('message', () => {
  process.off('disconnect', quit);
  process.disconnect();
  process.argv.splice(2, 0, 'package');
  require('serverless/bin/serverless.js');
});
process.send('ready');
