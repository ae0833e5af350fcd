/** Which of a stage's settings hold for a method: its own where they are stated, else those for all methods. */

import type { MethodSettings, StageDefinition } from '../definition.ts';

const ALL_METHODS = ['*/*', '/*/*', '*', '//*'];

export function stageSettings(stage: StageDefinition): MethodSettings {
  return Object.assign({}, ...ALL_METHODS.map((key) => stage.methodSettings.get(key)));
}

/** What is stated for this very method or for its resource; undefined when nothing is. */
export function ownSettings(
  stage: StageDefinition,
  resourcePath: string,
  httpMethod: string,
): MethodSettings | undefined {
  const found = [`${resourcePath}/*`, `${resourcePath}/ANY`, `${resourcePath}/${httpMethod}`]
    .filter((key) => !ALL_METHODS.includes(key))
    .map((key) => stage.methodSettings.get(key))
    .filter((settings) => settings !== undefined);
  return found.length === 0 ? undefined : Object.assign({}, ...found);
}
