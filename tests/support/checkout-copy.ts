/** A copy of the checkout, for tests that change sources or build. */

import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface CheckoutCopy {
  readonly folder: string;
  /** Throws when the file does not hold the text. */
  edit(file: string, from: string, to: string): void;
  remove(): void;
}

/** With what is built, but for the template of the last `npm run package`. */
export function copyCheckout(): CheckoutCopy {
  const folder = mkdtempSync(join(tmpdir(), 'bookstore-copy-'));
  const left = ['node_modules', '.git', '.local', '.local-prod', '.serverless', 'screenshots'];
  const leftPaths = left.map((name) => join(process.cwd(), name));
  cpSync(process.cwd(), folder, { recursive: true, filter: (source) => !leftPaths.includes(source) });
  symlinkSync(join(process.cwd(), 'node_modules'), join(folder, 'node_modules'));
  return {
    folder,
    edit: (file, from, to) => {
      const source = readFileSync(join(folder, file), 'utf8');
      if (!source.includes(from)) throw new Error(`${file} does not hold ${from}`);
      writeFileSync(join(folder, file), source.replace(from, to));
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
