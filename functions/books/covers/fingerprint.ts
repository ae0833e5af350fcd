/** Mystery, too: a fingerprint, its ridges broken here and there. */
import { mix } from './colours.ts';
import { circle, type Motif, repeat, round } from './shapes.ts';

export const drawFingerprint: Motif = ({ focus, visible, palette }, random) => {
  const { x, y } = focus;
  const size = Math.min(1.25, visible / 300);
  const tilt = random.whole(-24, 24);
  const ridges = repeat(10, (i) => {
    const rx = (9 + i * 11.5) * size;
    const ry = rx * (1.2 + 0.02 * i);
    const gaps = Array.from({ length: 4 }, (_, k) =>
      round(k % 2 ? random.between(14, 18) : random.between(0.6, 2.6) * rx + 20),
    );
    const colour = mix(palette.light, palette.far, Math.max(0, i - 5) / 5);
    const place = `cx="${round(x)}" cy="${round(y + i * 2.2)}" rx="${round(rx)}" ry="${round(ry)}"`;
    return `<ellipse ${place} stroke="${colour}" stroke-dasharray="${gaps.join(' ')}" stroke-dashoffset="${random.whole(0, 200)}"/>`;
  });
  const glow = repeat(3, (i) =>
    circle(x, y, (250 - i * 52) * size, mix(palette.ground, palette.middle, 0.35 + i * 0.3)),
  );
  const open = `fill="none" stroke-width="${round(6.6 * size)}" stroke-linecap="round"`;
  return `${glow}<g ${open} transform="rotate(${tilt} ${round(x)} ${round(y)})">${ridges}</g>`;
};
