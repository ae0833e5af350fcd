/** Whether what is built still belongs to the sources: in a folder with sources of its own and a build that only counts. */

import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const TEMPLATE = '.build/template/cloudformation-template-update-stack.json';
const OUTPUTS = [
  '.build/functions/get-cover.zip',
  '.build/local/main.mjs',
  '.build/storefront/index.html',
  '.build/inspector/index.html',
];
const COUNTING_BUILD = `
  import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
  import { dirname } from 'node:path';
  appendFileSync('builds', process.argv.slice(2).join(' ') + '\\n');
  const template = process.argv[process.argv.indexOf('--package') + 1] + '/cloudformation-template-update-stack.json';
  for (const path of [template, ...${JSON.stringify(OUTPUTS)}]) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, '');
  }`;

const COUNTING_COMPILATION = COUNTING_BUILD.replaceAll(`[template, ...${JSON.stringify(OUTPUTS)}]`, '[template]');

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'inputs-'));
  for (const noun of ['functions', 'frontend', 'local', 'mapping-templates', 'resources']) write(`${noun}/deep/file`);
  for (const file of ['openapi.yml', 'serverless.yml', 'package-lock.json']) write(file);
  write('scripts/package.mjs', COUNTING_BUILD);
  write('node_modules/serverless/bin/serverless.js', COUNTING_COMPILATION);
  write('package.json', '{"type":"module"}');
  cpSync('scripts/inputs.mjs', join(folder, 'scripts/inputs.mjs'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function write(file: string, text = ''): void {
  mkdirSync(dirname(join(folder, file)), { recursive: true });
  writeFileSync(join(folder, file), text);
}

/** What the module's function prints. */
function call(name: 'buildIfChanged' | 'forgetBuild', options: object = {}): string {
  const code = `import('./scripts/inputs.mjs').then((inputs) => inputs.${name}(${JSON.stringify(options)}))`;
  const { stdout, stderr } = spawnSync(process.execPath, ['-e', code], { cwd: folder, encoding: 'utf8' });
  return stdout + stderr;
}

const countBuilds = (): number => readFileSync(join(folder, 'builds'), 'utf8').trim().split('\n').length;

describe('buildIfChanged', () => {
  it("builds into npm start's own folder at first, and then no more", () => {
    call('buildIfChanged');
    expect(readFileSync(join(folder, 'builds'), 'utf8')).toBe('--package .build/template\n');
    expect(call('buildIfChanged')).toBe('');
    expect(countBuilds()).toBe(1);
  });

  it('builds again whatever changes, is added or goes', () => {
    call('buildIfChanged');
    const changes = [
      () => write('functions/deep/file', 'changed'),
      () => write('frontend/new', ''),
      () => rmSync(join(folder, 'local/deep/file')),
      () => write('mapping-templates/deep/file', 'changed'),
      () => write('resources/deep/file', 'changed'),
      () => write('scripts/deep/file', 'changed'),
      () => write('openapi.yml', 'changed'),
      () => write('serverless.yml', 'changed'),
      () => write('package-lock.json', 'changed'),
    ];
    for (const change of changes) {
      change();
      call('buildIfChanged');
    }
    expect(countBuilds()).toBe(1 + changes.length);
  });

  it('builds again when part of what was built is gone', () => {
    call('buildIfChanged');
    const outputs = [TEMPLATE, ...OUTPUTS];
    for (const output of outputs) {
      rmSync(join(folder, output.includes('functions') ? dirname(output) : output), { recursive: true });
      call('buildIfChanged');
    }
    expect(countBuilds()).toBe(1 + outputs.length);
  });

  it('builds again after a build was begun elsewhere', () => {
    call('buildIfChanged');
    call('forgetBuild');
    call('buildIfChanged');
    expect(countBuilds()).toBe(2);
  });

  it('keeps the template of another stage in a folder of its own, and leaves all else alone', () => {
    call('buildIfChanged', { stage: 'prod' });
    call('buildIfChanged');
    call('buildIfChanged', { stage: 'prod' });
    call('buildIfChanged');
    expect(readFileSync(join(folder, 'builds'), 'utf8')).toBe(
      '--package .build/template-prod --stage prod\npackage --package .build/template\n',
    );
  });

  it('builds all again for another stage when a source has changed', () => {
    call('buildIfChanged');
    write('functions/deep/file', 'changed');
    call('buildIfChanged', { stage: 'prod' });
    call('buildIfChanged');
    expect(readFileSync(join(folder, 'builds'), 'utf8')).toBe(
      '--package .build/template\n--package .build/template-prod --stage prod\npackage --package .build/template\n',
    );
  });

  it('keeps the template for another value of a parameter in a folder of its own, too', () => {
    call('buildIfChanged', { params: ['edge=on'] });
    call('buildIfChanged', { params: ['edge=on'] });
    call('buildIfChanged');
    call('buildIfChanged', { params: ['edge=on'] });
    expect(readFileSync(join(folder, 'builds'), 'utf8')).toMatch(
      /^--package \.build\/template-[\da-f]{8} --param edge=on\npackage --package \.build\/template\n$/,
    );
  });

  it('says what a failed build said, and builds again', () => {
    call('buildIfChanged');
    write('scripts/package.mjs', `${COUNTING_BUILD}\nthrow new Error('it does not compile');`);
    expect(call('buildIfChanged')).toContain('it does not compile');
    expect(existsSync(join(folder, '.build/stamps/template'))).toBe(false);
    call('buildIfChanged');
    expect(countBuilds()).toBe(3);
  });
});
