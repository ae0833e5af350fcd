/** Types of releases.cjs for the tests. */

// biome-ignore lint/suspicious/noExplicitAny: a template is whatever YAML holds; the tests say what they expect of it
type Resources = Record<string, any>;

interface Serverless {
  readonly serviceDir: string;
  readonly service: {
    readonly custom: { readonly liveVersions: string };
    readonly functions: Readonly<Record<string, { readonly package: { readonly artifact: string } }>>;
    readonly resources: { readonly Resources: Resources };
    readonly provider: { readonly compiledCloudFormationTemplate: { readonly Resources: Resources } };
  };
}

declare class Releases {
  constructor(serverless: Serverless);
  readonly hooks: Readonly<Record<string, () => void>>;
}
export = Releases;
