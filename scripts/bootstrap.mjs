/** Runs before npm start and npm test: installs what is missing, so that either can be the first command in a fresh clone. */

import { execFileSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

// Only Node's own modules here: nothing else is installed yet.
const root = fileURLToPath(new URL('..', import.meta.url));
const ENGINE = { name: 'dynoxide', version: '1.2.1' };

requireNode(20, 19);
installPackages();
installDatabaseEngine();

function requireNode(major, minor) {
  const [hasMajor, hasMinor] = process.versions.node.split('.').map(Number);
  if (hasMajor > major || (hasMajor === major && hasMinor >= minor)) return;
  console.error(
    `This needs Node.js ${major}.${minor} or later; here is ${process.versions.node}. See https://nodejs.org`,
  );
  process.exit(1);
}

function installPackages() {
  const installed = `${root}node_modules/.package-lock.json`;
  const isCurrent =
    existsSync(installed) && statSync(installed).mtimeMs >= statSync(`${root}package-lock.json`).mtimeMs;
  if (isCurrent) return;
  console.log('Installing packages (once; about half a minute) …');
  npm('ci', '--no-audit', '--no-fund', '--loglevel=error');
}

/** The lock file carries the database engine for Linux on x64 alone; on other machines it is added here. */
function installDatabaseEngine() {
  const name = `@${ENGINE.name}/${process.platform}-${process.arch}`;
  if (existsSync(`${root}node_modules/${name}`)) return;
  console.log(`Installing the database engine for this machine (${name}) …`);
  try {
    npm('install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error', `${name}@${ENGINE.version}`);
  } catch {
    console.error(
      `${name} is not to be had. npm start will look for DynamoDB Local or DYNAMODB_ENDPOINT instead (README.md).`,
    );
  }
}

function npm(...args) {
  // npm runs this script, so its own file is known; "npm" alone would need a shell on Windows.
  const [command, first] = process.env.npm_execpath ? [process.execPath, [process.env.npm_execpath]] : ['npm', []];
  execFileSync(command, [...first, ...args], { cwd: root, stdio: 'inherit' });
}
