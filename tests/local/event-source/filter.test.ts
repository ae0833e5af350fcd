/** Filter patterns: which values they want, and which patterns are refused. */

import { matches, parsePattern } from '../../../local/event-source/filter.ts';

const record = {
  eventName: 'MODIFY',
  dynamodb: {
    Keys: { id: { S: 'dune' } },
    NewImage: { stock: { N: '5' }, tags: { SS: ['classic', 'desert'] }, gone: { NULL: true }, none: null },
    SizeBytes: 120,
  },
};

describe('a filter pattern', () => {
  it.each([
    [{ eventName: ['INSERT', 'MODIFY'] }, true],
    [{ eventName: ['INSERT'] }, false],
    [{ eventName: ['MODIFY'], dynamodb: { Keys: { id: { S: ['dune'] } } } }, true],
    [{ eventName: ['MODIFY'], dynamodb: { Keys: { id: { S: ['emma'] } } } }, false],
    [{ dynamodb: { Keys: { id: { S: [{ prefix: 'du' }] } } } }, true],
    [{ dynamodb: { Keys: { id: { S: [{ suffix: 'ne' }] } } } }, true],
    [{ dynamodb: { Keys: { id: { S: [{ prefix: 'em' }, { suffix: 'ma' }] } } } }, false],
    [{ dynamodb: { Keys: { id: { S: [{ 'equals-ignore-case': 'DUNE' }] } } } }, true],
    [{ dynamodb: { Keys: { id: { S: [{ 'anything-but': ['emma', 'ulysses'] }] } } } }, true],
    [{ dynamodb: { Keys: { id: { S: [{ 'anything-but': ['dune'] }] } } } }, false],
    [{ dynamodb: { Keys: { id: { S: [{ 'anything-but': { prefix: 'du' } }] } } } }, false],
    [{ dynamodb: { Keys: { other: { S: [{ 'anything-but': ['dune'] }] } } } }, false],
    [{ dynamodb: { NewImage: { stock: { N: ['5'] } } } }, true],
    [{ dynamodb: { NewImage: { stock: { N: [5] } } } }, false],
    [{ dynamodb: { NewImage: { tags: { SS: ['desert'] } } } }, true],
    [{ dynamodb: { NewImage: { none: [null] } } }, true],
    [{ dynamodb: { NewImage: { gone: { NULL: [true] } } } }, true],
    [{ dynamodb: { NewImage: { stock: { N: [{ exists: true }] } } } }, true],
    [{ dynamodb: { OldImage: { stock: { N: [{ exists: false }] } } } }, true],
    [{ dynamodb: { NewImage: { stock: { N: [{ exists: false }] } } } }, false],
    [{ dynamodb: { SizeBytes: [{ numeric: ['>', 100, '<=', 120] }] } }, true],
    [{ dynamodb: { SizeBytes: [{ numeric: ['=', 121] }] } }, false],
    [{ $or: [{ eventName: ['REMOVE'] }, { dynamodb: { SizeBytes: [120] } }] }, true],
    [{ $or: [{ eventName: ['REMOVE'] }, { eventName: ['INSERT'] }] }, false],
    [{ __proto__: { x: ['y'] }, toString: [{ exists: true }] }, false],
    [{}, true],
  ])('%j', (pattern, expected) => {
    expect(matches(parsePattern(JSON.stringify(pattern)), record)).toBe(expected);
  });

  it.each([
    ['nonsense', 'The filter pattern nonsense is no JSON object'],
    ['[]', 'The filter pattern [] is no JSON object'],
    ['{"a":"b"}', 'The filter pattern has neither a list nor an object at a'],
    ['{"a":{"b":[{"wildcard":"*"}]}}', 'The filter pattern asks for wildcard at b'],
  ])('is not %s', (text, message) => {
    expect(() => parsePattern(text)).toThrow(message);
  });
});
