/** What the template says of a user pool, in the terms of the operations. */

export interface UserPoolDefinition {
  /** Such as `us-east-1_a1B2c3D4e`. */
  readonly id: string;
  readonly arn: string;
  /** With `email`, users sign in by their address and get an opaque Username. */
  readonly signInBy: 'email' | 'username';
  readonly isCaseSensitive: boolean;
  /** By the name that calls use, such as `name` or `custom:shelf`. */
  readonly attributes: ReadonlyMap<string, AttributeRule>;
  /** A code is sent to a new user's address. */
  readonly verifiesEmail: boolean;
  /** A new address replaces the old one only when its code has come back. */
  readonly verifiesEmailBeforeUpdate: boolean;
  readonly passwordPolicy: PasswordPolicy;
  readonly allowsSignUp: boolean;
  /** False when only an administrator may reset a password. */
  readonly recoversByEmail: boolean;
  readonly groupNames: readonly string[];
  readonly clients: readonly ClientDefinition[];
}

export interface AttributeRule {
  readonly type: 'String' | 'Number' | 'Boolean' | 'DateTime';
  readonly isRequired: boolean;
  readonly isMutable: boolean;
  /** Of characters, or of the number itself. */
  readonly minimum?: number;
  readonly maximum?: number;
}

export interface PasswordPolicy {
  readonly minimumLength: number;
  readonly requiresUppercase: boolean;
  readonly requiresLowercase: boolean;
  readonly requiresNumbers: boolean;
  readonly requiresSymbols: boolean;
  readonly temporaryPasswordDays: number;
}

export interface ClientDefinition {
  readonly id: string;
  readonly secret?: string;
  /** Such as `ALLOW_USER_PASSWORD_AUTH`. */
  readonly authFlows: ReadonlySet<string>;
  readonly hidesUserExistence: boolean;
  readonly revokesTokens: boolean;
  readonly accessTokenSeconds: number;
  readonly idTokenSeconds: number;
  readonly refreshTokenSeconds: number;
  readonly readableAttributes: ReadonlySet<string>;
  readonly writableAttributes: ReadonlySet<string>;
}
