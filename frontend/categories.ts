/** The shelves of the shop: a readable name and a line for each category of the API. */
import type { components } from './api-types.ts';

export type Category = components['schemas']['Category'];

export interface Shelf {
  readonly name: string;
  readonly line: string;
}

// A record, so that the compiler finds a category that the contract has and this list lacks.
const shelves: Readonly<Record<Category, Shelf>> = {
  adventure: { name: 'Adventure', line: 'Ships, maps and bad weather.' },
  childrens: { name: 'Children’s books', line: 'Read aloud, then read again.' },
  classics: { name: 'Classics', line: 'The ones you always meant to read.' },
  computing: { name: 'Computing', line: 'Machines, and how to reason with them.' },
  drama: { name: 'Drama', line: 'Meant for the stage, good in an armchair.' },
  history: { name: 'History', line: 'What happened, and who wrote it down.' },
  horror: { name: 'Horror', line: 'Best read with the lights on.' },
  mystery: { name: 'Mystery', line: 'Somebody in this room knows.' },
  philosophy: { name: 'Philosophy', line: 'Old questions, still open.' },
  poetry: { name: 'Poetry', line: 'Few words, well placed.' },
  science: { name: 'Science', line: 'How things work, as far as we know.' },
  'science-fiction': { name: 'Science fiction', line: 'What if, at length.' },
};

const shelfByText = new Map<string, Shelf>(Object.entries(shelves));

export const categories: readonly Category[] = Object.keys(shelves).filter(isCategory);

export function isCategory(text: string): text is Category {
  return shelfByText.has(text);
}

export function getShelf(category: Category): Shelf {
  return shelves[category];
}
