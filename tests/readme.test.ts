/** What the README files and the pages in docs/ say must be so. */

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const docs = readdirSync('docs').filter((name) => name.endsWith('.md'));
const readmes = ['README.md', 'local/README.md', ...docs.map((name) => `docs/${name}`)];
const { scripts } = JSON.parse(readFileSync('package.json', 'utf8'));

describe.each(readmes)('%s', (file) => {
  const text = readFileSync(file, 'utf8');

  it('links to files that exist', () => {
    const links = [...text.matchAll(/\]\((?!https?:)([^)#]+)/g)].map(([, link = '']) => join(dirname(file), link));
    expect(links.filter((link) => !existsSync(link))).toEqual([]);
  });

  it('names npm commands that exist', () => {
    const names = [...text.matchAll(/npm\s(?:run\s)?([a-z-]+)/g)].map(([, name = '']) => name);
    // Beside the scripts there is what npm itself can do.
    expect(names.filter((name) => !scripts[name] && name !== 'ci')).toEqual([]);
  });

  it('stays short enough to be read', () => {
    expect(text.split('\n').length).toBeLessThanOrEqual(200);
  });
});

describe('README.md', () => {
  it('names the ports that npm start prints', () => {
    const ports = [...readFileSync('README.md', 'utf8').matchAll(/^\| (80\d\d) \|/gm)].map(([, port]) => Number(port));
    const source = readFileSync('local/main-ports.ts', 'utf8');
    const offsets = [...source.matchAll(/first(?: \+ (\d))?[,\s}]/g)].map(([, offset = '0']) => 8080 + Number(offset));
    expect([...new Set(offsets)].filter((port) => !ports.includes(port))).toEqual([]);
  });
});
