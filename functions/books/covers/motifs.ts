/** Which motif belongs to which category. */
import { drawArches } from './arches.ts';
import { drawCircuits } from './circuits.ts';
import { drawStage } from './curtains.ts';
import { drawFriezes } from './friezes.ts';
import { drawHillScene } from './hills.ts';
import { drawLeaves } from './leaves.ts';
import type { Motif } from './shapes.ts';
import { drawSpirals } from './spirals.ts';
import { drawStars } from './stars.ts';
import { drawThorns } from './thorns.ts';
import { drawTiles } from './tiles.ts';
import { drawWaves } from './waves.ts';
import { drawWindows } from './windows.ts';

const motifs = new Map<string, Motif>([
  ['adventure', drawWaves],
  ['childrens', drawHillScene],
  ['classics', drawArches],
  ['computing', drawCircuits],
  ['drama', drawStage],
  ['history', drawFriezes],
  ['horror', drawThorns],
  ['mystery', drawWindows],
  ['philosophy', drawTiles],
  ['poetry', drawLeaves],
  ['science', drawSpirals],
  ['science-fiction', drawStars],
]);

/** A category without a motif of its own gets tiles, which suit anything. */
export function motifOf(category: string): Motif {
  return motifs.get(category) ?? drawTiles;
}
