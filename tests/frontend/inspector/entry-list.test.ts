import { type Entry, parseEntry } from '../../../frontend/inspector/entry.ts';
import { EntryList } from '../../../frontend/inspector/entry-list.ts';
import {
  toFamily,
  toHeading,
  toOutcome,
  toRemark,
  toRemarkLevel,
  toTitle,
  toVerb,
} from '../../../frontend/inspector/entry-words.ts';
import { createMatcher, everything } from '../../../frontend/inspector/filter.ts';
import { toRowWindow } from '../../../frontend/inspector/window.ts';

function anEntry(members: Readonly<Record<string, unknown>> = {}): Entry {
  const about = { kind: 'request', atMs: 1, api: 'REST', method: 'GET', rawTarget: '/dev/books', status: 200 };
  const entry = parseEntry({ id: 'a', ...about, ...members });
  if (entry === undefined) throw new Error('This is no entry.');
  return entry;
}

const idsOf = (list: EntryList) => list.slice(0, 100).map(({ id }) => id);
const named = (...ids: string[]) => ids.map((id) => anEntry({ id }));

describe('the list of entries', () => {
  it('shows the newest first, each once', () => {
    const list = new EntryList();
    list.add(named('a', 'b'));
    list.add(named('b', 'c'));
    expect(idsOf(list)).toEqual(['c', 'b', 'a']);
  });

  it('keeps a bounded number, filtered or not', () => {
    const list = new EntryList(3);
    list.filter = { ...everything, text: 'books' };
    list.add(named('a', 'b', 'c', 'd', 'e'));
    expect(idsOf(list)).toEqual(['e', 'd', 'c']);
    list.add([anEntry({ id: 'f', rawTarget: '/other' })]);
    expect(idsOf(list)).toEqual(['e', 'd']);
    expect([list.length, list.total]).toEqual([2, 3]);
  });

  it('takes an entry again that it has forgotten', () => {
    const list = new EntryList(1);
    list.add(named('a', 'b'));
    list.add(named('a'));
    expect(idsOf(list)).toEqual(['a']);
  });

  it('holds entries back while it is paused', () => {
    const list = new EntryList(3);
    list.add(named('a'));
    list.isPaused = true;
    list.add(named('b', 'c', 'd', 'e'));
    expect([idsOf(list), list.held]).toEqual([['a'], 3]);
    expect(list.find('e')?.id).toBe('e');
    list.isPaused = false;
    expect([idsOf(list), list.held]).toEqual([['e', 'd', 'c'], 0]);
  });

  it('says where an entry stands, and by how much the view has moved', () => {
    const list = new EntryList();
    list.add(named('a', 'b', 'c'));
    expect(['c', 'a', 'x'].map((id) => list.indexOf(id))).toEqual([0, 2, -1]);
    expect(list.added).toBe(3);
    list.filter = { ...everything, statusClass: '5' };
    list.add(named('d'));
    expect(list.added).toBe(3);
  });

  it('forgets all, those held back included', () => {
    const list = new EntryList();
    list.add(named('a'));
    list.isPaused = true;
    list.add(named('b'));
    list.clear();
    expect([list.total, list.held]).toEqual([0, 0]);
    list.isPaused = false;
    list.add(named('a'));
    expect(idsOf(list)).toEqual(['a']);
  });

  it('remembers the families it has seen', () => {
    const list = new EntryList();
    list.add([anEntry({ id: '1' }), anEntry({ id: '2', kind: 'invocation' }), anEntry({ id: '3', api: 'WEBSOCKET' })]);
    expect(list.families).toEqual(['REST', 'Lambda', 'WebSocket']);
  });
});

describe('the filter', () => {
  const refused = anEntry({ status: 429, refusedBy: 'THROTTLED', rawTarget: '/dev/books/Emma', connectionId: 'conn=' });
  const run = anEntry({
    kind: 'invocation',
    api: undefined,
    method: undefined,
    rawTarget: undefined,
    status: undefined,
    functionName: 'shop-getCover',
    coldStart: true,
  });
  const failed = anEntry({ ...run.members, functionError: 'Unhandled' });

  it.each([
    ['nothing', {}, [true, true, true]],
    ['words in any order and letter case', { text: 'EMMA  get' }, [true, false, false]],
    ['a word that is missing', { text: 'emma post' }, [false, false, false]],
    ['the reason in plain words', { text: 'too many' }, [true, false, false]],
    ['the reason by its name', { text: 'throttled' }, [true, false, false]],
    ['a status', { text: '429' }, [true, false, false]],
    ['a cold start', { text: 'cold' }, [false, true, true]],
    ['a class of statuses', { statusClass: '4' }, [true, false, false]],
    ['what went well', { statusClass: '2' }, [false, true, false]],
    ['failures, of functions too', { statusClass: '5' }, [false, false, true]],
    ['its connection', { text: 'Conn=' }, [true, false, false]],
    ['a family', { family: 'Lambda' }, [false, true, true]],
  ])('by %s', (_what, filter, expected) => {
    expect([refused, run, failed].map(createMatcher({ ...everything, ...filter }))).toEqual(expected);
  });
});

describe('how an entry is named', () => {
  it.each([
    [{}, ['GET', '/dev/books', 'REST', '200 good', '']],
    [
      { status: 404, refusedBy: 'MISSING_AUTHENTICATION_TOKEN' },
      ['GET', '/dev/books', 'REST', '404 warn', 'There is no such route'],
    ],
    [
      {
        kind: 'code',
        method: undefined,
        rawTarget: undefined,
        status: undefined,
        code: '123456',
        purpose: 'sign-up',
        email: 'a@example.com',
      },
      ['code', '123456 · a@example.com · sign-up', 'Codes', ' none', ''],
    ],
    [
      {
        kind: 'invocation',
        method: undefined,
        rawTarget: undefined,
        status: undefined,
        functionName: 'f',
        coldStart: true,
      },
      ['λ', 'f', 'Lambda', 'ok good', 'cold start'],
    ],
    [
      { kind: 'invocation', status: undefined, functionError: 'Unhandled' },
      ['λ', '/dev/books', 'Lambda', 'error bad', ''],
    ],
  ])('%j', (members, expected) => {
    const entry = anEntry(members);
    const { text, level } = toOutcome(entry);
    expect([toVerb(entry), toTitle(entry), toFamily(entry), `${text} ${level}`, toRemark(entry)]).toEqual(expected);
  });

  it.each([
    [{ kind: 'event', outcome: 'done' }, 'none'],
    [{ kind: 'event', outcome: 'partly done' }, 'warn'],
    [{ kind: 'event', outcome: 'failed' }, 'bad'],
    [{ kind: 'event', outcome: 'refused' }, 'bad'],
    [{ kind: 'invocation', coldStart: true }, 'warn'],
    [{ refusedBy: 'THROTTLED' }, 'bad'],
  ])('colours the remark of %j: %s', (members, level) => {
    expect(toRemarkLevel(anEntry(members))).toBe(level);
  });

  it.each([
    [{}, 'GET /dev/books'],
    [{ kind: 'code', code: '123456' }, 'Verification code'],
    [{ kind: 'event', rawTarget: undefined, functionName: 'arn:aws:lambda:a:1:function:f' }, 'Records for f'],
  ])('heads %j when it is open: %s', (members, heading) => {
    expect(toHeading(anEntry(members))).toBe(heading);
  });

  it('takes what has no id for none', () => {
    expect([parseEntry({}), parseEntry(null), parseEntry('x'), parseEntry({ id: 7 })]).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });
});

describe('the rows that have to exist', () => {
  it.each([
    ['at the top', [0, 540, 54, 1000], [0, 16]],
    ['in the middle', [5400, 540, 54, 1000], [94, 116]],
    ['at the end', [53_460, 540, 54, 1000], [984, 1000]],
    ['of a short list', [0, 540, 54, 3], [0, 3]],
    ['of a list that has become shorter', [5400, 540, 54, 10], [10, 10]],
    ['of an empty list', [0, 540, 54, 0], [0, 0]],
  ] as const)('%s', (_where, [scrollTop, height, rowHeight, count], [start, end]) => {
    expect(toRowWindow(scrollTop, height, rowHeight, count)).toEqual({ start, end });
  });
});
