/** frontend/api-types.ts is generated, and it must be generated from the contract as it stands. */

import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

describe('frontend/api-types.ts', () => {
  it('is what "npx openapi-typescript openapi.yml -o frontend/api-types.ts" makes of the contract', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'api-types-')), 'api-types.ts');
    execFileSync(process.execPath, ['node_modules/openapi-typescript/bin/cli.js', 'openapi.yml', '-o', file], {
      stdio: 'pipe',
    });
    expect(readFileSync('frontend/api-types.ts', 'utf8')).toBe(readFileSync(file, 'utf8'));
  });
});
