/** What people are told when AWS refuses. */

import { explainError } from '../../../scripts/aws/explain-error.ts';
import { ReleaseError } from '../../../scripts/aws/release-error.ts';

const named = (name: string, message = 'AWS says this') => Object.assign(new Error(message), { name, $metadata: {} });

describe('explainError', () => {
  it.each([
    ['CredentialsProviderError', /^No AWS credentials were found.*aws configure sso/s],
    ['ExpiredToken', /^Your AWS session has expired/],
    ['ExpiredTokenException', /^Your AWS session has expired/],
    ['InvalidClientTokenId', /^AWS does not know these credentials/],
    ['UnrecognizedClientException', /^AWS does not know these credentials/],
    ['SignatureDoesNotMatch', /A clock that is minutes wrong/],
    ['AccessDenied', /^Your AWS user or role may not do this/],
    ['AccessDeniedException', /^Your AWS user or role may not do this/],
    ['Throttling', /^AWS asks for fewer calls at once/],
    ['TooManyRequestsException', /^AWS asks for fewer calls at once/],
    ['LimitExceededException', /^AWS refused: LimitExceededException/],
  ])('says of %s what it means, and AWS’s own words', (name, sentence) => {
    expect(explainError(named(name))).toMatch(sentence);
    expect(explainError(named(name))).toContain('AWS says this');
  });

  it('says that the network is to blame', () => {
    const error = Object.assign(new Error('getaddrinfo ENOTFOUND lambda.eu-centrl-1.amazonaws.com'), {
      code: 'ENOTFOUND',
    });
    expect(explainError(error)).toMatch(/^AWS can't be reached.*Region's name.*eu-centrl-1/s);
  });

  it('says of a refusal of our own no more than it says itself', () => {
    expect(explainError(new ReleaseError('NoStack', 'There is no stack.'))).toBe('There is no stack.');
  });

  it('shows a bug whole', () => {
    expect(explainError(new TypeError('x is undefined'))).toContain('explain-error.test.ts');
  });
});
