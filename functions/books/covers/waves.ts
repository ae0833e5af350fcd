/** Adventure: a low sun over layers of sea or mountains, and now and then a ship. */
import { mix } from './colours.ts';
import type { Random } from './random.ts';
import { type Canvas, circle, line, type Motif, type Point, polygon, repeat, ring, round, shape } from './shapes.ts';

export const drawWaves: Motif = (canvas, random) => {
  const { width, height, visible, palette } = canvas;
  const horizon = visible * random.between(0.5, 0.62);
  const count = random.whole(4, 6);
  const isSea = random.chance(0.6);
  const step = (height - horizon) / count;
  const ship = isSea && random.chance(0.75) ? drawShip(width * random.between(0.3, 0.7), horizon + step, canvas) : '';
  const layers = repeat(count, (index) => {
    const colour = mix(palette.far, palette.near, index / (count - 1));
    const top = horizon + step * index;
    const layer = shape(isSea ? wave(canvas, top, random) : ridge(canvas, top, random), colour);
    return index === 1 ? ship + layer : layer;
  });
  return drawSun(canvas, horizon, random) + drawBirds(canvas, random) + layers;
};

function drawSun({ width, palette }: Canvas, horizon: number, random: Random): string {
  const radius = random.between(58, 96);
  const x = width * random.between(0.3, 0.7);
  const y = horizon - radius * random.between(0.1, 0.75);
  const halo = random.chance(0.6) ? repeat(3, (i) => ring(x, y, radius + 14 + i * 16, palette.light, 4 - i, 0.7)) : '';
  return halo + circle(x, y, radius, palette.light);
}

function drawBirds({ width, visible, palette }: Canvas, random: Random): string {
  const bird = (): string => {
    const [x, y] = [random.between(0.1, 0.85) * width, random.between(0.07, 0.25) * visible];
    const span = random.between(7, 13);
    return `M${round(x)} ${round(y)}q${round(span * 0.6)} ${round(-span * 0.7)} ${round(span)} 0q${round(span * 0.4)} ${round(-span * 0.7)} ${round(span)} 0`;
  };
  return line(repeat(random.whole(2, 5), bird), palette.near, { width: 2.2, cap: 'round' });
}

/** A row of even swells, begun left of the edge so that no two layers are in step. */
function wave({ width, height }: Canvas, top: number, random: Random): string {
  const half = random.between(46, 78);
  const rise = random.between(16, 30);
  const swells = Math.ceil(width / half) + 2;
  const start = -random.between(0, 2) * half;
  const first = `q${round(half / 2)} ${round(-rise)} ${round(half)} 0`;
  return `M${round(start)} ${round(top)}${first}${repeat(swells, () => `t${round(half)} 0`)}V${height}H${round(start)}z`;
}

function ridge({ width, height }: Canvas, top: number, random: Random): string {
  const points: Point[] = [[-20, top + random.between(0, 20)]];
  let isPeak = random.chance(0.5);
  for (let x = random.between(10, 50); x < width + 60; x += random.between(34, 78)) {
    points.push([x, top + (isPeak ? -random.between(26, 74) : random.between(-8, 26))]);
    isPeak = !isPeak;
  }
  return polygon([...points, [width + 60, height], [-20, height]]);
}

function drawShip(x: number, y: number, { palette }: Canvas): string {
  const hull = `M${round(x - 44)} ${round(y - 26)}h88l-16 34h-56z`;
  const sails = `M${round(x - 3)} ${round(y - 124)}v88h-40zM${round(x + 4)} ${round(y - 108)}v72h38z`;
  return shape(hull, palette.near) + shape(sails, mix(palette.light, '#ffffff', 0.55));
}
