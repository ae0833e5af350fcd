/** Before all tests: the journeys start what is built, and two of them must not build at once. */

import { buildIfChanged } from '../../scripts/inputs.mjs';

// biome-ignore lint/style/noDefaultExport: jest asks for one
export default function buildAll() {
  buildIfChanged();
  // tests/template looks at it, too.
  buildIfChanged({ stage: 'prod' });
}
