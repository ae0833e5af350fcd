/** Types of service.mjs for the scripts that are TypeScript. */

export function readFunctionNames(): readonly string[];
export function readServiceName(): string;
export function findParam(stage: string, name: string): unknown;
