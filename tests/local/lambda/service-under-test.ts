/** Builds the worker and deployment packages from source texts, and starts the service on them. */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';
import { strToU8, zipSync } from 'fflate';
import type { FunctionDefinition } from '../../../local/lambda/definition.ts';
import { type LambdaOptions, type LambdaService, startLambda } from '../../../local/lambda/lambda-service.ts';

export interface Workshop {
  readonly folder: string;
  readonly lines: { readonly functionName: string; readonly line: string; readonly requestId: string }[];
  /** A function whose package holds `index.mjs`, or the given files. */
  aFunction(code: string | Record<string, string>, change?: Partial<FunctionDefinition>): FunctionDefinition;
  start(functions: readonly FunctionDefinition[], change?: Partial<LambdaOptions>): LambdaService;
  close(): Promise<void>;
}

export async function openWorkshop(): Promise<Workshop> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'lambda-test-'));
  const workerFile = path.join(folder, 'worker.mjs');
  await build({
    entryPoints: [path.resolve('local/lambda/worker.ts')],
    outfile: workerFile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    logLevel: 'error',
  });
  const services: LambdaService[] = [];
  const lines: Workshop['lines'] = [];
  return {
    folder,
    lines,
    aFunction: (code, change = {}) => {
      const files = typeof code === 'string' ? { 'index.mjs': code } : code;
      const artifact = path.join(folder, `${randomUUID()}.zip`);
      writeFileSync(artifact, aZip(files));
      const functionName = change.functionName ?? 'greet';
      return {
        functionName,
        arn: `arn:aws:lambda:eu-central-1:123456789012:function:${functionName}`,
        handler: 'index.handler',
        runtime: 'nodejs24.x',
        artifact,
        timeoutSeconds: 10,
        memorySizeInMb: 256,
        environment: {},
        ...change,
      };
    },
    start: (functions, change = {}) => {
      const service = startLambda({
        functions,
        workerFile,
        region: 'eu-central-1',
        accountId: '123456789012',
        log: (functionName, line, requestId) => lines.push({ functionName, line, requestId }),
        ...change,
      });
      services.push(service);
      return service;
    },
    close: async () => {
      await Promise.all(services.map((service) => service.stop()));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export function aZip(files: Readonly<Record<string, string>>): Uint8Array {
  return zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])));
}

export function parse(payload: string): Record<string, unknown> {
  return JSON.parse(payload) as Record<string, unknown>;
}

export function wait(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
