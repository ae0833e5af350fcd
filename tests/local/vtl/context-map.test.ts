/** `$context` and `$stageVariables`. */
import { render } from './render.ts';

const aContext = () => ({
  stage: 'dev',
  requestTimeEpoch: 1700000000000,
  identity: { sourceIp: '192.0.2.1', caller: null },
  authorizer: {},
  requestOverride: { header: {}, path: {}, querystring: {} },
  responseOverride: { header: {} },
});

describe('$context', () => {
  it.each([
    ['$context.stage $context.requestTimeEpoch', 'dev 1700000000000'],
    ['$context.identity.sourceIp [$context.identity.caller]', '192.0.2.1 []'],
    ['[$context.authorizer.claims.sub] [$context.nothing.here]', '[] []'],
    ['[$context.identity] [$context.get("identity")]', '[] []'],
    ['$context["identity"]["sourceIp"]', '192.0.2.1'],
    ['#foreach($key in $context.keySet())$key #end', Object.keys(aContext()).join(' ').concat(' ')],
    ['$context.identity.size() $context.authorizer.isEmpty() $context.containsKey("stage")', '2 true true'],
    ['[$context.constructor] [$context.__proto__] [$context.get("toString")]', '[] [.__proto__] []'],
  ])('%s prints %j', (template, expected) => {
    expect(render(template, { context: aContext() })).toBe(expected);
  });

  it.each([
    ['#set($context.requestOverride.header.Shelf = "A")', { header: { Shelf: 'A' }, path: {}, querystring: {} }],
    ['#set($context.requestOverride.path["id"] = "x")', { header: {}, path: { id: 'x' }, querystring: {} }],
    ['#set($context["requestOverride"].header["a-b"] = 1)', { header: { 'a-b': 1 }, path: {}, querystring: {} }],
    ['$context.requestOverride.path.put("id", "y")', { header: {}, path: { id: 'y' }, querystring: {} }],
    ['#set($o = $context.requestOverride.path)#set($o.id = "z")', { header: {}, path: { id: 'z' }, querystring: {} }],
  ])('%s writes into the data', (template, expected) => {
    const context = aContext();
    expect(render(template, { context })).toBe('');
    expect(context.requestOverride).toEqual(expected);
  });

  it.each([
    '#set($context.responseOverride.status = 404)#set($context.responseOverride.status = 409)',
    '#foreach($i in [1..2])#set($context.requestOverride.header.Shelf = $i)#end',
    '$context.requestOverride.path.put("id", "a")$context.requestOverride.path.put("id", "b")',
  ])('fails on an override that is set twice: %s', (template) => {
    expect(() => render(template, { context: aContext() })).toThrow('is set twice');
  });

  it('sets a status, and lets a later template read what was written', () => {
    const context = aContext();
    render('#set($context.responseOverride.status = 404)#set($context.responseOverride.note = {"a": [1]})', {
      context,
    });
    expect(context.responseOverride).toMatchObject({ status: 404 });
    expect(render('$context.responseOverride.status $context.responseOverride.note', { context })).toBe('404 {a=[1]}');
  });

  it('takes __proto__ for a name like any other', () => {
    const context = aContext();
    render('#set($context.responseOverride.header["__proto__"] = {"polluted": "yes"})', { context });
    expect(Object.keys(context.responseOverride.header)).toEqual(['__proto__']);
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });
});

describe('$stageVariables', () => {
  it.each([
    ['$stageVariables.table', 'Books'],
    ["$stageVariables['table'] ${stageVariables.table} ${stageVariables['table']}", 'Books Books Books'],
    ['[$stageVariables.none]', '[]'],
  ])('%s prints %j', (template, expected) => {
    expect(render(template, { stageVariables: { table: 'Books' } })).toBe(expected);
  });

  it('never changes for others', () => {
    const stageVariables = { table: 'Books' };
    render('#set($stageVariables.table = "Mine")', { stageVariables });
    expect(stageVariables).toEqual({ table: 'Books' });
  });
});
