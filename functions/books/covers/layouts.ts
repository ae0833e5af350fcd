/** How the drawing, the title and the author share a cover: four ways to lay them out. */
import { type Colour, inkOn, mix } from './colours.ts';
import type { Palette } from './palettes.ts';
import { circle, line, rect, round, shape } from './shapes.ts';
import { setText, type TextBlock } from './type.ts';

export const coverWidth = 400;
export const coverHeight = 600;

export type Box = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };

type Parts = {
  readonly palette: Palette;
  readonly title: TextBlock;
  readonly subtitle: TextBlock;
  readonly author: TextBlock;
  readonly ornament: Ornament;
  /** Draws the motif into a box; `visible` says how much of its height nothing will cover. */
  readonly drawArt: (box: Box, visible: number) => string;
};

export type Layout = (parts: Parts) => string;
export type Ornament = (x: number, y: number, colour: Colour) => string;

export const layouts: readonly [Layout, ...Layout[]] = [drawFoot, drawHead, drawWindow, drawPlate];
export const ornaments: readonly [Ornament, ...Ornament[]] = [drawDiamond, drawBeads, drawRule, drawFleuron];

const margin = 34;
const gap = 18;
const centre = coverWidth / 2;

/** The drawing above, a plain panel below with the words set to the left. */
function drawFoot(parts: Parts): string {
  const { palette, title, subtitle, author, drawArt } = parts;
  const panelHeight = 34 + headingHeight(title, subtitle) + gap * 2 + author.height + 30;
  const top = coverHeight - panelHeight;
  const place = { x: margin, anchor: 'start', fill: inkOn(palette.panel, palette.ink) } as const;
  const accent = accentOn(palette);
  return (
    drawArt({ x: 0, y: 0, width: coverWidth, height: top }, top) +
    rect(0, top, coverWidth, panelHeight, palette.panel) +
    rect(0, top, coverWidth, 6, accent) +
    setHeading(title, subtitle, top + 34, place) +
    rect(margin, coverHeight - 30 - author.height - gap, 46, 3, accent) +
    setText(author, { ...place, top: coverHeight - 30 - author.height })
  );
}

/** The words above in the middle, the drawing below, the author on a strip at the foot. */
function drawHead(parts: Parts): string {
  const { palette, title, subtitle, author, ornament, drawArt } = parts;
  const panelHeight = 44 + headingHeight(title, subtitle) + 44;
  const strip = author.height + 32;
  const artHeight = coverHeight - panelHeight - strip;
  const place = { x: centre, anchor: 'middle', fill: inkOn(palette.panel, palette.ink) } as const;
  return (
    drawArt({ x: 0, y: panelHeight, width: coverWidth, height: artHeight }, artHeight) +
    rect(0, 0, coverWidth, panelHeight, palette.panel) +
    rect(0, coverHeight - strip, coverWidth, strip, palette.panel) +
    setHeading(title, subtitle, 44, place) +
    ornament(centre, panelHeight - 24, accentOn(palette)) +
    setText(author, { ...place, top: coverHeight - strip + 16 })
  );
}

/** Paper all over, the drawing as a framed picture, the words beneath it. */
function drawWindow(parts: Parts): string {
  const { palette, title, subtitle, author, ornament, drawArt } = parts;
  const words = headingHeight(title, subtitle) + author.height + gap * 2 + 20;
  const box = { x: margin, y: margin, width: coverWidth - 2 * margin, height: coverHeight - margin * 2 - words };
  const place = { x: centre, anchor: 'middle', fill: inkOn(palette.panel, palette.ink) } as const;
  const accent = accentOn(palette);
  const authorTop = coverHeight - margin + 4 - author.height;
  const headingTop = box.y + box.height + 24;
  const frame = `M${box.x - 7} ${box.y - 7}h${box.width + 14}v${round(box.height + 14)}h-${box.width + 14}z`;
  return (
    rect(0, 0, coverWidth, coverHeight, palette.panel) +
    drawArt(box, box.height) +
    line(frame, accent, { width: 2 }) +
    setHeading(title, subtitle, headingTop, place) +
    ornament(centre, (headingTop + headingHeight(title, subtitle) + authorTop) / 2, accent) +
    setText(author, { ...place, top: authorTop })
  );
}

/** The drawing all over, a label with a double rule pasted on it. */
function drawPlate(parts: Parts): string {
  const { palette, title, subtitle, author, ornament, drawArt } = parts;
  const height = 36 + headingHeight(title, subtitle) + 44 + author.height + 32;
  const top = coverHeight - height - 44;
  const width = coverWidth - 2 * margin;
  const place = { x: centre, anchor: 'middle', fill: inkOn(palette.panel, palette.ink) } as const;
  const accent = accentOn(palette);
  const rule = `M${margin + 8} ${round(top + 8)}h${width - 16}v${round(height - 16)}h-${width - 16}z`;
  return (
    drawArt({ x: 0, y: 0, width: coverWidth, height: coverHeight }, top) +
    rect(margin, top, width, height, palette.panel) +
    line(rule, accent, { width: 1.6 }) +
    setHeading(title, subtitle, top + 36, place) +
    ornament(centre, top + 36 + headingHeight(title, subtitle) + 20, accent) +
    setText(author, { ...place, top: top + height - 32 - author.height })
  );
}

type Setting = { readonly x: number; readonly anchor: 'start' | 'middle'; readonly fill: Colour };

function headingHeight(title: TextBlock, subtitle: TextBlock): number {
  return title.height + (subtitle.height > 0 ? 8 + subtitle.height : 0);
}

function setHeading(title: TextBlock, subtitle: TextBlock, top: number, setting: Setting): string {
  return setText(title, { ...setting, top }) + setText(subtitle, { ...setting, top: top + title.height + 8 });
}

/** Ornaments take the first colour of the drawing that shows on the panel. */
function accentOn({ panel, ink, light, far, middle }: Palette): Colour {
  return (
    [light, far, middle].find((colour) => colour !== panel && inkOn(panel, colour) === colour) ?? mix(ink, panel, 0.35)
  );
}

function drawDiamond(x: number, y: number, colour: Colour): string {
  return (
    shape(`M${x} ${round(y - 6)}l6 6-6 6-6-6z`, colour) +
    line(`M${x - 48} ${round(y)}h32M${x + 16} ${round(y)}h32`, colour, { width: 1.6 })
  );
}

function drawBeads(x: number, y: number, colour: Colour): string {
  return circle(x - 16, y, 3, colour) + circle(x, y, 4.2, colour) + circle(x + 16, y, 3, colour);
}

function drawRule(x: number, y: number, colour: Colour): string {
  return line(`M${x - 30} ${round(y - 2)}h60M${x - 18} ${round(y + 3)}h36`, colour, { width: 1.8 });
}

function drawFleuron(x: number, y: number, colour: Colour): string {
  const leaf = (side: 1 | -1): string =>
    `M${x + side * 3} ${round(y)}q${side * 10}-11 ${side * 30}-2q${-side * 14} 12 ${-side * 30} 2z`;
  return shape(leaf(1) + leaf(-1), colour) + circle(x, y, 2.6, colour);
}
