/** The size of each function's bundle: Lambda loads all of it before a function's first answer. */

import { readFileSync } from 'node:fs';
import { unzipSync } from 'fflate';
import { readFunctionBlocks } from '../support/service-file.ts';

const LIMIT_IN_BYTES = 220_000;

const names = Object.keys(readFunctionBlocks()).map((name) =>
  name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`),
);

describe('the bundle of a function', () => {
  it.each(names)('%s is small', (name) => {
    const files = unzipSync(readFileSync(`.build/functions/${name}.zip`));
    expect(Object.keys(files)).toEqual(['index.js']);
    expect(files['index.js']?.length).toBeGreaterThan(500);
    expect(files['index.js']?.length).toBeLessThanOrEqual(LIMIT_IN_BYTES);
  });
});
