/** What axe-core finds wrong on a page, as lines that tell where. */
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';

const axe = readFileSync('node_modules/axe-core/axe.min.js', 'utf8');

export async function findViolations(page: Page): Promise<string[]> {
  // Evaluated past the page's policy, which would run no such script from the page itself.
  await page.evaluate(axe);
  return page.evaluate<string[]>(
    'axe.run().then(({ violations }) => violations.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`)))',
  );
}
