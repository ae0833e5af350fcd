/** History: painted bands, as on a vase or a frieze. */
import type { Colour } from './colours.ts';
import { mix } from './colours.ts';
import { dots, line, type Motif, rect, repeat, round, shape } from './shapes.ts';

type Band = {
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly ground: Colour;
  readonly paint: Colour;
  readonly accent: Colour;
};

export const drawFriezes: Motif = ({ width, height, palette }, random) => {
  const pairs = [
    [palette.near, palette.light, palette.far],
    [palette.far, palette.ground, palette.near],
    [palette.light, palette.near, palette.far],
    [palette.middle, palette.ground, palette.light],
    [palette.ground, palette.far, palette.near],
  ] as const;
  let drawn = '';
  let last = random.whole(0, pairs.length - 1);
  for (let y = 0; y < height; ) {
    const tall = random.pick([26, 44, 60, 78, 96]);
    last = (last + random.whole(1, pairs.length - 1)) % pairs.length;
    const [ground, paint, accent] = pairs[last] ?? pairs[0];
    const band = { y: y + 5, width, height: tall, ground, paint, accent };
    const ornament = tall < 40 ? random.pick([drawBeads, drawTeeth]) : random.pick(ornaments);
    drawn +=
      rect(0, y, width, 5, mix(palette.near, palette.ground, 0.1)) +
      rect(0, y + 5, width, tall, ground) +
      ornament(band);
    y += tall + 5;
  }
  return drawn;
};

type Ornament = (band: Band) => string;

const ornaments: readonly [Ornament, ...Ornament[]] = [
  drawTeeth,
  drawKeys,
  drawBeads,
  drawChevrons,
  drawFans,
  drawRunningWaves,
  drawLozenges,
];

function drawTeeth({ y, width, height, paint }: Band): string {
  const step = width / Math.round(width / Math.max(height * 0.8, 25));
  const teeth = repeat(
    Math.round(width / step),
    () => `l${round(step / 2)} ${round(-height * 0.76)} ${round(step / 2)} ${round(height * 0.76)}`,
  );
  return shape(`M0 ${round(y + height * 0.88)}${teeth}z`, paint);
}

/** The Greek key: a line that turns in on itself and comes out again. */
function drawKeys({ y, width, height, paint }: Band): string {
  const unit = height / 6;
  const step = unit * 6;
  const u = (times: number): number => round(unit * times);
  const key = (): string =>
    `v${u(-4)}h${u(4)}v${u(2.8)}h${u(-2)}v${u(-1.2)}m0 ${u(1.2)}h${u(2)}m0 ${u(-2.8)}m0 ${u(4)}h${u(2)}`;
  const start = (width % step) / 2 - step;
  return line(`M${round(start)} ${round(y + unit * 5)}${repeat(Math.ceil(width / step) + 2, key)}`, paint, {
    width: unit * 0.8,
    cap: 'square',
  });
}

function drawBeads({ y, width, height, paint, accent }: Band): string {
  const count = Math.round(width / height);
  const places = Array.from({ length: count }, (_, i) => [((i + 0.5) * width) / count, y + height / 2] as const);
  return dots(places, paint, height * 0.72) + dots(places, accent, height * 0.3);
}

function drawChevrons({ y, width, height, paint, accent }: Band): string {
  const step = width / Math.round(width / (height * 0.9));
  const zigzag = (top: number): string =>
    `M${round(-step / 2)} ${round(top)}${repeat(Math.round(width / step) + 1, () => `l${round(step / 2)} ${round(height * 0.4)} ${round(step / 2)} ${round(-height * 0.4)}`)}`;
  return (
    line(zigzag(y + height * 0.2), paint, { width: height * 0.14 }) +
    line(zigzag(y + height * 0.42), accent, { width: height * 0.12 })
  );
}

function drawFans({ y, width, height, paint, accent }: Band): string {
  const count = Math.round(width / (height * 1.3));
  const radius = width / count / 2;
  const fan = (i: number, share: number): string => {
    const r = round(Math.min(radius, height * 0.85) * share);
    return `M${round((2 * i + 1) * radius - r)} ${round(y + height)}a${r} ${r} 0 0 1 ${round(2 * r)} 0z`;
  };
  return (
    shape(
      repeat(count, (i) => fan(i, 0.95)),
      paint,
    ) +
    shape(
      repeat(count, (i) => fan(i, 0.5)),
      accent,
    )
  );
}

function drawRunningWaves({ y, width, height, paint }: Band): string {
  const half = width / Math.round(width / (height * 0.8));
  const swells = repeat(Math.round(width / half) + 1, () => `t${round(half)} 0`);
  const wave = (at: number): string =>
    `M0 ${round(y + height * at)}q${round(half / 2)} ${round(-height * 0.34)} ${round(half)} 0${swells}`;
  return line(wave(0.36) + wave(0.64), paint, { width: height * 0.12 });
}

function drawLozenges({ y, width, height, paint, accent }: Band): string {
  const count = Math.round(width / (height * 0.75));
  const step = width / count;
  const lozenge = (i: number, share: number): string => {
    const [w, h] = [round((step / 2) * share), round(height * 0.42 * share)];
    return `M${round((i + 0.5) * step - w)} ${round(y + height / 2)}l${w} ${-h} ${w} ${h} ${-w} ${h}z`;
  };
  return (
    shape(
      repeat(count, (i) => lozenge(i, 0.94)),
      paint,
    ) +
    shape(
      repeat(count, (i) => lozenge(i, 0.45)),
      accent,
    )
  );
}
