/** Types of rest-api.cjs for the tests. */

// biome-ignore lint/suspicious/noExplicitAny: a template is whatever YAML holds; the tests say what they expect of it
type Template = { Resources: any };

interface Settings {
  readonly asksForKey?: boolean;
  /** `off`, or gigabytes as CloudFormation writes them. */
  readonly cacheSize?: string | number;
}

declare function build(variables: { resolveVariable(name: string): Promise<unknown> }): Promise<Template>;
declare namespace build {
  function toStack(contract: object, stack: object, settings?: Settings): Template;
}
export = build;
