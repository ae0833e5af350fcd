/** Types of inputs.mjs for the scripts that are TypeScript. */

export function templateFileOf(stage: string, params?: readonly string[]): string;
