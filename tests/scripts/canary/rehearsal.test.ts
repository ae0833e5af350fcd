/** npm run canary -- … --dry-run */

import { readStack } from '../../../local/stack/stack.ts';
import { createCanaryClients } from '../../../scripts/canary/clients.ts';
import { promoteCanary } from '../../../scripts/canary/promote-canary.ts';
import { rehearseCanary } from '../../../scripts/canary/rehearsal.ts';
import { rollbackCanary } from '../../../scripts/canary/rollback-canary.ts';
import { startCanary } from '../../../scripts/canary/start-canary.ts';

const alias = (Name: string) => ({
  Type: 'AWS::Lambda::Alias',
  Properties: { Name, FunctionName: { Ref: 'GetCover' }, FunctionVersion: '1' },
});

const template = {
  Resources: {
    RestApi: { Type: 'AWS::ApiGateway::RestApi' },
    RestApiStage: {
      Type: 'AWS::ApiGateway::Stage',
      Properties: { RestApiId: { Ref: 'RestApi' }, StageName: 'prod', Variables: { functionAlias: 'live' } },
    },
    GetCover: { Type: 'AWS::Lambda::Function', Properties: { FunctionName: 'getCover' } },
    GetCoverLive: alias('live'),
    GetCoverNext: alias('next'),
    Errors: { Type: 'AWS::CloudWatch::Alarm', Properties: { AlarmName: 'errors' } },
  },
};

/** The changes that are printed, without the ids of the alias's revisions. */
async function rehearse(isCanaryOn: boolean, act: typeof promoteCanary | typeof startCanary) {
  const stack = readStack(template, { stackName: 'shop', region: 'eu-central-1', accountId: '123456789012' });
  const clients = createCanaryClients('eu-central-1');
  const lines: string[] = [];
  rehearseCanary(clients, stack, isCanaryOn, (line) => lines.push(line));
  const end = await act(clients, 'shop', 10);
  const restApiId = stack.findResource('RestApi')?.physicalId ?? '';
  const changes = lines.filter((line) => line.startsWith('changes'));
  const said = changes.map((line) => line.replace(/,"RevisionId":"[^"]+"/, '').replaceAll(restApiId, 'API'));
  return { lines, said, end };
}

describe('a rehearsed canary', () => {
  it('prints what a start would change', async () => {
    const { said, end } = await rehearse(false, startCanary);
    expect(said).toEqual([
      'changes Lambda PublishVersion {"FunctionName":"getCover"}',
      'changes Lambda UpdateAlias {"FunctionName":"getCover","Name":"next","FunctionVersion":"2","Description":""}',
      'changes APIGateway CreateDeployment {"restApiId":"API","stageName":"prod","description":"Canary release of 1 functions",' +
        '"canarySettings":{"percentTraffic":10,"stageVariableOverrides":{"functionAlias":"next"},"useStageCache":false}}',
    ]);
    expect(end).toBe('10 % of the requests now go to 1 new versions: getCover 1 → 2.');
  });

  it('prints what a promotion would change, and that it asks the alarms', async () => {
    const { lines, said } = await rehearse(true, promoteCanary);
    expect(lines.some((line) => line.startsWith('reads   CloudWatch DescribeAlarms {"AlarmNames":["errors"]'))).toBe(
      true,
    );
    expect(said).toEqual([
      'changes Lambda UpdateAlias {"FunctionName":"getCover","Name":"live","FunctionVersion":"2","Description":"Canary canary, before: version 1"}',
      'changes APIGateway UpdateStage {"restApiId":"API","stageName":"prod","patchOperations":[' +
        '{"op":"replace","path":"/canarySettings/percentTraffic","value":"0.0"},' +
        '{"op":"copy","from":"/canarySettings/deploymentId","path":"/deploymentId"}]}',
      'changes APIGateway UpdateStage {"restApiId":"API","stageName":"prod","patchOperations":[{"op":"remove","path":"/canarySettings"}]}',
    ]);
  });

  it('prints what a rollback would change', async () => {
    const { said } = await rehearse(true, rollbackCanary);
    expect(said).toEqual([
      'changes APIGateway UpdateStage {"restApiId":"API","stageName":"prod","patchOperations":[{"op":"remove","path":"/canarySettings"}]}',
    ]);
  });
});
