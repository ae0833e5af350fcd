/** Colours as `#rrggbb`: mixing two of them, and measuring whether text can be read on one. */

export type Colour = `#${string}`;

const readableContrast = 4.5;

export function mix(from: Colour, to: Colour, share: number): Colour {
  const target = channels(to);
  const mixed = channels(from).map((value, i) => Math.round(value + ((target[i] ?? value) - value) * share));
  return `#${mixed.map((value) => value.toString(16).padStart(2, '0')).join('')}`;
}

/** Contrast ratio as WCAG 2 defines it: 1 for equal colours, 21 for black on white. */
export function contrast(a: Colour, b: Colour): number {
  const [la, lb] = [luminance(a), luminance(b)];
  return (Math.max(la, lb) + 0.05) / (Math.min(la, lb) + 0.05);
}

/** The wished-for colour where it can be read on the ground, else black or white, whichever stands out more. */
export function inkOn(ground: Colour, wished: Colour): Colour {
  if (contrast(ground, wished) >= readableContrast) return wished;
  return contrast(ground, '#000000') > contrast(ground, '#ffffff') ? '#000000' : '#ffffff';
}

function channels(colour: Colour): number[] {
  return [1, 3, 5].map((start) => Number.parseInt(colour.slice(start, start + 2), 16));
}

function luminance(colour: Colour): number {
  const [red = 0, green = 0, blue = 0] = channels(colour).map((value) => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
