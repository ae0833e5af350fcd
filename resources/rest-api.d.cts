/** Types of rest-api.cjs for the tests. */

// biome-ignore lint/suspicious/noExplicitAny: a template is whatever YAML holds; the tests say what they expect of it
type Template = { Resources: any };

declare function build(): Template;
declare namespace build {
  function toStack(contract: object, stack: object): Template;
}
export = build;
