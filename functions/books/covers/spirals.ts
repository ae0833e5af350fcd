/** Science: sunflower spirals, orbits, ripples, a double helix, and the curves that pendulums draw. */
import { mix } from './colours.ts';
import type { Random } from './random.ts';
import { type Canvas, circle, dots, line, type Motif, type Point, polar, repeat, ring, round } from './shapes.ts';

export const drawSpirals: Motif = (canvas, random) =>
  random.pick([drawSunflower, drawOrbits, drawPendulum, drawRipples, drawHelix])(canvas, random);

/** Seeds a golden angle apart, each a little further out: the densest packing that plants have found. */
function drawSunflower({ focus, palette }: Canvas, random: Random): string {
  const goldenAngle = Math.PI * (3 - Math.sqrt(5));
  const spread = random.between(12.5, 14.5);
  const start = random.between(0, 6.28);
  const bands = [
    palette.light,
    mix(palette.light, palette.far, 0.5),
    palette.far,
    mix(palette.far, palette.middle, 0.5),
    palette.middle,
  ];
  const perBand = 46;
  return bands
    .map((colour, band) => {
      const seeds = Array.from({ length: perBand }, (_, k) => band * perBand + k).map((i) =>
        polar(focus.x, focus.y, spread * Math.sqrt(i + 0.5), start + i * goldenAngle),
      );
      return dots(seeds, colour, 9 + band * 2.3);
    })
    .join('');
}

function drawOrbits({ focus: { x, y }, palette }: Canvas, random: Random): string {
  const count = random.whole(3, 5);
  const radius = random.between(150, 178);
  const tilt = random.between(0, 180);
  const orbits = repeat(count, (i) => {
    const colour = [palette.far, palette.middle, palette.light][i % 3] ?? palette.far;
    const turn = round(tilt + (i * 180) / count);
    const at = polar(0, 0, 1, random.between(0, 6.28));
    const electron = circle(x + at[0] * radius, y + at[1] * radius * 0.36, 10, palette.light);
    const ellipse = `<ellipse cx="${round(x)}" cy="${round(y)}" rx="${round(radius)}" ry="${round(radius * 0.36)}" fill="none" stroke="${colour}" stroke-width="5"/>`;
    return `<g transform="rotate(${turn} ${round(x)} ${round(y)})">${ellipse}${electron}</g>`;
  });
  const nucleus = Array.from({ length: 7 }, (_, i) => polar(x, y, i ? 17 : 0, i * 1.047));
  return (
    ring(x, y, radius + 14, mix(palette.ground, palette.middle, 0.4), 2) +
    orbits +
    dots(nucleus, palette.far, 22) +
    dots(nucleus.slice(0, 4), palette.light, 20)
  );
}

function drawPendulum({ focus, palette, width, visible }: Canvas, random: Random): string {
  const [a, b] = random.pick<Point>([
    [3, 2],
    [5, 4],
    [7, 5],
    [5, 3],
    [4, 3],
    [9, 7],
  ]);
  const phase = random.between(0.3, 1.2);
  const reach = Math.min(width, visible) * 0.44;
  const curve = (shift: number): string => {
    const point = (i: number): string => {
      const t = (i / 110) * 2 * Math.PI;
      return `${Math.round(focus.x + reach * Math.sin(a * t + phase + shift))} ${Math.round(focus.y + reach * 0.92 * Math.sin(b * t))}`;
    };
    return `M${Array.from({ length: 110 }, (_, i) => point(i)).join(' ')}z`;
  };
  return (
    circle(focus.x, focus.y, reach * 0.55, mix(palette.ground, palette.middle, 0.4)) +
    line(curve(0.34), palette.middle, { width: 3 }) +
    line(curve(0.17), palette.far, { width: 3 }) +
    line(curve(0), palette.light, { width: 4 })
  );
}

/** Two stones in a pond. */
function drawRipples({ focus, palette }: Canvas, random: Random): string {
  const apart = random.between(60, 110);
  const angle = random.between(-0.6, 0.6);
  const sources = [polar(focus.x, focus.y, apart, angle), polar(focus.x, focus.y, -apart, angle)];
  const rings = repeat(13, (i) =>
    sources
      .map(([x, y], k) => ring(x, y, 26 + i * 24, k ? palette.far : palette.middle, 5.5 - i * 0.3, 1 - i * 0.055))
      .join(''),
  );
  return rings + sources.map(([x, y]) => circle(x, y, 15, palette.light)).join('');
}

/** Two strands wind about each other; rungs are drawn where the strands are apart. */
function drawHelix({ width, focus, palette }: Canvas, random: Random): string {
  const turns = random.between(1.3, 1.9);
  const reach = random.between(62, 84);
  const steps = 34;
  const strand = (phase: number): Point[] =>
    Array.from({ length: steps + 1 }, (_, i) => {
      const along = -30 + ((width + 60) * i) / steps;
      return [along, focus.y + reach * Math.sin((i / steps) * turns * 2 * Math.PI + phase)];
    });
  const phase = random.between(0, 6.28);
  const [front, back] = [strand(phase), strand(phase + Math.PI)];
  const path = (points: readonly Point[]): string => `M${points.map(([x, y]) => `${round(x)} ${round(y)}`).join('L')}`;
  const rungs = front.map(([x, y], i) => `M${round(x)} ${round(y)}V${round(back[i]?.[1] ?? y)}`).join('');
  const drawn =
    line(rungs, mix(palette.ground, palette.middle, 0.6), { width: 4 }) +
    line(path(back), palette.middle, { width: 9, cap: 'round' }) +
    line(path(front), palette.far, { width: 9, cap: 'round' }) +
    dots(back, palette.middle, 17) +
    dots(front, palette.light, 19);
  return `<g transform="rotate(${random.pick([-32, -20, 20, 32])} ${round(focus.x)} ${round(focus.y)})">${drawn}</g>`;
}
