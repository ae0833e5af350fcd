/** Types of storefront-origin.cjs for the tests. */

interface Resolver {
  resolveVariable(name: string): Promise<string>;
}

declare function build(resolver: Resolver): Promise<{ readonly 'Fn::Sub': string }>;
export = build;
