/** What every REST route does around its own work. */
import type { Answer } from '../../../functions/shared/answer.ts';
import { json } from '../../../functions/shared/answer.ts';
import { Refusal } from '../../../functions/shared/refusal.ts';
import { findHeader } from '../../../functions/shared/request.ts';
import type { RestHandler } from '../../../functions/shared/rest-route.ts';
import { aRestEvent } from '../../support/rest-event.ts';

let restRoute: (handle: () => Promise<Answer>) => RestHandler;
let log: jest.SpyInstance;

beforeAll(async () => {
  process.env.ALLOWED_ORIGIN = 'https://shop.example';
  ({ restRoute } = await import('../../../functions/shared/rest-route.ts'));
});

beforeEach(() => {
  log = jest.spyOn(console, 'error').mockImplementation(() => undefined);
});

afterEach(() => log.mockRestore());

function answerTo(error: unknown): ReturnType<RestHandler> {
  const route = restRoute(() => Promise.reject(error));
  return route(aRestEvent({ httpMethod: 'POST', resource: '/orders' }));
}

function named(name: string): Error {
  return Object.assign(new Error('Too fast'), { name });
}

describe('a REST route', () => {
  it('adds the CORS headers to an answer and keeps its own', async () => {
    const answer = await restRoute(async () => json(201, { ok: true }, { Location: '/orders/1' }))(aRestEvent());
    expect(answer).toEqual({
      statusCode: 201,
      headers: {
        'Content-Type': 'application/json',
        Location: '/orders/1',
        'Access-Control-Allow-Origin': 'https://shop.example',
        'Access-Control-Expose-Headers': 'ETag,Retry-After,x-amzn-RequestId,x-amzn-ErrorType',
        'X-Content-Type-Options': 'nosniff',
      },
      body: '{"ok":true}',
    });
  });

  it('renders a refusal as its status, message and details, and does not log it', async () => {
    const answer = await answerTo(
      new Refusal(409, 'OutOfStock', 'Sold out.', { books: [{ bookId: 'emma', available: 0 }] }),
    );
    expect(answer).toMatchObject({
      statusCode: 409,
      headers: { 'Access-Control-Allow-Origin': 'https://shop.example' },
      body: '{"message":"Sold out.","books":[{"bookId":"emma","available":0}]}',
    });
    expect(log).not.toHaveBeenCalled();
  });

  it('answers a bare 500 to anything else, with the CORS headers', async () => {
    expect(await answerTo(new Error('the secret table name'))).toEqual({
      statusCode: 500,
      headers: {
        'Content-Type': 'application/json',
        'Access-Control-Allow-Origin': 'https://shop.example',
        'Access-Control-Expose-Headers': 'ETag,Retry-After,x-amzn-RequestId,x-amzn-ErrorType',
        'X-Content-Type-Options': 'nosniff',
      },
      body: '{"message":"Internal server error"}',
    });
  });

  it('logs what went wrong whole, as one object', async () => {
    await answerTo(new Error('the disk is full', { cause: new Error('quota') }));
    expect(log.mock.calls).toEqual([[expect.anything()]]);
    expect(log.mock.calls[0]?.[0]).toEqual({
      route: 'POST /orders',
      requestId: 'request-1',
      name: 'Error',
      message: 'the disk is full',
      stack: expect.stringContaining('rest-route.test.ts'),
      cause: 'Error: quota',
    });
  });

  it('copes with something thrown that is no error', async () => {
    expect(await answerTo('just a text')).toMatchObject({ statusCode: 500 });
    expect(log.mock.calls[0]?.[0]).toMatchObject({ message: 'just a text' });
  });

  it('answers an error that is thrown before anything is awaited', async () => {
    const route = restRoute(() => {
      throw new Refusal(400, 'BadRequest', 'No.');
    });
    expect(await route(aRestEvent())).toMatchObject({ statusCode: 400, body: '{"message":"No."}' });
  });

  it.each([
    ...['ThrottlingException', 'ProvisionedThroughputExceededException', 'RequestLimitExceeded'].map(named),
    ...['InternalServerError', 'ServiceUnavailable', 'TimeoutError'].map(named),
    ...['ECONNREFUSED', 'ECONNRESET'].map((code) => Object.assign(new Error('connect'), { code })),
  ])('answers 503 and when to come back to what will pass: %p', async (error) => {
    expect(await answerTo(error)).toMatchObject({ statusCode: 503, headers: { 'Retry-After': '1' } });
    expect(log).toHaveBeenCalledTimes(1);
  });
});

describe('findHeader', () => {
  it.each(['Idempotency-Key', 'idempotency-key', 'IDEMPOTENCY-KEY'])('finds a header that came as %s', (name) => {
    expect(findHeader({ headers: { [name]: 'k1' } }, 'Idempotency-Key')).toBe('k1');
  });

  it('finds nothing where there is none', () => {
    expect(findHeader({ headers: { Accept: '*/*' } }, 'If-Match')).toBeUndefined();
  });
});

describe('getSetting', () => {
  it('says which environment variable is missing', async () => {
    const { getSetting } = await import('../../../functions/shared/environment.ts');
    expect(() => getSetting('NO_SUCH_TABLE')).toThrow('The environment variable NO_SUCH_TABLE is not set.');
  });
});
