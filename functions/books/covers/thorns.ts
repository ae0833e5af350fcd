/** Horror: a great moon behind brambles or a bare tree, with bats. */
import { mix } from './colours.ts';
import type { Random } from './random.ts';
import { type Canvas, circle, line, type Motif, type Point, polar, polygon, repeat, round, shape } from './shapes.ts';

export const drawThorns: Motif = (canvas, random) => {
  const { focus, palette, width, height } = canvas;
  const radius = random.between(82, 122);
  const [x, y] = [focus.x + random.between(-60, 60), focus.y + random.between(-50, 10)];
  const halos = repeat(3, (i) => circle(x, y, radius + 120 - i * 40, mix(palette.ground, palette.far, 0.35 + i * 0.3)));
  const moon = circle(x, y, radius, palette.light) + drawCraters(canvas, x, y, radius, random);
  const hill = shape(
    `M0 ${height}V${round(height * 0.9)}Q${round(width * random.between(0.2, 0.8))} ${round(height * 0.78)} ${width} ${round(height * 0.88)}V${height}z`,
    palette.near,
  );
  const growth = random.chance(0.5) ? drawBrambles(canvas, random) : drawTree(canvas, random);
  return halos + moon + drawBats(canvas, x, y, random) + growth + hill;
};

function drawCraters({ palette }: Canvas, x: number, y: number, radius: number, random: Random): string {
  return repeat(random.whole(3, 5), () => {
    const [cx, cy] = polar(x, y, radius * random.between(0.2, 0.7), random.between(0, 6.28));
    return circle(cx, cy, radius * random.between(0.06, 0.17), mix(palette.light, palette.ground, 0.14));
  });
}

/** A stem wanders upwards; thorns leave it on alternate sides, so the whole is one silhouette. */
function drawBrambles({ width, height, palette }: Canvas, random: Random): string {
  return repeat(random.whole(3, 4), (stem) => {
    let [x, y] = [random.between(-0.1, 1.1) * width, height + 10];
    let angle = -Math.PI / 2 + random.between(-0.5, 0.5);
    let bend = random.between(-0.08, 0.08);
    const points: Point[] = [[x, y]];
    let thorns = '';
    for (let i = 0; i < 26; i++) {
      [x, y] = polar(x, y, 24, angle);
      points.push([x, y]);
      const side = i % 2 ? 1 : -1;
      thorns += polygon([polar(x, y, 7, angle), polar(x, y, 7, angle + Math.PI), polar(x, y, 21, angle + side * 1.2)]);
      bend = Math.max(-0.16, Math.min(0.16, bend + random.between(-0.07, 0.07)));
      angle += bend;
    }
    const colour = mix(palette.near, palette.middle, stem % 2 ? 0.5 : 0);
    const path = `M${points.map(([px, py]) => `${round(px)} ${round(py)}`).join('L')}`;
    return line(path, colour, { width: 8, cap: 'round' }) + shape(thorns, colour);
  });
}

function drawTree({ width, height, palette }: Canvas, random: Random): string {
  const limbs: string[] = ['', '', '', '', '', ''];
  const grow = (from: Point, angle: number, length: number, depth: number): void => {
    const to = polar(...from, length, angle);
    const via = polar(...from, length / 2, angle + random.between(-0.35, 0.35));
    limbs[depth] += `M${from.map(round).join(' ')}Q${via.map(round).join(' ')} ${to.map(round).join(' ')}`;
    if (depth === limbs.length - 1) return;
    grow(to, angle - random.between(0.25, 0.75), length * random.between(0.66, 0.84), depth + 1);
    grow(to, angle + random.between(0.25, 0.75), length * random.between(0.66, 0.84), depth + 1);
  };
  const isLeft = random.chance(0.5);
  grow([isLeft ? width * 0.12 : width * 0.88, height], -Math.PI / 2 + (isLeft ? 0.22 : -0.22), height * 0.3, 0);
  return limbs.map((path, depth) => line(path, palette.near, { width: 26 * 0.6 ** depth, cap: 'round' })).join('');
}

function drawBats({ palette }: Canvas, x: number, y: number, random: Random): string {
  const bat = (): string => {
    const size = random.between(9, 17);
    const u = (times: number): number => round(times * size);
    const at = `M${round(x + random.between(-130, 130))} ${round(y + random.between(-130, 60))}`;
    return `${at}q${u(0.9)} ${u(-1)} ${u(1.7)} ${u(-0.7)}q${u(-0.3)} ${u(0.5)} ${u(-0.1)} ${u(0.9)}q${u(-0.8)} ${u(-0.2)} ${u(-1.6)} ${u(0.5)}q${u(-0.8)} ${u(-0.7)} ${u(-1.6)} ${u(-0.5)}q${u(0.2)} ${u(-0.4)} ${u(-0.1)} ${u(-0.9)}q${u(0.8)} ${u(-0.3)} ${u(1.7)} ${u(0.7)}z`;
  };
  return shape(repeat(random.whole(2, 5), bat), palette.near);
}
