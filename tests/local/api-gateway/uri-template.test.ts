import { compileUri } from '../../../local/api-gateway/uri-template.ts';

describe('compileUri', () => {
  it.each([
    ['http://b/books', {}, {}, 'http://b/books'],
    ['http://b/{id}', { id: 'dune' }, {}, 'http://b/dune'],
    ['http://b/{id}', {}, {}, 'http://b/{id}'],
    ['http://b/{path}', { path: 'status/400' }, {}, 'http://b/status/400'],
    ['http://${stageVariables.host}/x', {}, { host: 'b' }, 'http://b/x'],
    ['http://${stageVariables.host}/x', {}, {}, 'http:///x'],
    ['http://b/${other}/{id}', { id: '1' }, {}, 'http://b/${other}/1'],
    ['fn:${stageVariables.fn}:${stageVariables.alias}', {}, { fn: 'covers', alias: 'live' }, 'fn:covers:live'],
    // Nothing that a client sends may begin a query, a fragment or another line.
    ['http://b/{id}', { id: 'a?admin=1#x' }, {}, 'http://b/a%3Fadmin=1%23x'],
    ['http://b/{id}', { id: 'a\r\nX-Evil: 1' }, {}, 'http://b/a%0D%0AX-Evil:%201'],
    ['http://b/{id}', { id: 'caf%C3%A9' }, {}, 'http://b/caf%C3%A9'],
    ['http://b/{id}', { id: '日本\ud800' }, {}, 'http://b/%E6%97%A5%E6%9C%AC%EF%BF%BD'],
    ['http://b/{toString}', {}, {}, 'http://b/{toString}'],
    ['http://b/${stageVariables.constructor}', {}, {}, 'http://b/'],
  ])('fills %j', (uri, pathParameters, stageVariables, expected) => {
    expect(compileUri(uri)(pathParameters, stageVariables)).toBe(expected);
  });
});
