/** Loads the framework, waits for a word from its parent, compiles the template once and ends. */

import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
require('serverless/lib/serverless');
require('serverless/lib/plugins/aws/provider');

const quit = () => process.exit();
process.once('disconnect', quit);
process.once('message', () => {
  process.off('disconnect', quit);
  process.disconnect();
  process.argv.splice(2, 0, 'package');
  require('serverless/bin/serverless.js');
});
process.send('ready');
