/** Drama: a curtain drawn aside, a spotlight, and one thing left on the stage. */
import { mix } from './colours.ts';
import { drawMasks } from './masks.ts';
import type { Random } from './random.ts';
import { type Canvas, circle, type Motif, polar, polygon, rect, repeat, round, shape } from './shapes.ts';

export const drawStage: Motif = (canvas, random) =>
  random.pick([drawCurtains, drawMasks, drawCurtains])(canvas, random);

function drawCurtains(canvas: Canvas, random: Random): string {
  const { height, visible, palette, width } = canvas;
  const floor = visible * random.between(0.76, 0.84);
  const spot = width * random.between(0.44, 0.56);
  return (
    rect(0, floor, width, height - floor, mix(palette.ground, palette.near, 0.7)) +
    drawLight(canvas, spot, floor, random) +
    random.pick([drawCrown, drawMoon, drawStar])(canvas, spot, floor) +
    drawDrape(canvas, random) +
    drawValance(canvas, random)
  );
}

function drawLight({ palette, visible, width }: Canvas, x: number, floor: number, random: Random): string {
  const from = width * random.pick([0.15, 0.5, 0.85]);
  const reach = width * 0.22;
  const y = (floor + visible) / 2 - 8;
  const cone = polygon([
    [from - 12, 0],
    [from + 12, 0],
    [x + reach, y],
    [x - reach, y],
  ]);
  const pool = `<ellipse cx="${round(x)}" cy="${round(y)}" rx="${round(reach)}" ry="20" fill="${palette.light}"/>`;
  return shape(cone, palette.light, 0.28) + pool;
}

/** Each fold hangs from the rail, is gathered at the side and falls straight from there. */
function drawDrape({ width, height, visible, palette }: Canvas, random: Random): string {
  const folds = random.whole(5, 7);
  const opening = random.between(0.36, 0.46) * width;
  const knot = visible * random.between(0.5, 0.62);
  const gather = random.between(0.26, 0.36);
  const fold = (i: number, mirrored: boolean): string => {
    const x = (value: number): number => round(mirrored ? width - value : value);
    const outer = (opening * (folds - i)) / folds;
    const colour = i % 2 ? palette.middle : mix(palette.far, palette.middle, i / folds / 2);
    const waist = outer * gather + 14;
    const side = `C${x(outer)} ${round(knot * 0.55)} ${x(waist * 1.3)} ${round(knot * 0.85)} ${x(waist)} ${round(knot)}`;
    const fall = `C${x(waist * 1.1)} ${round(knot + 60)} ${x(waist * 1.35)} ${round(height * 0.9)} ${x(waist * 1.4)} ${height}`;
    return shape(`M${x(0)} 0H${x(outer)}${side}${fall}H${x(0)}z`, colour);
  };
  const tie = (x: number): string => rect(x, knot - 7, opening * gather + 22, 14, palette.light);
  const sides = repeat(folds, (i) => fold(i, false) + fold(i, true));
  return sides + tie(-4) + tie(width - opening * gather - 18);
}

function drawValance({ width, palette }: Canvas, random: Random): string {
  const swags = random.whole(4, 6);
  const span = width / swags;
  const deep = random.between(40, 58);
  const swag = (i: number, drop: number): string =>
    `M${round(i * span)} 0v18q${round(span / 2)} ${round(drop * 1.5)} ${round(span)} 0V0z`;
  return (
    shape(
      repeat(swags, (i) => swag(i, deep + 12)),
      palette.light,
    ) +
    shape(
      repeat(swags, (i) => swag(i, deep)),
      palette.far,
    ) +
    shape(
      repeat(swags, (i) => swag(i, deep * 0.45)),
      palette.middle,
    )
  );
}

function drawCrown({ palette }: Canvas, x: number, floor: number): string {
  const [left, top] = [x - 34, floor - 46];
  const crown = polygon([
    [left, top],
    [left + 17, top + 24],
    [x, top - 10],
    [left + 51, top + 24],
    [left + 68, top],
    [left + 60, floor + 8],
    [left + 8, floor + 8],
  ]);
  return shape(crown, palette.light);
}

function drawMoon({ palette }: Canvas, x: number, floor: number): string {
  return circle(x, floor - 70, 40, palette.light) + circle(x + 17, floor - 78, 34, palette.ground);
}

function drawStar({ palette }: Canvas, x: number, floor: number): string {
  const corners = Array.from({ length: 10 }, (_, i) =>
    polar(x, floor - 60, i % 2 ? 18 : 44, (i * Math.PI) / 5 - Math.PI / 2),
  );
  return shape(polygon(corners), palette.light);
}
