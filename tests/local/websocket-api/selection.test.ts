import { compileSelection } from '../../../local/websocket-api/selection.ts';

const JOIN = '{"service":"chat","action":"join","data":{"room":"lobby","ids":[1,2]},"flag":true,"n":7,"none":null}';

describe('compileSelection', () => {
  it.each([
    ['$request.body.action', 'join'],
    ['${request.body.action}', 'join'],
    ['${request.body.service}/${request.body.action}', 'chat/join'],
    ['${request.body.action}-${request.body.missing}', 'join-'],
    ['$request.body.data.room', 'lobby'],
    ['$request.body.data.ids', '[1, 2]'],
    ['$request.body.data.ids[1]', '2'],
    ['$request.body.data', '{room=lobby, ids=[1, 2]}'],
    ['$request.body.flag', 'true'],
    ['$request.body.n', '7'],
    ['$request.body.none', ''],
    ['$request.body.missing.deeper', ''],
    ['action', 'action'],
    ['\\$default', '$default'],
    ['$default', '$default'],
    ['a\\$b', 'a$b'],
    ['$context.stage', ''],
  ])('%s gives %s', (expression, key) => expect(compileSelection(expression)(JOIN)).toBe(key));

  it.each([
    ['hello', '$default'],
    ['', '$default'],
    ['{"action":', '$default'],
    ['"text"', ''],
    ['null', ''],
    ['5', ''],
    ['[]', ''],
    ['{"action":{"toString":1}}', '{toString=1}'],
    ['{"__proto__":{"action":"x"}}', ''],
  ])('$request.body.action of %s gives %p', (message, key) => {
    expect(compileSelection('$request.body.action')(message)).toBe(key);
  });

  it('does not look at a message that it has no use for', () => {
    expect(compileSelection('action')('no json')).toBe('action');
  });
});
