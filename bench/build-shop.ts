/** Builds what `npm start` would, where sources have changed, and tells where the compiled template is. */

import { pathToFileURL } from 'node:url';

/** By its address, since that script finds the project by its own place. */
const SCRIPT = pathToFileURL('scripts/inputs.mjs').href;

/** Gives the template's file. */
export async function buildShop(): Promise<string> {
  const { buildIfChanged, templateFileOf }: typeof import('../scripts/inputs.mjs') = await import(SCRIPT);
  buildIfChanged();
  return templateFileOf('dev');
}
