/** Types of monitoring.cjs for the tests. */

interface Resolver {
  resolveVariable(name: string): Promise<string>;
}

declare function build(resolver: Resolver): Promise<{ readonly Resources: Readonly<Record<string, object>> }>;
export = build;
