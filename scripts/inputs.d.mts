/** Types of inputs.mjs for the scripts that are TypeScript. */

export const templateFolder: string;
export const templateFile: string;
export function buildIfChanged(): void;
export function forgetBuild(): void;
