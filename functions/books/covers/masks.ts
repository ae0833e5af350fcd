/** Drama, too: the laughing and the weeping mask before a burst of rays. */
import { type Colour, mix } from './colours.ts';
import type { Random } from './random.ts';
import { type Canvas, line, type Motif, polar, polygon, repeat, round, shape } from './shapes.ts';

export const drawMasks: Motif = (canvas, random) => {
  const { focus, visible, palette } = canvas;
  const size = Math.min(1.5, visible / 250);
  const apart = 52 * size;
  const sides = random.chance(0.5) ? ([-1, 1] as const) : ([1, -1] as const);
  const weeping = drawMask(
    [focus.x + sides[0] * apart, focus.y - 22 * size],
    size,
    sides[0] * 13,
    mix(palette.far, palette.light, 0.25),
    palette,
    'weeping',
  );
  const laughing = drawMask(
    [focus.x + sides[1] * apart, focus.y + 14 * size],
    size,
    sides[1] * 11,
    palette.light,
    palette,
    'laughing',
  );
  return drawBurst(canvas, random) + weeping + laughing;
};

function drawBurst({ width, height, focus, palette }: Canvas, random: Random): string {
  const count = random.pick([20, 28, 36]);
  const step = (2 * Math.PI) / count;
  const reach = Math.hypot(width, height);
  const rays = repeat(count / 2, (i) =>
    polygon([
      [focus.x, focus.y],
      polar(focus.x, focus.y, reach, 2 * i * step),
      polar(focus.x, focus.y, reach, (2 * i + 1) * step),
    ]),
  );
  return shape(rays, palette.middle);
}

type Mood = 'laughing' | 'weeping';

const features: ReadonlyMap<Mood, { readonly eyes: string; readonly mouth: string; readonly brows: string }> = new Map([
  [
    'laughing',
    {
      eyes: 'M-40-12q15-22 30 0q-15-9-30 0zM10-12q15-22 30 0q-15-9-30 0z',
      mouth: 'M-36 22q36 14 72 0q-8 44-36 44t-36-44z',
      brows: 'M-44-38q16-16 32-6M12-44q16-10 32 6',
    },
  ],
  [
    'weeping',
    {
      eyes: 'M-42-8q18-16 30-8q-10 16-30 8zM42-8q-18-16-30-8q10 16 30 8z',
      mouth: 'M-32 56q6-34 32-34t32 34q-32-22-64 0z',
      brows: 'M-46-24q14-4 30-22M46-24q-14-4-30-22',
    },
  ],
]);

function drawMask(
  [x, y]: readonly [number, number],
  size: number,
  tilt: number,
  face: Colour,
  palette: Canvas['palette'],
  mood: Mood,
): string {
  const { eyes = '', mouth = '', brows = '' } = features.get(mood) ?? {};
  const outline = 'M-64-66q64-22 128 0q10 118-64 166q-74-48-64-166z';
  const nose = 'M0-22q-2 22-9 32q9 7 18 0';
  const drawn =
    shape(outline, face) +
    shape('M0-77q32 0 64 11q10 118-64 166z', mix(face, palette.near, 0.18)) +
    shape(eyes + mouth, palette.near) +
    line(brows + nose, palette.near, { width: 4, cap: 'round' });
  return `<g transform="translate(${round(x)} ${round(y)}) rotate(${tilt}) scale(${Math.round(size * 80) / 100})">${drawn}</g>`;
}
