import { createJournal, type Entry } from '../../../local/inspector/journal.ts';

const anEntry = (id: string, weightInBytes = 10): Entry => ({
  id,
  kind: 'request',
  atMs: 1,
  summary: {},
  detail: {},
  weightInBytes,
});

describe('the journal', () => {
  it('lists the newest first', () => {
    const journal = createJournal();
    for (const id of ['a', 'b', 'c']) journal.add(anEntry(id));
    expect(journal.list().map(({ id }) => id)).toEqual(['c', 'b', 'a']);
  });

  it('forgets the oldest beyond its number of entries', () => {
    const journal = createJournal({ maxEntries: 2 });
    for (const id of ['a', 'b', 'c']) journal.add(anEntry(id));
    expect(journal.list().map(({ id }) => id)).toEqual(['c', 'b']);
    expect(journal.find('a')).toBeUndefined();
  });

  it('forgets the oldest beyond its weight, and an entry too heavy by itself', () => {
    const journal = createJournal({ maxBytes: 100 });
    journal.add(anEntry('a', 60));
    journal.add(anEntry('b', 60));
    expect(journal.list().map(({ id }) => id)).toEqual(['b']);
    journal.add(anEntry('c', 101));
    expect(journal.list()).toEqual([]);
  });

  it('shows the last of several entries with one id', () => {
    const journal = createJournal();
    for (const weightInBytes of [60, 70]) journal.add(anEntry('a', weightInBytes));
    journal.add(anEntry('b'));
    expect(journal.list()).toEqual([anEntry('b'), anEntry('a', 70)]);
    expect(journal.find('a')).toEqual(anEntry('a', 70));
  });

  it.each([
    { entriesPerSecond: 50, kept: 600 },
    { entriesPerSecond: 90, kept: 600 },
    { entriesPerSecond: 110, kept: 50 },
    { entriesPerSecond: 1000, kept: 50 },
  ])('keeps $kept of 600 that come at $entriesPerSecond a second', ({ entriesPerSecond, kept }) => {
    const journal = createJournal();
    for (let i = 0; i < 600; i++) journal.add({ ...anEntry(`entry ${i}`), atMs: (i * 1000) / entriesPerSecond });
    expect(journal.list()).toHaveLength(kept);
    expect(journal.list()[0]?.id).toBe('entry 599');
  });

  it('takes entries after a clock that was put back for no burst', () => {
    const journal = createJournal();
    for (let i = 0; i < 10; i++) journal.add({ ...anEntry(`before ${i}`), atMs: 86_400_000 });
    for (let i = 0; i < 100; i++) journal.add({ ...anEntry(`after ${i}`), atMs: i * 100 });
    expect(journal.list()).toHaveLength(110);
  });

  it('keeps the whole of a burst that somebody watches', () => {
    const journal = createJournal();
    journal.subscribe(() => {});
    for (let i = 0; i < 600; i++) journal.add({ ...anEntry(`entry ${i}`), atMs: i });
    expect(journal.list()).toHaveLength(600);
  });

  it('starts afresh after it is cleared', () => {
    const journal = createJournal({ maxEntries: 2 });
    for (const id of ['a', 'b', 'c']) journal.add(anEntry(id));
    journal.clear();
    expect(journal.list()).toEqual([]);
    journal.add(anEntry('d'));
    expect(journal.list().map(({ id }) => id)).toEqual(['d']);
  });

  it('tells its listeners until they leave', () => {
    const journal = createJournal();
    const heard: string[] = [];
    const leave = journal.subscribe(({ id }) => heard.push(id));
    journal.add(anEntry('a'));
    leave();
    journal.add(anEntry('b'));
    expect(heard).toEqual(['a']);
  });
});
