/** The few SVG elements that covers are drawn with. Coordinates are rounded to keep a cover small. */
import type { Colour } from './colours.ts';
import type { Palette } from './palettes.ts';
import type { Random } from './random.ts';

/** What a motif draws on: its size, how much of it stays in view above a label, and the middle of that. */
export type Canvas = {
  readonly width: number;
  readonly height: number;
  readonly visible: number;
  readonly focus: { readonly x: number; readonly y: number };
  readonly palette: Palette;
};

export type Motif = (canvas: Canvas, random: Random) => string;

type Stroke = { readonly width: number; readonly opacity?: number; readonly cap?: 'round' | 'square' };

export function round(value: number): number {
  return Math.round(value * 10) / 10;
}

export function rect(x: number, y: number, width: number, height: number, fill: Colour, opacity = 1): string {
  const box = `x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}"`;
  return `<rect ${box} fill="${fill}"${opacityOf(opacity)}/>`;
}

export function circle(x: number, y: number, radius: number, fill: Colour, opacity = 1): string {
  return `<circle cx="${round(x)}" cy="${round(y)}" r="${round(radius)}" fill="${fill}"${opacityOf(opacity)}/>`;
}

export function ring(x: number, y: number, radius: number, colour: Colour, width: number, opacity = 1): string {
  const place = `cx="${round(x)}" cy="${round(y)}" r="${round(radius)}"`;
  return `<circle ${place} fill="none" stroke="${colour}" stroke-width="${round(width)}"${opacityOf(opacity)}/>`;
}

export function shape(d: string, fill: Colour, opacity = 1): string {
  return `<path d="${d}" fill="${fill}"${opacityOf(opacity)}/>`;
}

export function line(d: string, colour: Colour, { width, opacity = 1, cap }: Stroke): string {
  const ends = cap ? ` stroke-linecap="${cap}"` : '';
  return `<path d="${d}" fill="none" stroke="${colour}" stroke-width="${round(width)}"${ends}${opacityOf(opacity)}/>`;
}

/** Many dots of one size for a few characters each: a line of no length with round or square ends. */
export function dots(
  places: readonly Point[],
  colour: Colour,
  size: number,
  cap: 'round' | 'square' = 'round',
): string {
  if (places.length === 0) return '';
  return line(places.map(([x, y]) => `M${round(x)} ${round(y)}h0`).join(''), colour, { width: size, cap });
}

export type Point = readonly [x: number, y: number];

export function polygon(points: readonly Point[]): string {
  return `M${points.map(([x, y]) => `${round(x)} ${round(y)}`).join('L')}z`;
}

/** The point at a distance and an angle in radians, zero pointing right and growing clockwise. */
export function polar(x: number, y: number, distance: number, angle: number): Point {
  return [x + distance * Math.cos(angle), y + distance * Math.sin(angle)];
}

/** Calls back for 0, 1 … count - 1 and joins what is drawn. */
export function repeat(count: number, draw: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => draw(index)).join('');
}

function opacityOf(opacity: number): string {
  return opacity === 1 ? '' : ` opacity="${Math.round(opacity * 100) / 100}"`;
}
