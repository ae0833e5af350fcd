/** Ids and attributes of functions and of what runs them: Lambda, EventBridge, Scheduler, Step Functions. */

import {
  arn,
  generatedName,
  type IdentityRow,
  LOWER,
  nameFrom,
  type ResourceFacts,
  stableId,
  stableUuid,
  textProperty,
} from './identity.ts';

const functionName = nameFrom('FunctionName');
const functionArn = (resource: ResourceFacts) => arn(resource, 'lambda', `function:${functionName(resource)}`);
const version = (resource: ResourceFacts) => String(resource.position('FunctionName'));
const versionArn = (resource: ResourceFacts) => `${targetArn(resource)}:${version(resource)}`;
const aliasArn = (resource: ResourceFacts) => `${targetArn(resource)}:${textProperty(resource, 'Name') ?? ''}`;
const layerArn = (resource: ResourceFacts) => arn(resource, 'lambda', `layer:${nameFrom('LayerName')(resource)}:1`);
const permissionId = (resource: ResourceFacts) => generatedName(resource);
const mappingId = (resource: ResourceFacts) => stableUuid(resource);
const ruleArn = (resource: ResourceFacts) => arn(resource, 'events', `rule/${ruleName(resource)}`);
const scheduleName = nameFrom('Name');
const machineName = nameFrom('StateMachineName');
const machineArn = (resource: ResourceFacts) => arn(resource, 'states', `stateMachine:${machineName(resource)}`);

export const computeRows: readonly IdentityRow[] = [
  ['AWS::Lambda::Function', { ref: functionName, attributes: { Arn: functionArn } }],
  ['AWS::Lambda::Version', { ref: versionArn, attributes: { Version: version, FunctionArn: versionArn } }],
  ['AWS::Lambda::Alias', { ref: aliasArn, attributes: { AliasArn: aliasArn } }],
  ['AWS::Lambda::Permission', { ref: permissionId, attributes: { Id: permissionId } }],
  [
    'AWS::Lambda::EventSourceMapping',
    {
      ref: mappingId,
      attributes: {
        Id: mappingId,
        EventSourceMappingArn: (resource) => arn(resource, 'lambda', `event-source-mapping:${mappingId(resource)}`),
      },
    },
  ],
  ['AWS::Lambda::EventInvokeConfig', { ref: generatedName }],
  ['AWS::Lambda::LayerVersion', { ref: layerArn, attributes: { LayerVersionArn: layerArn } }],
  [
    'AWS::Lambda::Url',
    { ref: targetFunctionArn, attributes: { FunctionArn: targetFunctionArn, FunctionUrl: functionUrl } },
  ],
  ['AWS::Events::Rule', { ref: ruleName, attributes: { Arn: ruleArn } }],
  [
    'AWS::Events::EventBus',
    {
      ref: nameFrom('Name'),
      attributes: {
        Arn: (resource) => arn(resource, 'events', `event-bus/${nameFrom('Name')(resource)}`),
        Name: nameFrom('Name'),
      },
    },
  ],
  [
    'AWS::Scheduler::Schedule',
    {
      ref: scheduleName,
      attributes: {
        Arn: (resource) =>
          arn(
            resource,
            'scheduler',
            `schedule/${textProperty(resource, 'GroupName') ?? 'default'}/${scheduleName(resource)}`,
          ),
      },
    },
  ],
  ['AWS::StepFunctions::StateMachine', { ref: machineArn, attributes: { Arn: machineArn, Name: machineName } }],
];

/** The ARN that FunctionName stands for: it may hold a name, a whole ARN or one with a qualifier. */
function targetArn(resource: ResourceFacts): string {
  const target = textProperty(resource, 'FunctionName') ?? '';
  return target.startsWith('arn:')
    ? target.split(':').slice(0, 7).join(':')
    : arn(resource, 'lambda', `function:${target}`);
}

function targetFunctionArn(resource: ResourceFacts): string {
  const target = textProperty(resource, 'TargetFunctionArn') ?? '';
  return target.startsWith('arn:') ? target : arn(resource, 'lambda', `function:${target}`);
}

function functionUrl(resource: ResourceFacts): string {
  return `https://${stableId(resource, LOWER, 32, 'url')}.lambda-url.${resource.environment.region}.on.aws/`;
}

/** A rule on a bus of its own is known by `bus|rule`. */
function ruleName(resource: ResourceFacts): string {
  const bus = textProperty(resource, 'EventBusName');
  const name = nameFrom('Name')(resource);
  return bus === undefined || bus === 'default' ? name : `${bus}|${name}`;
}
