/** Children's books, too: a castle with flags, or a kite on a long tail. */
import { mix } from './colours.ts';
import type { Random } from './random.ts';
import { type Canvas, line, polygon, rect, repeat, round, shape } from './shapes.ts';

export function drawCastle(canvas: Canvas, random: Random): string {
  const { focus, visible, height, palette } = canvas;
  const stone = mix(palette.far, palette.ground, 0.15);
  const foot = visible * 0.92;
  const count = random.whole(3, 4);
  const towers = repeat(count, (i) => {
    const wide = random.between(44, 58);
    const x = focus.x + (i - (count - 1) / 2) * 74 - wide / 2;
    const top = foot - visible * random.between(0.34, 0.56);
    return drawTower(canvas, { x, top, wide, bottom: height }, i % 2 ? stone : mix(stone, palette.near, 0.18), random);
  });
  const wall = focus.x - count * 36;
  const teeth = repeat(count * 3, (i) => `M${round(wall + i * 24)} ${round(foot - visible * 0.2)}h14v14h-14z`);
  const front = rect(wall, foot - visible * 0.2 + 12, count * 72, height, mix(stone, palette.near, 0.3));
  const gate = `M${round(focus.x - 22)} ${height}V${round(foot - 20)}a22 24 0 0 1 44 0V${height}z`;
  return towers + front + shape(teeth, mix(stone, palette.near, 0.3)) + shape(gate, palette.near);
}

type Tower = { readonly x: number; readonly top: number; readonly wide: number; readonly bottom: number };

function drawTower({ palette }: Canvas, tower: Tower, stone: Canvas['palette']['far'], random: Random): string {
  const { x, top, wide, bottom } = tower;
  const tip = top - wide * random.between(1.1, 1.5);
  const middle = x + wide / 2;
  const flag = `M${round(middle)} ${round(tip - 20)}l22 7-22 8z`;
  const panes = `M${round(middle)} ${round(top + 26)}v10M${round(middle)} ${round(top + 66)}v10`;
  return (
    rect(x, top, wide, bottom - top, stone) +
    line(`M${round(middle)} ${round(tip - 20)}V${round(tip + 4)}`, palette.near, { width: 2.4 }) +
    shape(flag, palette.light) +
    shape(
      polygon([
        [x - 7, top + 2],
        [middle, tip],
        [x + wide + 7, top + 2],
      ]),
      palette.middle,
    ) +
    line(panes, palette.light, { width: 11, cap: 'round' })
  );
}

export function drawKite({ focus, visible, palette }: Canvas, random: Random): string {
  const side = random.pick([-1, 1]);
  const size = Math.min(150, visible * 0.36);
  const [x, y] = [focus.x + side * 36, visible * 0.36];
  const [top, left, right, foot] = [
    [x + side * size * 0.3, y - size * 0.62],
    [x - size * 0.52, y - size * 0.1],
    [x + size * 0.52, y - size * 0.04],
    [x - side * size * 0.34, y + size * 0.78],
  ] as const;
  const at = foot.map(round).join(' ');
  const tail = `M${at}q${-side * 46} 20 ${-side * 30} 62t${-side * 34} 58t${side * 8} 64`;
  const bow = (dx: number, dy: number): string =>
    `M${round(foot[0] - side * dx)} ${round(foot[1] + dy)}l-13-8v16l26-16v16z`;
  return (
    line(tail, palette.near, { width: 2.4 }) +
    shape(bow(33, 40) + bow(42, 88) + bow(66, 134), palette.light) +
    shape(polygon([top, left, foot]), palette.middle) +
    shape(polygon([top, right, foot]), palette.far) +
    shape(polygon([top, left, [x, y - size * 0.08]]), palette.light) +
    shape(polygon([right, foot, [x, y - size * 0.08]]), mix(palette.light, '#ffffff', 0.5))
  );
}
