/** Keeps the stages that share a port apart. */

export interface NamedStage {
  readonly stageName: string;
  readonly api: { readonly name: string };
}

export class StageNameTakenError extends Error {
  readonly code = 'StageNameTaken';
}

/** Throws StageNameTakenError: on one port, the stage's name is all that tells the APIs of one kind apart. */
export function assertDistinctNames(stages: readonly NamedStage[]): void {
  const apiNames = new Map<string, string>();
  for (const { stageName, api } of stages) {
    const other = apiNames.get(stageName);
    if (other !== undefined) {
      throw new StageNameTakenError(`${other} and ${api.name} both have a stage ${stageName}: they need a port each`);
    }
    apiNames.set(stageName, api.name);
  }
}
