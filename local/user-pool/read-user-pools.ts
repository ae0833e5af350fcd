/** Turns AWS::Cognito::UserPool, UserPoolClient and UserPoolGroup resources into definitions. */

import type { Stack, StackResource } from '../stack/stack.ts';
import type { PasswordPolicy, UserPoolDefinition } from './definition.ts';
import { isTrue, type Members, membersOf, numberOf, textsOf } from './properties.ts';
import { readClient } from './read-client.ts';
import { readSchema } from './read-schema.ts';

export function readUserPools(stack: Stack): readonly UserPoolDefinition[] {
  return stack.resources('AWS::Cognito::UserPool').map((resource) => readUserPool(resource, stack));
}

function readUserPool({ physicalId: id, properties, attribute }: StackResource, stack: Stack): UserPoolDefinition {
  const belongs = ({ properties: { UserPoolId } }: StackResource) => UserPoolId === id;
  const attributes = readSchema(properties.Schema);
  const clients = stack.resources('AWS::Cognito::UserPoolClient').filter(belongs);
  const groups = stack.resources('AWS::Cognito::UserPoolGroup').filter(belongs);
  const beforeUpdate = membersOf(properties.UserAttributeUpdateSettings).AttributesRequireVerificationBeforeUpdate;
  return {
    id,
    arn: String(attribute('Arn')),
    signInBy: textsOf(properties.UsernameAttributes).includes('email') ? 'email' : 'username',
    // Names differ by case unless the template says otherwise.
    isCaseSensitive: isTrue(membersOf(properties.UsernameConfiguration).CaseSensitive, true),
    attributes,
    verifiesEmail: textsOf(properties.AutoVerifiedAttributes).includes('email'),
    verifiesEmailBeforeUpdate: textsOf(beforeUpdate).includes('email'),
    passwordPolicy: readPasswordPolicy(membersOf(properties.Policies).PasswordPolicy),
    allowsSignUp: !isTrue(membersOf(properties.AdminCreateUserConfig).AllowAdminCreateUserOnly),
    recoversByEmail: canRecoverByEmail(membersOf(properties.AccountRecoverySetting).RecoveryMechanisms),
    groupNames: groups.map(({ physicalId }) => physicalId),
    clients: clients.map((client) => readClient(client, attributes)),
  };
}

/** Without a policy, AWS's own asks for every kind of character; within one, what is not asked for is not needed. */
function readPasswordPolicy(policy: unknown): PasswordPolicy {
  const { MinimumLength, TemporaryPasswordValidityDays, ...requires }: Members = membersOf(policy);
  const byDefault = policy === undefined;
  return {
    minimumLength: numberOf(MinimumLength) ?? 8,
    requiresUppercase: isTrue(requires.RequireUppercase, byDefault),
    requiresLowercase: isTrue(requires.RequireLowercase, byDefault),
    requiresNumbers: isTrue(requires.RequireNumbers, byDefault),
    requiresSymbols: isTrue(requires.RequireSymbols, byDefault),
    temporaryPasswordDays: numberOf(TemporaryPasswordValidityDays) ?? 7,
  };
}

function canRecoverByEmail(mechanisms: unknown): boolean {
  if (!Array.isArray(mechanisms)) return true;
  return mechanisms.some((mechanism) => membersOf(mechanism).Name === 'verified_email');
}
