/** Mystery: one lit window in a dark street, or an eye's view through the keyhole. */
import { mix } from './colours.ts';
import { drawFingerprint } from './fingerprint.ts';
import type { Random } from './random.ts';
import {
  type Canvas,
  circle,
  dots,
  line,
  type Motif,
  type Point,
  polar,
  polygon,
  rect,
  repeat,
  ring,
  round,
  shape,
} from './shapes.ts';

export const drawWindows: Motif = (canvas, random) =>
  random.pick([drawStreet, drawKeyhole, drawFingerprint, drawStreet])(canvas, random);

function drawStreet(canvas: Canvas, random: Random): string {
  const { width, height, visible, focus, palette } = canvas;
  const moon = random.chance(0.6)
    ? circle(
        width * random.pick([0.2, 0.78]),
        visible * 0.16,
        random.between(26, 42),
        mix(palette.light, palette.ground, 0.25),
      )
    : drawRain(canvas, random);
  const back = drawHouses(canvas, visible * 0.34, palette.far, random);
  const front = drawHouses(canvas, visible * 0.54, palette.near, random);
  const [x, y] = [focus.x + random.pick([-66, -22, 22, 66]), visible * 0.73];
  const beam = polygon([
    [x - 13, y + 17],
    [x + 13, y + 17],
    [x + 78, height],
    [x - 78, height],
  ]);
  const sill =
    rect(x - 15, y - 21, 30, 42, palette.light) +
    rect(x - 1.5, y - 21, 3, 42, palette.near) +
    rect(x - 15, y - 3, 30, 3, palette.near);
  return moon + back.walls + back.panes + front.walls + front.panes + shape(beam, palette.light, 0.16) + sill;
}

/** Chimneyed house fronts of random widths, with dim windows in regular rows. */
function drawHouses(
  { width, height, palette }: Canvas,
  top: number,
  colour: Canvas['palette']['near'],
  random: Random,
): { walls: string; panes: string } {
  let walls = '';
  const panes: Point[] = [];
  for (let x = -random.between(0, 40); x < width; ) {
    const wide = random.pick([66, 88, 110]);
    const roof = top + random.between(-56, 40);
    const gable = random.chance(0.4)
      ? `l${wide / 2} ${-wide / 2.6} ${wide / 2} ${round(wide / 2.6)}`
      : `v-14h12v14h${wide - 12}`;
    walls += `M${round(x)} ${height}V${round(roof)}${gable}V${height}z`;
    for (let y = roof + 30; y < height; y += 44)
      for (let pane = x + 22; pane < x + wide - 10; pane += 33) panes.push([pane, y]);
    x += wide;
  }
  const dim = mix(colour, palette.ground, 0.45);
  return {
    walls: shape(walls, colour),
    panes: line(panes.map(([x, y]) => `M${round(x)} ${round(y)}v12`).join(''), dim, { width: 11 }),
  };
}

function drawRain({ width, height, palette }: Canvas, random: Random): string {
  const drop = (): string =>
    `M${round(random.between(0, width + 60))} ${round(random.between(-20, height * 0.5))}l-14 44`;
  return line(repeat(46, drop), mix(palette.ground, palette.light, 0.3), { width: 1.6 });
}

function drawKeyhole(canvas: Canvas, random: Random): string {
  const { width, height, focus, palette } = canvas;
  const { x, y } = focus;
  const count = random.pick([18, 24, 30]);
  const far = Math.hypot(width, height);
  const rays = repeat(count, (i) => {
    const angle = (i * 2 * Math.PI) / count;
    return i % 2 ? '' : polygon([[x, y], polar(x, y, far, angle), polar(x, y, far, angle + (2 * Math.PI) / count)]);
  });
  const head = random.between(42, 52);
  const hole = `M${round(x - head * 0.4)} ${round(y - 20)}h${round(head * 0.8)}l${round(head * 0.5)} ${round(head * 2.6)}h${round(-head * 1.8)}z`;
  const plate =
    circle(x, y + 16, 142, palette.near) +
    ring(x, y + 16, 128, palette.light, 2.5) +
    ring(x, y + 16, 154, palette.near, 5);
  const screws = dots(
    [
      [x, y - 94],
      [x, y + 126],
    ],
    mix(palette.near, palette.light, 0.55),
    11,
  );
  return (
    shape(rays, mix(palette.ground, palette.far, 0.75)) +
    plate +
    circle(x, y - 26, head, palette.light) +
    shape(hole, palette.light) +
    screws +
    drawFigure(canvas, x, y + head * 2)
  );
}

/** Somebody stands on the other side of the door. */
function drawFigure({ palette }: Canvas, x: number, foot: number): string {
  const coat = `M${round(x - 9)} ${round(foot + 10)}l3 -58q6 -9 12 0l3 58z`;
  const hat = `M${round(x - 13)} ${round(foot - 62)}h26v4h-26zM${round(x - 7)} ${round(foot - 74)}h14v12h-14z`;
  return shape(coat + hat, palette.near) + circle(x, foot - 55, 6.5, palette.near);
}
