/** Types of domains.cjs for the tests. */

interface Resolver {
  resolveVariable(name: string): Promise<string>;
}

interface Addition {
  readonly Resources?: Readonly<Record<string, { readonly Properties: { readonly DistributionConfig: object } }>>;
  readonly Outputs?: Readonly<Record<string, { readonly Value: unknown }>>;
}

declare function build(resolver: Resolver): Promise<Addition>;
export = build;
