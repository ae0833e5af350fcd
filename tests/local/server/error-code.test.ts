import { readFileSync } from 'node:fs';
import { codeOf } from '../../../local/server/error-code.ts';

describe('codeOf', () => {
  it('reads the code of a system error', () => {
    const read = () => {
      try {
        return readFileSync('/no/such/file');
      } catch (error) {
        return codeOf(error);
      }
    };
    expect(read()).toBe('ENOENT');
  });

  it.each([[new Error('plain')], [Object.assign(new Error('numbered'), { code: 7 })], ['ENOENT'], [null]])(
    'finds none in %p',
    (error) => {
      expect(codeOf(error)).toBeUndefined();
    },
  );
});
