import { compileRequestValidator } from '../../../../local/rest-api/admission/validation.ts';
import { GatewayError } from '../../../../local/rest-api/gateway-error.ts';
import { toRestApiDefinition } from '../../../../local/rest-api/read-methods.ts';
import { refusalOf } from '../an-exchange.ts';

const NO_PARAMETERS = { path: {}, querystring: {}, header: {} };

const NEW_BOOK = {
  $schema: 'http://json-schema.org/draft-04/schema#',
  type: 'object',
  required: ['title', 'priceInCents'],
  properties: {
    title: { type: 'string', minLength: 1, maxLength: 20 },
    priceInCents: { type: 'integer', minimum: 0, exclusiveMinimum: true, maximum: 100_000 },
    language: { type: 'string', enum: ['en', 'de'] },
    subtitle: { type: 'string', nullable: true, example: 'A novel' },
    isbn: { type: 'string', pattern: '^[\\d\\-\\:]+$', format: 'isbn' },
    author: { $ref: 'https://apigateway.amazonaws.com/restapis/anything/models/Author', nullable: true },
    weight: { type: 'number', multipleOf: 0.01 },
    contact: { type: 'string', format: 'email' },
    sequel: { $ref: '#/components/schemas/NewBook' },
    tags: { type: 'array', items: { $ref: '#/definitions/tag' }, uniqueItems: true, maxItems: 2 },
  },
  definitions: { tag: { type: 'string', minLength: 2 } },
  additionalProperties: false,
};
const AUTHOR = { type: 'object', properties: { name: { type: 'string' } }, required: ['name'], id: 'urn:author' };

function aValidator(method: object, models: Record<string, unknown> = { NewBook: NEW_BOOK, Author: AUTHOR }) {
  const flags = { ValidateRequestBody: true, ValidateRequestParameters: true };
  const methods = [{ Path: '/books', HttpMethod: 'POST', RequestValidator: flags, ...method }];
  const api = toRestApiDefinition({ restApiId: 'shop123', models, methods });
  const [first] = api.methods;
  if (first === undefined) throw new Error('no method');
  return compileRequestValidator(first, api);
}

describe('required parameters', () => {
  const validate = aValidator({
    RequestParameters: {
      'method.request.querystring.q': true,
      'method.request.querystring.page': false,
      'method.request.path.bookId': true,
      'method.request.header.Idempotency-Key': true,
    },
  });
  const complete = { path: { bookId: 'dune' }, querystring: { q: ['x'] }, header: { 'Idempotency-Key': ['1'] } };

  it('lets a complete request pass', () => {
    expect(() => validate(complete, Buffer.alloc(0), undefined)).not.toThrow();
  });

  it.each([
    ['all are missing', NO_PARAMETERS, '[Idempotency-Key, bookId, q]'],
    ['one is blank', { ...complete, querystring: { q: ['  '] } }, '[q]'],
    ['one is empty', { ...complete, header: { 'Idempotency-Key': [''] } }, '[Idempotency-Key]'],
    ['a header comes in another casing', { ...complete, header: { 'idempotency-key': ['1'] } }, '[Idempotency-Key]'],
    ['only the last of several values is blank', { ...complete, querystring: { q: ['x', ''] } }, '[q]'],
  ])('refuses a request when %s', (_case, parameters, names) => {
    const error = refusalOf(() => validate(parameters, Buffer.alloc(0), undefined));
    expect(error).toBeInstanceOf(GatewayError);
    expect(error).toMatchObject({
      responseType: 'BAD_REQUEST_PARAMETERS',
      detail: {
        status: 400,
        errorType: 'BadRequestException',
        message: `Missing required request parameters: ${names}`,
      },
    });
  });

  it('does not take inherited names for parameters', () => {
    const strict = aValidator({ RequestParameters: { 'method.request.querystring.constructor': true } });
    expect(() => strict(NO_PARAMETERS, Buffer.alloc(0), undefined)).toThrow('[constructor]');
  });
});

describe('a body with a model', () => {
  const validate = aValidator({ RequestModels: { 'application/json': 'NewBook' } });
  const check = (body: string, contentType?: string) => validate(NO_PARAMETERS, Buffer.from(body), contentType);
  const book = (members: object) => JSON.stringify({ title: 'Dune', priceInCents: 1, ...members });

  it.each([
    ['the required members alone', book({})],
    ['null where OpenAPI says nullable', book({ subtitle: null })],
    ['a format that nobody knows', book({ isbn: '978-3' })],
    ['a model referred to by its address', book({ author: { name: 'Herbert' } })],
    ['a model that refers to itself', book({ sequel: { title: 'Messiah', priceInCents: 2 } })],
    ['a decimal multiple', book({ weight: 19.99 })],
    ['its own definitions', book({ tags: ['sf', 'sand'] })],
    ['an email address', book({ contact: 'shop@example.com' })],
  ])('passes with %s', (_case, body) => {
    expect(() => check(body)).not.toThrow();
  });

  it.each([
    ['a missing member', '{"priceInCents":1}', '[object has missing required properties (["title"])]'],
    ['no body', '', '[object has missing required properties (["title","priceInCents"])]'],
    [
      'another type',
      book({ title: 7 }),
      '[instance type (integer) does not match any allowed primitive type (allowed: ["string"])]',
    ],
    [
      'null',
      book({ title: null }),
      '[instance type (null) does not match any allowed primitive type (allowed: ["string"])]',
    ],
    [
      'a wrong number type',
      book({ weight: [] }),
      '[instance type (array) does not match any allowed primitive type (allowed: ["integer","number"])]',
    ],
    [
      'a word outside an enum',
      book({ language: 'fr' }),
      '[instance value ("fr") not found in enum (possible values: ["en","de"])]',
    ],
    [
      'a number above the maximum',
      book({ priceInCents: 100_001 }),
      '[numeric instance is greater than the required maximum (maximum: 100000, found: 100001)]',
    ],
    [
      'an excluded minimum',
      book({ priceInCents: 0 }),
      '[numeric instance is not strictly greater than the required minimum 0]',
    ],
    ['a text that is too short', book({ title: '' }), '[string "" is too short (length: 0, required minimum: 1)]'],
    ['a pattern', book({ isbn: 'x' }), '[ECMA 262 regex "^[\\\\d\\\\-\\\\:]+$" does not match input string "x"]'],
    [
      'a member too many',
      book({ price: 1 }),
      '[object instance has properties which are not allowed by the schema: ["price"]]',
    ],
    ['a broken member of another model', book({ author: {} }), '[object has missing required properties (["name"])]'],
    [
      'null beside a reference',
      book({ author: null }),
      '[instance type (null) does not match any allowed primitive type (allowed: ["object"])]',
    ],
    [
      'a broken member of itself',
      book({ sequel: {} }),
      '[object has missing required properties (["title","priceInCents"])]',
    ],
    ['duplicates', book({ tags: ['sf', 'sf'] }), '[array must not contain duplicate elements]'],
    [
      'too many elements',
      book({ tags: ['sf', 'ab', 'cd'] }),
      '[array is too long: must have at most 2 elements but instance has 3 elements]',
    ],
    ['a format', book({ contact: 'nobody' }), '[string "nobody" is invalid against requested format "email"]'],
    ['text that is not JSON', '{"title":', '[The body is not valid JSON]'],
  ])('is refused for %s', (_case, body, validationErrorString) => {
    expect(refusalOf(() => check(body))).toMatchObject({
      responseType: 'BAD_REQUEST_BODY',
      detail: { status: 400, errorType: 'BadRequestException', message: 'Invalid request body', validationErrorString },
    });
  });

  it.each(['application/json; charset=utf-8', 'APPLICATION/JSON', undefined])('is checked as %s', (contentType) => {
    expect(() => check('{}', contentType)).toThrow('Invalid request body');
  });

  it('is not checked under a content type without a model', () => {
    expect(() => check('<book/>', 'application/xml')).not.toThrow();
  });

  it('counts only what the client sent as present', () => {
    const strict = aValidator(
      { RequestModels: { 'application/json': 'Odd' } },
      { Odd: { type: 'object', required: ['toString', 'title'] } },
    );
    const inherited = Buffer.from('{"__proto__":{"title":"x"},"constructor":{"prototype":{"title":"x"}}}');
    expect(refusalOf(() => strict(NO_PARAMETERS, inherited, undefined))).toMatchObject({
      detail: { validationErrorString: '[object has missing required properties (["toString","title"])]' },
    });
    expect(({} as { title?: string }).title).toBeUndefined();
  });

  it('does not take an inherited member for a required one', () => {
    const strict = aValidator(
      { RequestModels: { 'application/json': 'Odd' } },
      { Odd: { type: 'object', required: ['toString'] } },
    );
    expect(() => strict(NO_PARAMETERS, Buffer.from('{}'), undefined)).toThrow('Invalid request body');
  });

  it('refuses nesting that would end the call stack', () => {
    const depth = 200_000;
    const nested = `${'{"title":"x","priceInCents":1,"sequel":'.repeat(depth)}{}${'}'.repeat(depth)}`;
    expect(() => check(nested)).toThrow('Invalid request body');
  });

  it('falls back to the model for $default', () => {
    const any = aValidator({ RequestModels: { $default: 'Author' } });
    expect(() => any(NO_PARAMETERS, Buffer.from('{}'), 'text/plain')).toThrow('Invalid request body');
  });
});

describe('a model that cannot be compiled', () => {
  it.each([
    ['Missing', {}, 'There is no model Missing'],
    ['Broken', { Broken: { type: 'string', pattern: '(' } }, 'The model Broken is not a valid schema'],
    ['Broken', { Broken: { $ref: '#/components/schemas/Nowhere' } }, 'The model Broken is not a valid schema'],
  ])('is named at once (%s)', (model, models, message) => {
    expect(() => aValidator({ RequestModels: { 'application/json': model } }, models)).toThrow(message);
  });

  it('does no harm while validation is off', () => {
    const off = { ValidateRequestBody: false, ValidateRequestParameters: false };
    const validate = aValidator({ RequestModels: { 'application/json': 'Missing' }, RequestValidator: off }, {});
    expect(() => validate(NO_PARAMETERS, Buffer.from('{}'), undefined)).not.toThrow();
  });
});
