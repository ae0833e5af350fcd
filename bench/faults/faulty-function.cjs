/** A function that misbehaves as it is told by the id of a book. It takes the place of GET /books/{bookId}/cover. */

const { execSync } = require('node:child_process');

const kept = [];
const later = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

const misdeeds = {
  fine: () => ({ statusCode: 200, body: 'fine' }),
  hangs: () => later(60_000),
  'never-settles': () => new Promise(() => {}),
  computes: () => {
    for (;;);
  },
  'waits-for-a-program': () => execSync('sleep 5'),
  throws: () => {
    throw new Error('on purpose');
  },
  'throws-later': async () => {
    setTimeout(() => {
      throw new Error('later, on purpose');
    }, 10);
    await later(60_000);
  },
  exits: () => process.exit(3),
  leaks: async () => {
    for (;;) {
      kept.push(Array.from({ length: 100_000 }, (_, index) => ({ index })));
      await later(0);
    }
  },
  'leaks-arrays-in-a-loop': () => {
    for (;;) kept.push(new Array(10_000_000).fill(0.5));
  },
  'leaks-buffers-in-a-loop': () => {
    for (;;) kept.push(Buffer.alloc(100_000_000, 1));
  },
  'takes-3-gb-at-once': async () => {
    kept.push(Buffer.alloc(3_000_000_000, 1));
    await later(60_000);
  },
  'answers-text': () => 'no answer of a proxy',
  'answers-nothing': () => undefined,
  'answers-a-wrong-status': () => ({ statusCode: 'many', body: '' }),
  'answers-wrong-headers': () => ({ statusCode: 200, headers: { 'x\r\ny': 'a\r\nb: c' }, body: '' }),
  'answers-7-mb': () => ({ statusCode: 200, body: 'x'.repeat(7_000_000) }),
  'answers-a-circle': () => {
    const circle = { statusCode: 200, body: '' };
    return Object.assign(circle, { circle });
  },
};

exports.handler = async ({ pathParameters }) => misdeeds[pathParameters.bookId]();
