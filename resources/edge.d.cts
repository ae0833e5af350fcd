/** Types of edge.cjs for the tests. */

// biome-ignore lint/suspicious/noExplicitAny: a template is whatever YAML holds; the tests say what they expect of it
type Section = Record<string, any>;

declare function build(variables: { resolveVariable(name: string): Promise<unknown> }): Promise<{
  readonly Resources: Section;
  readonly Outputs: Section;
}>;
export = build;
