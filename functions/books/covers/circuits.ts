/** Computing: traces fanning out from a chip, or a symmetric bitmap. */
import type { Colour } from './colours.ts';
import { mix } from './colours.ts';
import type { Random } from './random.ts';
import { type Canvas, dots, line, type Motif, type Point, rect, repeat, round, shape } from './shapes.ts';

export const drawCircuits: Motif = (canvas, random) =>
  random.chance(0.6) ? drawBoard(canvas, random) : drawBitmap(canvas, random);

function drawBoard(canvas: Canvas, random: Random): string {
  const { focus, width, height, palette } = canvas;
  const half = random.pick([52, 60, 68]);
  const lanes = random.whole(2, 3);
  const pads: Point[] = [];
  const traces: Record<'far' | 'light', string> = { far: '', light: '' };
  for (let side = 0; side < 4; side++) {
    for (let lane = -lanes; lane <= lanes; lane++) {
      const trace = route(lane, lanes, half, random);
      const turned = trace.map((point) => turn(point, side, focus));
      traces[random.chance(0.2) ? 'light' : 'far'] += `M${turned.map(([x, y]) => `${round(x)} ${round(y)}`).join('L')}`;
      pads.push(...turned.slice(-1));
    }
  }
  const grid = Array.from({ length: 63 }, (_, i): Point => [((i % 7) * width) / 6, (Math.floor(i / 7) * height) / 8]);
  return (
    dots(grid, mix(palette.ground, palette.far, 0.35), 4) +
    line(traces.far, palette.far, { width: 5 }) +
    line(traces.light, palette.light, { width: 5 }) +
    dots(pads, palette.light, 17) +
    dots(pads, palette.ground, 8) +
    drawChip(canvas, half, random)
  );
}

/** Out of the chip, aside by 45 degrees, and out again; outer lanes bend first, so no two traces cross. */
function route(lane: number, lanes: number, half: number, random: Random): Point[] {
  const offset = (lane * half * 1.5) / (2 * lanes + 1);
  const aside = offset * 1.25;
  const bendAt = half + 14 + (lanes - Math.abs(lane)) * 16;
  const bent = bendAt + Math.abs(aside);
  return [
    [half, offset],
    [bendAt, offset],
    [bent, offset + aside],
    [bent + random.between(16, 150), offset + aside],
  ];
}

function turn([x, y]: Point, side: number, { x: cx, y: cy }: Canvas['focus']): Point {
  const [dx, dy] = [
    [x, y],
    [-y, x],
    [-x, -y],
    [y, -x],
  ][side] ?? [x, y];
  return [cx + (dx ?? 0), cy + (dy ?? 0)];
}

function drawChip({ focus: { x, y }, palette }: Canvas, half: number, random: Random): string {
  const inner = half * 0.72;
  const core = half * random.pick([0.3, 0.42]);
  return (
    rect(x - half, y - half, 2 * half, 2 * half, palette.near) +
    rect(x - inner, y - inner, 2 * inner, 2 * inner, palette.middle) +
    rect(x - core, y - core, 2 * core, 2 * core, palette.light)
  );
}

/** Left and right mirror each other, which makes random pixels look like a figure. */
function drawBitmap({ width, height, palette }: Canvas, random: Random): string {
  const size = random.pick([25, 40, 50]);
  const columns = width / size / 2;
  const layer = (colour: Colour, density: number): string => {
    const pixels = repeat(Math.floor(columns) * Math.ceil(height / size), (i) => {
      if (!random.chance(density)) return '';
      const [x, y] = [(i % columns) * size, Math.floor(i / columns) * size];
      return `M${x} ${y}h${size}v${size}h-${size}zM${width - x - size} ${y}h${size}v${size}h-${size}z`;
    });
    return shape(pixels, colour);
  };
  return layer(palette.far, 0.3) + layer(palette.middle, 0.28) + layer(palette.near, 0.2) + layer(palette.light, 0.12);
}
