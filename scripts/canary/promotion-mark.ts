/** What promote writes into the description of an alias it moves, so that a rollback in the middle knows the way back. */

const MARK = /^Canary (\w+), before: version (\d+)$/;

export function toPromotionMark(canaryDeploymentId: string, versionBefore: string): string {
  return `Canary ${canaryDeploymentId}, before: version ${versionBefore}`;
}

/** Undefined unless the promotion of this very canary moved the alias. */
export function findVersionBefore(description: string, canaryDeploymentId: string): string | undefined {
  const [, deploymentId, version] = MARK.exec(description) ?? [];
  return deploymentId === canaryDeploymentId ? version : undefined;
}
