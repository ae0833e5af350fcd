/** Does the same to many things, a few at a time: Lambda and its like take some fifteen changes a second from an account. */

const WIDTH = 4;

/** Gives the results in the order of the items. After a failure nothing new is begun; it throws when what runs has ended. */
export async function inParallel<Item, Result>(
  items: readonly Item[],
  act: (item: Item) => Promise<Result>,
): Promise<readonly Result[]> {
  const results: Result[] = [];
  const queue = [...items.entries()];
  const failures: unknown[] = [];
  const work = async (): Promise<void> => {
    for (let next = queue.shift(); next !== undefined && failures.length === 0; next = queue.shift()) {
      const [index, item] = next;
      await act(item).then(
        (result) => {
          results[index] = result;
        },
        (error: unknown) => failures.push(error),
      );
    }
  };
  await Promise.all(Array.from({ length: WIDTH }, work));
  if (failures.length > 0) throw failures[0];
  return results;
}
