import { parseTarget } from '../../../local/lambda/target.ts';

describe('parseTarget', () => {
  it.each([
    ['greet', { functionName: 'greet' }],
    ['shop-dev-getBook_2:live', { functionName: 'shop-dev-getBook_2', qualifier: 'live' }],
    ['function:greet', { functionName: 'greet' }],
    ['123456789012:function:greet:7', { functionName: 'greet', qualifier: '7' }],
    ['arn:aws:lambda:eu-central-1:123456789012:function:greet', { functionName: 'greet' }],
    [
      'arn:aws-us-gov:lambda:us-gov-west-1:123456789012:function:greet:$LATEST',
      { functionName: 'greet', qualifier: '$LATEST' },
    ],
  ])('reads %s', (target, expected) => {
    expect(parseTarget(target)).toEqual(expected);
  });

  it.each([
    [''],
    ['a b'],
    ['arn:aws:lambda:eu-central-1:123456789012:layer:greet'],
    ['greet:a:b'],
    ['../greet'],
    ['greet\n'],
  ])('finds nothing by %j', (target) => {
    expect(() => parseTarget(target)).toThrow(expect.objectContaining({ code: 'ResourceNotFoundException' }));
  });

  it('prefers the qualifier that is passed separately', () => {
    expect(parseTarget('greet:live', 'next')).toEqual({ functionName: 'greet', qualifier: 'next' });
  });
});
