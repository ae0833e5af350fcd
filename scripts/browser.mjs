/** Runs before npm test: the journeys need a Chromium. Debian's packages are installed where apt-get and root are at hand. */

import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const candidates = [
  process.env.CHROMIUM_PATH,
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

if (!candidates.some((path) => path && existsSync(path))) install();

function install() {
  const canInstall = existsSync('/usr/bin/apt-get') && process.getuid?.() === 0;
  if (!canInstall) {
    console.error('The browser tests need Chromium or Chrome. Install it, or say where it is in CHROMIUM_PATH.');
    process.exit(1);
  }
  console.log('Installing Chromium from Debian (once) …');
  const options = {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  };
  execFileSync('apt-get', ['update', '-qq'], options);
  const get = (name) => execFileSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', name], options);
  // Without the windows that nobody sees, the tests take a quarter less time. Older systems don't have it.
  try {
    get('chromium-headless-shell');
  } catch {
    get('chromium');
  }
}
