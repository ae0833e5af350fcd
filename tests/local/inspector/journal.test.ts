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

  it('counts an entry that is replaced once', () => {
    const journal = createJournal({ maxBytes: 100 });
    for (let i = 0; i < 5; i++) journal.add(anEntry('a', 60));
    expect(journal.list()).toHaveLength(1);
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
