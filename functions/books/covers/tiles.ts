/** Philosophy: a floor of simple tiles, each an idea of its own. */
import type { Colour } from './colours.ts';
import { type Motif, rect, repeat, round, shape } from './shapes.ts';

/** Draws one tile of the given size with its corner at the origin. */
type Tile = (size: number) => string;

const tiles: readonly [Tile, ...Tile[]] = [
  (s) => `M0 0h${s}a${s} ${s} 0 0 1-${s} ${s}z`,
  (s) => `M${s} ${s}h-${s}a${s} ${s} 0 0 1 ${s}-${s}z`,
  (s) => `M0 ${s}a${s / 2} ${s / 2} 0 0 1 ${s} 0z`,
  (s) => `M0 0a${s / 2} ${s / 2} 0 0 0 ${s} 0z`,
  (s) => `M0 0v${s}a${s / 2} ${s / 2} 0 0 0 0-${s}z`,
  (s) => disc(s, 0.36),
  (s) => `M0 0h${s}L0 ${s}z`,
  (s) => `M${s} 0v${s}H0z`,
  (s) => `M0 0h${s / 2}v${s}h-${s / 2}z`,
  (s) => `M${s / 2} 0L${s} ${s / 2} ${s / 2} ${s} 0 ${s / 2}z`,
];

export const drawTiles: Motif = ({ width, height, palette }, random) => {
  const columns = random.pick([3, 4, 5, 4]);
  const size = round(width / columns);
  const paints: readonly [Colour, ...Colour[]] = [
    palette.ground,
    palette.light,
    palette.far,
    palette.middle,
    palette.near,
  ];
  return repeat(columns * Math.ceil(height / size), (i) => {
    const ground = random.pick(paints);
    const paint = paints[(paints.indexOf(ground) + random.whole(1, paints.length - 1)) % paints.length] ?? palette.near;
    const eye = random.chance(0.3) ? shape(disc(size, 0.14), ground) : '';
    const tile = rect(0, 0, size, size, ground) + shape(random.pick(tiles)(size), paint) + eye;
    return `<g transform="translate(${round((i % columns) * size)} ${round(Math.floor(i / columns) * size)})">${tile}</g>`;
  });
};

function disc(size: number, share: number): string {
  const r = round(size * share);
  return `M${round(size / 2 - r)} ${round(size / 2)}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0-${2 * r} 0z`;
}
