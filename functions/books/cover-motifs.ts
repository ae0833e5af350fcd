/** Which motif belongs to which category. */
import { drawArches } from './cover-arches.ts';
import { drawCircuits } from './cover-circuits.ts';
import { drawStage } from './cover-curtains.ts';
import { drawFriezes } from './cover-friezes.ts';
import { drawHillScene } from './cover-hills.ts';
import { drawLeaves } from './cover-leaves.ts';
import type { Motif } from './cover-shapes.ts';
import { drawSpirals } from './cover-spirals.ts';
import { drawStars } from './cover-stars.ts';
import { drawThorns } from './cover-thorns.ts';
import { drawTiles } from './cover-tiles.ts';
import { drawWaves } from './cover-waves.ts';
import { drawWindows } from './cover-windows.ts';

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
