/** Poetry: stems, leaves and a few flowers against a quiet disc. */
import { type Colour, mix } from './colours.ts';
import type { Random } from './random.ts';
import { type Canvas, circle, dots, line, type Motif, type Point, polar, repeat, round, shape } from './shapes.ts';

type Stem = { readonly from: Point; readonly via: Point; readonly to: Point };

export const drawLeaves: Motif = (canvas, random) => {
  const { width, height, focus, palette } = canvas;
  const disc = circle(
    focus.x + random.between(-70, 70),
    focus.y - random.between(0, 50),
    random.between(84, 130),
    palette.light,
  );
  const count = random.whole(4, 6);
  const isHanging = random.chance(0.2);
  const stems = repeat(count, (i) => {
    const share = (i + 0.5) / count;
    const stem = growStem(canvas, share, random);
    const colour = random.pick([palette.middle, palette.near, mix(palette.middle, palette.near, 0.5)]);
    return drawStem(stem, colour, random) + drawFlower(canvas, stem, i, random);
  });
  const placed = isHanging ? `<g transform="matrix(1 0 0 -1 0 ${height})">${stems}</g>` : stems;
  return disc + drawPollen(width, height, mix(palette.ground, palette.far, 0.6), random) + placed;
};

function growStem({ width, height, visible }: Canvas, share: number, random: Random): Stem {
  const foot = width * (0.25 + share * 0.5);
  const tip = width * (share * 1.06 - 0.03) + random.between(-20, 20);
  const top = visible * random.between(0.16, 0.6);
  return { from: [foot, height + 8], via: [foot + random.between(-50, 50), height - visible * 0.4], to: [tip, top] };
}

function drawStem(stem: Stem, colour: Colour, random: Random): string {
  const { from, via, to } = stem;
  const pairs = random.whole(5, 8);
  const isFern = random.chance(0.35);
  const leaves = repeat(pairs * 2, (i) => {
    const share = 0.16 + (0.8 * (i + 0.5)) / (pairs * 2);
    const [x, y, angle] = pointOn(stem, share);
    const side = i % 2 ? 1 : -1;
    const long = (isFern ? 44 : 58) * (1.15 - share * 0.6);
    return leaf([x, y], angle + side * (isFern ? 1.15 : 0.8), long, isFern ? 0.2 : 0.34);
  });
  const path = `M${from.map(round).join(' ')}Q${via.map(round).join(' ')} ${to.map(round).join(' ')}`;
  return line(path, colour, { width: 3.4, cap: 'round' }) + shape(leaves, colour);
}

/** Place and direction at a share of the way along a quadratic curve. */
function pointOn({ from, via, to }: Stem, t: number): readonly [x: number, y: number, angle: number] {
  const at = (k: 0 | 1): number => (1 - t) ** 2 * from[k] + 2 * t * (1 - t) * via[k] + t ** 2 * to[k];
  const slope = (k: 0 | 1): number => (1 - t) * (via[k] - from[k]) + t * (to[k] - via[k]);
  return [at(0), at(1), Math.atan2(slope(1), slope(0))];
}

function leaf([x, y]: Point, angle: number, long: number, fullness: number): string {
  const tip = polar(0, 0, long, angle);
  const [left, right] = [-1, 1].map((side) => polar(0, 0, long * 0.55, angle + side * fullness * 1.5)) as [
    Point,
    Point,
  ];
  const text = (points: readonly Point[]): string => points.flatMap((point) => point.map(Math.round)).join(' ');
  const back: Point = [right[0] - tip[0], right[1] - tip[1]];
  return `M${Math.round(x)} ${Math.round(y)}q${text([left, tip])}q${text([back, [-tip[0], -tip[1]]])}z`;
}

function drawFlower({ palette }: Canvas, { to: [x, y] }: Stem, index: number, random: Random): string {
  if (random.chance(0.25)) return '';
  const petals = random.pick([5, 6, 8]);
  const size = random.between(13, 20);
  const colour = index % 2 ? palette.far : mix(palette.far, '#ffffff', 0.35);
  const places = Array.from({ length: petals }, (_, i) => polar(x, y, size, (i * 2 * Math.PI) / petals));
  return (
    dots(places, colour, size * (9 / petals)) +
    circle(x, y, size * 0.62, palette.near) +
    circle(x, y, size * 0.34, palette.light)
  );
}

function drawPollen(width: number, height: number, colour: Colour, random: Random): string {
  const places = Array.from({ length: 14 }, (): Point => [random.between(0, width), random.between(0, height * 0.6)]);
  return dots(places, colour, 5);
}
