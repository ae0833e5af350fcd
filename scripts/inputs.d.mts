/** Types of inputs.mjs for the scripts that are TypeScript. */

export function templateFileOf(stage: string, params?: readonly string[]): string;
/** Bundles and compiles what is older than its sources. */
export function buildIfChanged(options?: { readonly stage?: string; readonly params?: readonly string[] }): void;
