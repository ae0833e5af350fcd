/** What users write, made fit to be shown to others. */
import { toPublicName } from '../../../functions/shared/shown-text.ts';

describe('a public name', () => {
  it.each([
    ['Ann Reader', 'Ann Reader'],
    ['  Ann \n\t Reader ', 'Ann Reader'],
    ['Ann\u0000\u202eReader', 'Ann Reader'],
    ['Zoë 王', 'Zoë 王'],
    ['Zoe\u0308', 'Zoë'],
    ['👩‍🚀 Ann', '👩‍🚀 Ann'],
    ['<b>Ann</b>', '<b>Ann</b>'],
    ['x'.repeat(60), 'x'.repeat(50)],
    [`${'😀'.repeat(49)}ab`, `${'😀'.repeat(49)}a`],
  ])('is %j cleaned to %j', (name, expected) => {
    expect(toPublicName(name)).toBe(expected);
  });

  it.each(['', '   ', '\u202e', '!!!', 'ann@example.com', 'Ann (ann@example.com)'])(
    'is not shown when it is %j',
    (name) => {
      expect(toPublicName(name)).toBe('A reader');
    },
  );
});
