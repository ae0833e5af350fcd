/** Science fiction: a planet, a constellation, and sometimes a horizon to stand on. */
import { mix } from './colours.ts';
import type { Random } from './random.ts';
import { type Canvas, circle, dots, line, type Motif, type Point, rect, repeat, round, shape } from './shapes.ts';

export const drawStars: Motif = (canvas, random) => {
  const ground = random.pick([drawGrid, drawDunes, () => '']);
  const planet = random.pick([drawRingedPlanet, drawEclipse, drawStripedSun]);
  return drawSky(canvas, random) + planet(canvas, random) + drawConstellation(canvas, random) + ground(canvas, random);
};

function drawSky({ width, height, palette }: Canvas, random: Random): string {
  const some = (count: number): Point[] =>
    Array.from({ length: count }, () => [random.between(0, width), random.between(0, height)]);
  const faint = mix(palette.ground, palette.light, 0.55);
  return dots(some(46), faint, 2) + dots(some(20), palette.light, 3) + dots(some(6), palette.light, 5);
}

function drawRingedPlanet({ focus, palette }: Canvas, random: Random): string {
  const radius = random.between(76, 100);
  const [x, y] = [round(focus.x + random.between(-30, 30)), round(focus.y)];
  const [rx, ry] = [round(radius * 1.72), round(radius * 0.46)];
  const half = (sweep: 0 | 1): string =>
    line(`M${round(x - rx)} ${y}A${rx} ${ry} 0 0 ${sweep} ${round(x + rx)} ${y}`, palette.light, { width: 9 });
  const bands = repeat(3, (i) => {
    const dy = radius * (-0.45 + i * 0.42);
    const reach = Math.sqrt(radius ** 2 - dy ** 2);
    return line(`M${round(x - reach + 8)} ${round(y + dy)}h${round(2 * reach - 16)}`, palette.middle, {
      width: 12,
      cap: 'round',
      opacity: 0.75,
    });
  });
  const moon = circle(x + radius * 1.25, y - radius * 1.05, radius * 0.17, palette.light);
  const body = half(1) + circle(x, y, radius, palette.far) + bands + half(0);
  return `<g transform="rotate(${random.whole(-28, 28)} ${x} ${y})">${body}</g>${moon}`;
}

function drawEclipse({ focus, palette }: Canvas, random: Random): string {
  const radius = random.between(92, 124);
  const [dx, dy] = [random.between(18, 42), random.between(-30, 10)];
  const glow = repeat(3, (i) => circle(focus.x, focus.y, radius + 54 - i * 18, palette.far, 0.16 + i * 0.08));
  return (
    glow +
    circle(focus.x, focus.y, radius, palette.light) +
    circle(focus.x + dx, focus.y + dy, radius * 0.97, palette.near)
  );
}

/** The lower half is cut by ever wider gaps, as if the sun set behind blinds. */
function drawStripedSun({ focus, palette }: Canvas, random: Random): string {
  const radius = random.between(100, 130);
  const gaps = repeat(5, (i) =>
    rect(focus.x - radius - 2, focus.y + radius * (0.08 + i * 0.19), 2 * radius + 4, 4 + i * 2.6, palette.ground),
  );
  const upper = shape(
    `M${round(focus.x - radius)} ${round(focus.y)}a${round(radius)} ${round(radius)} 0 0 1 ${round(2 * radius)} 0z`,
    palette.light,
  );
  return circle(focus.x, focus.y, radius, mix(palette.light, palette.far, 0.55)) + upper + gaps;
}

function drawConstellation({ width, height, palette }: Canvas, random: Random): string {
  const left = random.between(0.06, 0.3) * width;
  const top = random.between(0.06, 0.14) * height;
  const stars = Array.from(
    { length: random.whole(5, 7) },
    (_, i): Point => [left + i * random.between(34, 44), top + random.between(0, 74)],
  );
  const path = `M${stars.map(([x, y]) => `${round(x)} ${round(y)}`).join('L')}`;
  return line(path, palette.light, { width: 1.4, opacity: 0.7 }) + dots(stars, palette.light, 7);
}

/** A chessboard plain in perspective: rows draw closer towards the horizon, columns meet in its middle. */
function drawGrid({ width, height, visible, palette }: Canvas): string {
  const horizon = visible * 0.8;
  const rows = repeat(7, (i) => `M0 ${round(horizon + (height - horizon) * (i / 6) ** 1.9)}h${width}`);
  const columns = repeat(
    15,
    (i) => `M${round(width / 2 + (i - 7) * 16)} ${round(horizon)}L${round(width / 2 + (i - 7) * 92)} ${height}`,
  );
  return rect(0, horizon, width, height - horizon, palette.near) + line(rows + columns, palette.far, { width: 1.8 });
}

function drawDunes({ width, height, visible, palette }: Canvas, random: Random): string {
  return repeat(3, (i) => {
    const top = visible * (0.8 + i * 0.08);
    const [a, b] = [random.between(-70, 30), random.between(-30, 60)];
    const crest = `C${round(width * 0.3)} ${round(top + a)} ${round(width * 0.6)} ${round(top + b)} ${width} ${round(top - 20)}`;
    return shape(`M0 ${height}V${round(top)}${crest}V${height}z`, mix(palette.middle, palette.near, i / 2));
  });
}
