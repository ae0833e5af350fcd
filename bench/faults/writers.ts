/** Readers of the shop who fill their carts and write reviews, on and on, and know what they were told is stored. */

import { setTimeout as wait } from 'node:timers/promises';
import { signUpReaders } from '../accounts.ts';
import { type Answered, ask, isClearFailure } from './ask.ts';

export interface Writers {
  /** The status of each write so far. */
  readonly statuses: readonly number[];
  /** What was answered to writes that is no 200 and no clear 503. */
  readonly oddities: readonly string[];
  /** Ends them after the writes that are under way. */
  stop(): Promise<void>;
  /** A sentence for each write that was acknowledged and isn't there; ask when all is well again. */
  findLost(): Promise<readonly string[]>;
}

interface Writer {
  readonly what: string;
  write(value: number): Promise<Answered>;
  /** Undefined where nothing is there. */
  read(): Promise<number | undefined>;
}

/** What a writer was told last, and the writes since that nobody has answered for. */
interface Memory {
  acknowledged?: number;
  open: number[];
}

const MOST_COPIES = 10;
const PAUSE_MS = 5;

type Outputs = Readonly<Record<string, string>>;

/** Two for each person: a mapping template writes the cart, a function the review. `mayFail` are statuses beside 200. */
export async function startWriters(
  outputs: Outputs,
  people: number,
  mayFail: readonly number[] = [503],
): Promise<Writers> {
  const group = `writer-${Date.now()}`;
  const accounts = await signUpReaders(outputs, group, people);
  const url = outputs.RestApiUrl ?? '';
  const books = parse(await ask(`${url}/books?limit=3`)).items.map(({ id }) => id ?? '');
  const writers = accounts.flatMap(({ token }, index) => {
    const book = books[index % books.length] ?? '';
    return [createCartWriter(url, token, book), createReviewWriter(url, token, book, `${group}-${index}`)];
  });
  const memories = new Map<Writer, Memory>(writers.map((writer) => [writer, { open: [] }]));
  const statuses: number[] = [];
  const oddities: string[] = [];
  let isOver = false;
  const writing = Promise.all([...memories].map(([writer, memory]) => writeOnAndOn(writer, memory)));

  async function writeOnAndOn(writer: Writer, memory: Memory): Promise<void> {
    for (let value = 1; !isOver; value = (value % MOST_COPIES) + 1) {
      memory.open.push(value);
      const answer = await writer.write(value);
      statuses.push(answer.status);
      if (answer.status === 200) Object.assign(memory, { acknowledged: value, open: [] });
      else if (!mayFail.includes(answer.status) || !(answer.status === 0 || isClearFailure(answer)))
        oddities.push(
          `${writer.what}: ${answer.status} ${answer.text.slice(0, 100)} ${JSON.stringify(answer.headers)}`,
        );
      await wait(PAUSE_MS);
    }
  }

  return {
    statuses,
    oddities,
    stop: async () => {
      isOver = true;
      await writing;
    },
    findLost: async () => (await Promise.all([...memories].map(([writer, memory]) => findLost(writer, memory)))).flat(),
  };
}

async function findLost({ what, read }: Writer, { acknowledged, open }: Memory): Promise<readonly string[]> {
  const found = await read();
  if (found === acknowledged || (found !== undefined && open.includes(found))) return [];
  return [`${what} is ${found}, but ${acknowledged} was acknowledged.`];
}

function createCartWriter(url: string, token: string, book: string): Writer {
  return {
    what: `a cart's copies of ${book}`,
    write: (quantity) => ask(`${url}/cart/${book}`, { method: 'PUT', token, body: { quantity } }),
    read: async () => {
      const { items } = parse(await ask(`${url}/cart`, { token }));
      return items[0]?.quantity;
    },
  };
}

function createReviewWriter(url: string, token: string, book: string, name: string): Writer {
  const toText = (value: number) => `${name} wrote ${value}.`;
  return {
    what: `a review of ${book}`,
    write: (value) =>
      ask(`${url}/books/${book}/reviews/mine`, { method: 'PUT', token, body: { rating: 3, text: toText(value) } }),
    read: async () => {
      const { items } = parse(await ask(`${url}/books/${book}/reviews?limit=100`));
      const values = Array.from({ length: MOST_COPIES }, (_, value) => value + 1);
      return values.find((value) => items.some(({ text }) => text === toText(value)));
    },
  };
}

interface Page {
  readonly items: readonly { readonly id?: string; readonly quantity?: number; readonly text?: string }[];
}

function parse({ status, text }: Answered): Page {
  if (status === 200) return JSON.parse(text) as Page;
  throw new Error(`What was written can't be read: ${status} ${text}`);
}
