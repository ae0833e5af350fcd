/** Types of inputs.mjs for the scripts that are TypeScript. */

interface Variant {
  readonly stage?: string;
  readonly params?: readonly string[];
}

export function templateFolderOf(stage: string): string;
export function templateFileOf(stage: string): string;
export function toFlags(stage: string, params: readonly string[]): readonly string[];
export function buildIfChanged(variant?: Variant): void;
export function forgetBuild(): void;
