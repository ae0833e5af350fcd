/** Types of function-roles.cjs for the tests. */

interface Definition {
  readonly name: string;
  readonly iamRoleStatements?: readonly object[];
  role?: string;
}

interface Serverless {
  readonly configSchemaHandler: { defineFunctionProperties(provider: string, schema: object): void };
  readonly service: {
    readonly functions: Readonly<Record<string, Definition>>;
    readonly resources: { readonly Resources: Record<string, object> };
  };
}

declare class FunctionRoles {
  constructor(serverless: Serverless);
  readonly hooks: Readonly<Record<string, () => void>>;
}
export = FunctionRoles;
