/** What cdk-nag and CloudFormation's lint find in the templates and may go on finding, with the reason. */

import type { Finding } from './cdk-nag.ts';
import type { Stage } from './compiled.ts';

interface Acceptance {
  readonly rule: string | RegExp;
  /** Logical ids, each of which has to have the finding; a pattern where there are many. */
  readonly on: string | RegExp | readonly string[];
  readonly why: string;
  /** Both unless given. */
  readonly stages?: readonly Stage[];
}

const storefront: readonly Acceptance[] = [
  {
    rule: 'AwsSolutions-S1',
    on: ['StorefrontBucket', 'ServerlessDeploymentBucket'],
    why: 'Only CloudFront reads the one, only CloudFormation the other; a log of that would tell nothing.',
  },
  { rule: 'AwsSolutions-CFR1', on: 'StorefrontDistribution', why: 'The shop is open to every country.' },
  {
    rule: 'AwsSolutions-CFR2',
    on: 'StorefrontDistribution',
    why: 'It hands out static files. A firewall is billed by the month and belongs in front of the APIs.',
  },
  {
    rule: 'AwsSolutions-CFR3',
    on: 'StorefrontDistribution',
    why: 'CloudFront counts requests and errors anyway; a log would keep the addresses of all visitors of static files.',
  },
  {
    rule: 'AwsSolutions-CFR4',
    on: 'StorefrontDistribution',
    why: 'A minimum for TLS needs a certificate for a domain of one’s own; names of cloudfront.net have none.',
  },
];

const edge: readonly Acceptance[] = [
  { rule: 'AwsSolutions-CFR1', on: 'EdgeDistribution', why: 'The shop is open to every country.' },
  {
    rule: 'AwsSolutions-CFR2',
    on: 'EdgeDistribution',
    why: 'The firewall is on the stage behind it: so it sees what comes past the edge too, and exists in every region.',
  },
  { rule: 'AwsSolutions-CFR3', on: 'EdgeDistribution', why: 'All of its requests are in the access log of the API.' },
  {
    rule: 'AwsSolutions-CFR4',
    on: 'EdgeDistribution',
    why: 'A minimum for TLS needs a certificate for a domain of one’s own; names of cloudfront.net have none.',
  },
  {
    rule: 'AwsSolutions-SMG4',
    on: 'EdgeKey',
    why: 'A new key has to reach API Gateway and CloudFront, which only a deployment does: docs/edge.md says how.',
  },
].map((acceptance) => ({ ...acceptance, stages: ['prod'] }));

const tablesAndQueues: readonly Acceptance[] = [
  {
    rule: 'AwsSolutions-DDB3',
    on: /Table$/,
    why: 'Backups are billed by size. A stage to learn with has nothing to lose; prod has them.',
    stages: ['dev'],
  },
  ...['AwsSolutions-SQS3', 'Serverless-SQSRedrivePolicy'].map((rule) => ({
    rule,
    on: ['SearchFailures', 'OrderNewsFailures'],
    why: 'They are dead-letter queues: of event source mappings, which the rules do not look at.',
  })),
];

const accounts: readonly Acceptance[] = [
  {
    rule: 'AwsSolutions-COG1',
    on: 'UserPool',
    why: 'Ten characters instead of a special one: length protects better. Source: NIST SP 800-63B, "Passwords".',
  },
  {
    rule: 'AwsSolutions-COG2',
    on: 'UserPool',
    why: 'A bookstore that asks each reader for a second factor has few readers.',
  },
  {
    rule: 'AwsSolutions-COG8',
    on: 'UserPool',
    why: 'The plan Plus is billed for each user. Who wants its threat protection sets UserPoolTier.',
  },
];

const apis: readonly Acceptance[] = [
  {
    rule: 'AwsSolutions-APIG2',
    on: 'RestApi',
    why: 'The rule looks for a resource. The validator is in the Body: methods.test.ts.',
  },
  {
    rule: 'AwsSolutions-APIG3',
    on: 'RestApiStage',
    why: 'A web ACL is billed by the month, whether anybody comes or not. prod has one.',
    stages: ['dev'],
  },
  {
    rule: 'AwsSolutions-APIG6',
    on: 'RestApiStage',
    why: 'Access logs have a line for each request. Execution logs would hold bodies, too.',
  },
  {
    rule: 'AwsSolutions-APIG4',
    on: ['join', 'leave', 'send', 'history', 'ping', 'Sdefault', 'Sdisconnect'].map((key) => `${key}WebsocketsRoute`),
    why: 'A WebSocket API authorizes when a connection is made, and $connect has the authorizer.',
  },
];

const functions: readonly Acceptance[] = [
  {
    rule: 'Serverless-LambdaDLQ',
    on: /LambdaFunction$/,
    why: 'It is for asynchronous calls. APIs wait for these functions, and streams have queues of their own.',
  },
  {
    rule: 'Serverless-LambdaEventSourceMappingDestination',
    on: 'SendPresenceEventSourceMappingDynamodbRoomMembersTable',
    why: 'How many were in a room a minute ago is of no use to anybody later.',
  },
];

/** rights.test.ts beside this file knows each wildcard, statement by statement. */
const roles: readonly Acceptance[] = [
  ...['AwsSolutions-IAM5[Resource::*]', 'Serverless-LambdaStarPermissions'].map((rule) => ({
    rule,
    on: /Role$/,
    why: 'X-Ray has no resources to name. Source: "Actions, resources, and condition keys for AWS X-Ray".',
  })),
  {
    rule: /^AwsSolutions-IAM5\[Resource::arn:<AWS::Partition>:logs:[^[\]]+:log-group:\/aws\/lambda\/[\w-]+:\*\]$/,
    on: /Role$/,
    why: "The streams of the function's own log group, which Lambda names.",
  },
  {
    rule: /^AwsSolutions-IAM5\[Resource::arn:<AWS::Partition>:execute-api:[^[\]]+\/POST\/@connections\/\*\]$/,
    on: ['SendMessageRole', 'SendOrderNewsRole', 'SendPresenceRole'],
    why: 'Anybody who is connected to this stage: connections have no names before they exist.',
  },
  {
    rule: /^AwsSolutions-IAM4\[/,
    on: 'ApiGatewayLogRole',
    why: 'It serves all APIs of the account. What API Gateway needs for that is in the policy that AWS keeps for it.',
  },
];

export interface AcceptedFinding {
  readonly name: string;
  covers(finding: Finding): boolean;
}

/** One for each logical id. One that covers nothing any more makes the test fail. */
export function findingsAcceptedIn(stage: Stage): readonly AcceptedFinding[] {
  const all = [...storefront, ...edge, ...tablesAndQueues, ...accounts, ...apis, ...functions, ...roles];
  const here = all.filter(({ stages }) => stages === undefined || stages.includes(stage));
  return here.flatMap(({ rule, on, why }) =>
    [on].flat().map((logicalId) => ({
      name: `${rule} of ${logicalId}: ${why}`,
      covers: (finding) => is(rule, finding.rule) && is(logicalId, finding.logicalId),
    })),
  );
}

function is(pattern: string | RegExp, text: string): boolean {
  return typeof pattern === 'string' ? pattern === text : pattern.test(text);
}
