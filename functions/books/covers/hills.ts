/** Children's books: hills with balloons, a rainbow, a castle or a kite over them, with clouds and confetti. */
import { drawCastle, drawKite } from './castle.ts';
import { type Colour, mix } from './colours.ts';
import type { Random } from './random.ts';
import { type Canvas, circle, dots, line, type Motif, type Point, rect, repeat, round, shape } from './shapes.ts';

export const drawHillScene: Motif = (canvas, random) => {
  const drawScene = random.pick([drawBalloons, drawRainbow, drawCastle, drawKite]);
  return (
    drawConfetti(canvas, random) + drawClouds(canvas, random) + drawScene(canvas, random) + drawHills(canvas, random)
  );
};

function drawBalloons(canvas: Canvas, random: Random): string {
  const { focus, width, visible } = canvas;
  const [x, y] = [focus.x + random.between(-40, 40), focus.y - 30];
  const [farX, farY] = [width * random.pick([0.14, 0.86]), visible * random.between(0.14, 0.3)];
  return (
    drawBalloon(canvas, x, y, Math.min(visible * 0.28, random.between(78, 100)), random) +
    drawBalloon(canvas, farX, farY, random.between(22, 32), random)
  );
}

function drawConfetti({ width, height, palette }: Canvas, random: Random): string {
  const place = (): Point => [random.between(0, width), random.between(0, height * 0.8)];
  const many = (count: number): Point[] => Array.from({ length: count }, place);
  return dots(many(16), palette.light, 6) + dots(many(12), mix(palette.ground, '#ffffff', 0.6), 9);
}

function drawClouds({ width, height, palette }: Canvas, random: Random): string {
  const white = mix(palette.ground, '#ffffff', 0.75);
  return repeat(random.whole(2, 3), () => {
    const [x, y] = [random.between(0.05, 0.75) * width, random.between(0.08, 0.6) * height];
    const puffs: Point[] = [
      [x, y],
      [x + 26, y - 13],
      [x + 54, y - 4],
      [x + 76, y + 4],
    ];
    return dots(puffs, white, 40) + rect(x - 6, y + 4, 88, 16, white);
  });
}

/** Ever narrower ellipses in turning colours look like the gores of a round envelope. */
function drawBalloon({ palette }: Canvas, x: number, y: number, radius: number, random: Random): string {
  const [a, b] = random.pick<readonly [Colour, Colour]>([
    [palette.middle, palette.light],
    [palette.far, palette.light],
    [palette.middle, mix(palette.light, '#ffffff', 0.6)],
  ]);
  const gores = repeat(4, (i) => {
    const place = `cx="${round(x)}" cy="${round(y)}" rx="${round(radius * (1 - i * 0.28))}" ry="${round(radius)}"`;
    return `<ellipse ${place} fill="${i % 2 ? b : a}"/>`;
  });
  const basketTop = y + radius * 1.45;
  const reach = radius * 0.62;
  const ropes = `M${round(x - reach)} ${round(y + radius * 0.76)}L${round(x - radius * 0.16)} ${round(basketTop)}M${round(x + reach)} ${round(y + radius * 0.76)}L${round(x + radius * 0.16)} ${round(basketTop)}`;
  const basket = rect(x - radius * 0.19, basketTop, radius * 0.38, radius * 0.3, palette.near);
  return line(ropes, palette.near, { width: Math.max(1.2, radius / 45) }) + gores + basket;
}

function drawRainbow({ width, focus, height, palette }: Canvas, random: Random): string {
  const x = focus.x + random.between(-50, 50);
  const y = Math.min(height * 0.8, focus.y + 110);
  const colours = [palette.middle, palette.far, palette.light, mix(palette.near, palette.ground, 0.35), palette.ground];
  const outer = width * random.between(0.42, 0.5);
  return colours.map((colour, i) => circle(x, y, outer - i * 26, colour)).join('');
}

function drawHills({ width, height, palette }: Canvas, random: Random): string {
  const hill = (left: number, top: number, colour: Colour): string =>
    shape(`M${round(left)} ${height}q${round(width * 0.4)} ${round(-2 * top)} ${round(width * 0.8)} 0z`, colour);
  const top = height * random.between(0.17, 0.25);
  const tree = (x: number, y: number): string =>
    rect(x - 2.5, y, 5, 30, palette.near) + circle(x, y - 6, 17, mix(palette.near, palette.light, 0.3));
  const back = hill(width * random.between(0.3, 0.5), top * 1.15, mix(palette.near, palette.light, 0.45));
  const trees = repeat(random.whole(1, 3), (i) => tree(width * (0.08 + i * 0.13), height - top * 0.95 + i * 9));
  return (
    back +
    trees +
    hill(-width * 0.25, top, mix(palette.near, palette.light, 0.15)) +
    hill(width * 0.2, top * 0.6, palette.near)
  );
}
