/** Classics: arches within arches, arcades and fans. */
import { mix } from './colours.ts';
import type { Random } from './random.ts';
import { type Canvas, circle, type Motif, rect, repeat, round, shape } from './shapes.ts';

export const drawArches: Motif = (canvas, random) => random.pick([drawPortal, drawArcade, drawFans])(canvas, random);

/** One doorway behind another, with a light at the end and steps up to it. */
function drawPortal(canvas: Canvas, random: Random): string {
  const { width, height, visible, palette } = canvas;
  const count = random.whole(5, 7);
  const innermost = 44;
  const bottom = visible * 0.86;
  const top = Math.max(visible * 0.42, 120);
  const portals = repeat(count, (i) => {
    const share = i / (count - 1);
    const radius = width * 0.47 - (width * 0.47 - innermost) * share;
    const colour = i % 2 ? mix(palette.far, palette.middle, share) : mix(palette.middle, palette.near, share);
    return shape(arch(width / 2, top + 46 * share, radius, height), i === count - 1 ? palette.ground : colour);
  });
  const sun = circle(width / 2, top + 60, random.between(20, 30), palette.light);
  const steps = repeat(4, (i) =>
    rect(width / 2 - 62 - i * 40, bottom + i * 20 - 6, 124 + i * 80, height, mix(palette.light, palette.far, i / 3)),
  );
  return portals + sun + steps;
}

function drawArcade(canvas: Canvas, random: Random): string {
  const { width, height, palette } = canvas;
  const columns = random.whole(2, 4);
  const cell = width / columns;
  const rows = Math.ceil(height / (cell * 1.5));
  const tall = height / rows;
  return repeat(rows * columns, (index) => {
    const x = (index % columns) * cell + cell / 2;
    const bottom = (Math.floor(index / columns) + 1) * tall;
    const radius = cell * 0.4;
    const [outer, inner] = random.pick([
      [palette.far, palette.near],
      [palette.middle, palette.light],
      [palette.near, palette.far],
      [palette.light, palette.middle],
    ] as const);
    const top = bottom - tall + cell * 0.1 + radius;
    return (
      shape(arch(x, top, radius, bottom), outer) +
      shape(arch(x, top + radius * 0.3, radius * 0.68, bottom), inner) +
      (random.chance(0.5)
        ? circle(x, top + radius * 0.55, radius * 0.3, palette.ground)
        : shape(arch(x, top + radius * 0.6, radius * 0.36, bottom), palette.ground))
    );
  });
}

/** Rows of overlapping discs: each row hides the lower half of the one behind it, and leaves fans. */
function drawFans({ width, height, palette }: Canvas, random: Random): string {
  const perRow = random.pick(height > 450 ? [2, 2.5] : [2, 2.5, 3]);
  const size = width / perRow;
  const colours = [palette.near, palette.far, palette.middle, palette.light];
  const rows = Math.ceil(height / (size / 4)) + 2;
  const fans = repeat(rows, (row) => {
    const y = round(row * (size / 4));
    const start = row % 2 ? 0 : size / 2;
    const places = repeat(Math.ceil(perRow) + 1, (k) => `M${round(start + (k - 0.5) * size)} ${y}h0`);
    return colours
      .map((colour, i) => `<path d="${places}" stroke="${colour}" stroke-width="${round(size * (1 - i * 0.24))}"/>`)
      .join('');
  });
  return `<g stroke-linecap="round">${fans}</g>`;
}

/** A round arch whose half circle is centred at (x, top) and whose sides run down to the bottom. */
function arch(x: number, top: number, radius: number, bottom: number): string {
  const r = round(radius);
  return `M${round(x - r)} ${round(bottom)}V${round(top)}a${r} ${r} 0 0 1 ${round(2 * r)} 0V${round(bottom)}z`;
}
