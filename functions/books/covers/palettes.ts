/** The colour schemes of each category's covers. */
import type { Colour } from './colours.ts';

/** `light` is the sun, the moon or the lit window; `near` to `far` are the layers of the drawing over the `ground`. */
export type Palette = {
  readonly ground: Colour;
  readonly light: Colour;
  readonly far: Colour;
  readonly middle: Colour;
  readonly near: Colour;
  readonly panel: Colour;
  readonly ink: Colour;
};

type Palettes = readonly [Palette, ...Palette[]];
type Row = readonly [
  ground: string,
  light: string,
  far: string,
  middle: string,
  near: string,
  panel: string,
  ink: string,
];

const palettes = new Map<string, Palettes>([
  [
    'adventure',
    [
      scheme('f4d9a8', 'e4572e', '3d9a9e', '17616b', '0b3440', 'fbf3e1', '0b3440'),
      scheme('f7b267', 'fde7c4', 'e0614f', '8a2f5b', '2a1c47', '2a1c47', 'fce9cf'),
      scheme('bfe3e0', 'fff6de', '4fb0a9', '1f7a7a', '10454f', '10454f', 'fdf6e3'),
      scheme('ecca74', 'fdf3d0', 'd4663f', '8f3426', '4a1a1c', 'fff6e0', '4a1a1c'),
    ],
  ],
  [
    'childrens',
    [
      scheme('bde4f4', 'ffd23f', 'ff8552', 'ee4266', '3a7d5c', 'fffaf0', '27476e'),
      scheme('fde2d0', 'ffc53a', '7ec4b8', 'f2695c', '40798c', 'f2695c', '2b1210'),
      scheme('2e4a7d', 'ffe08a', 'f08a8a', '7fc8c2', '1d2f57', '1d2f57', 'fff3cf'),
      scheme('dcefc2', 'fff2a8', 'f6a04d', '5aa469', '2c6e63', 'fff9e3', '2a5448'),
    ],
  ],
  [
    'classics',
    [
      scheme('f3e6cf', 'd9a441', 'c9784f', '8c3a33', '44202a', '44202a', 'f8e9cd'),
      scheme('23395b', 'e9c46a', '8fb8c4', '406e8e', '14233c', 'f6efdf', '14233c'),
      scheme('e5ddc8', 'f6f1e1', 'a3b18a', '588157', '2f4a39', 'faf6e9', '2f4a39'),
      scheme('5b1a2b', 'e8c48a', 'c65a5a', '8c2b3d', '330f1a', 'f7ead3', '5b1a2b'),
    ],
  ],
  [
    'computing',
    [
      scheme('0f2e2b', 'c8f169', '2f8f74', '1d5f54', '081c1b', '081c1b', 'd8f7a6'),
      scheme('f1ede2', 'f25c3a', '9ab8b5', '2d6a78', '17323c', 'f1ede2', '17323c'),
      scheme('1b1f3b', 'ffb454', '5a6ad0', '343f8f', '0f1226', 'ffb454', '1b1f3b'),
      scheme('dfe7ea', '0f6fde', '9db4c0', '4b6b83', '1d3142', '1d3142', 'f2f7fa'),
    ],
  ],
  [
    'drama',
    [
      scheme('1c1018', 'ffe1a1', 'b3202f', '7f1524', '3a0b14', 'f7ecd8', '5c0f1c'),
      scheme('10201f', 'f9e7b5', '1f7a6b', '135449', '08302b', '08302b', 'f9e7b5'),
      scheme('1a1433', 'ffd9a0', '7a3fa0', '52277a', '2a1350', 'ffe9cc', '2a1350'),
      scheme('2b0f0b', 'ffeed2', 'd9622b', 'a83d1b', '5e1d10', '5e1d10', 'ffeed2'),
    ],
  ],
  [
    'history',
    [
      scheme('f2e3c6', 'e0a458', 'c05b3c', '5f7470', '3a2b28', '3a2b28', 'f6e8cc'),
      scheme('1f3a4d', 'f0c987', 'd97b4a', '6d9aa0', '122430', 'f5ead6', '122430'),
      scheme('b5482f', 'f8d9a0', '2e4057', 'e58f57', '401b14', 'fbeed5', '6a2415'),
      scheme('e8dcc0', 'b88a3e', '7a8b5c', '9c4a2f', '2d3a2a', 'e8dcc0', '2d3a2a'),
    ],
  ],
  [
    'horror',
    [
      scheme('2a2f3a', 'f1e9d2', '4d5566', '1d212b', '0b0d12', '0b0d12', 'efe6cf'),
      scheme('7c1d1d', 'f6d7b0', 'a8322a', '4a0f12', '1a0507', '1a0507', 'f6d7b0'),
      scheme('253b34', 'd9e6a5', '3f5f50', '16261f', '08100d', 'dfe5bd', '142019'),
      scheme('40304f', 'f3b6a0', '6a4c74', '251a33', '0f0a18', '0f0a18', 'f5d9cf'),
    ],
  ],
  [
    'mystery',
    [
      scheme('1f2a44', 'ffd166', '34466e', '17203a', '0a0f1f', 'ffd166', '0a0f1f'),
      scheme('35524a', 'f2e2a4', '4f7568', '22382f', '101c17', '101c17', 'f2e8c4'),
      scheme('c9c2b0', 'd1372c', '8d8675', '4a463c', '1e1c18', '1e1c18', 'f3ede0'),
      scheme('47283f', 'ffb37a', '6f4163', '2c172a', '150a15', 'fbe6d2', '2c172a'),
    ],
  ],
  [
    'philosophy',
    [
      scheme('f3ecdd', 'e3b23c', 'd8572a', '2f6690', '16324f', 'f3ecdd', '16324f'),
      scheme('e9e4dc', 'f4f1ea', 'c8a27c', '7d6b5d', '33302e', '33302e', 'f4ede2'),
      scheme('263d42', 'f2cc8f', 'e07a5f', '81b29a', '182a2e', 'f6efe0', '182a2e'),
      scheme('f6d6bd', 'fff4e6', 'c3503f', '5d6d9a', '2a2f5b', '2a2f5b', 'fdeedd'),
    ],
  ],
  [
    'poetry',
    [
      scheme('f6e4dc', 'f2a07b', 'b9c49a', '6b8f71', '2f4f43', 'fdf7f0', '2f4f43'),
      scheme('23344a', 'f7d6c4', '6f9ca6', 'd98f8f', '141f30', '141f30', 'f9e6da'),
      scheme('e6e2f0', 'f7c873', '9d8cbf', '6a5794', '352c5a', '352c5a', 'f6f0ff'),
      scheme('d5e3d8', 'fdf6e3', 'dd8a6a', '4c8577', '1e3f3a', 'fdf6e3', '1e3f3a'),
    ],
  ],
  [
    'science',
    [
      scheme('12263a', 'f4d35e', 'ee964b', '2d7f9d', '0b1826', '0b1826', 'fbf3d5'),
      scheme('f4efe4', 'e4572e', '76b5a8', '29667a', '1b3644', 'f4efe4', '1b3644'),
      scheme('e2efe8', 'f08a4b', '7bb38d', '2f6f5e', '173f38', '173f38', 'eef7ef'),
      scheme('3b2048', 'ffc857', 'e9724c', '9b5fa8', '24122e', 'fff1d6', '3b2048'),
    ],
  ],
  [
    'science-fiction',
    [
      scheme('101b3b', 'ff9e6d', '7d5ba6', '37408f', '070d20', '070d20', 'ffe3cf'),
      scheme('2b0f3a', 'ffd6a5', 'ff5d8f', '7b2d8b', '16061f', 'ffe7d1', '2b0f3a'),
      scheme('0c3b45', 'f6f2d4', '33a1a1', '16626b', '05222a', 'f0efd8', '05323b'),
      scheme('e9a15b', 'fff0cf', 'c4552d', '7a2a2b', '331521', '331521', 'ffe6bf'),
    ],
  ],
]);

/** What a category without schemes of its own is drawn in. */
const anyPalettes: Palettes = [scheme('e9e4dc', 'e3b23c', 'c8784f', '4b6b83', '22313d', '22313d', 'f6f1e6')];

export function palettesOf(category: string): Palettes {
  return palettes.get(category) ?? anyPalettes;
}

function scheme(...row: Row): Palette {
  const [ground, light, far, middle, near, panel, ink] = row;
  return {
    ground: `#${ground}`,
    light: `#${light}`,
    far: `#${far}`,
    middle: `#${middle}`,
    near: `#${near}`,
    panel: `#${panel}`,
    ink: `#${ink}`,
  };
}
