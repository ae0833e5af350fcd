/** The plugin that gives each function a role of its own. */

import FunctionRoles from '../../resources/function-roles.cjs';

const READ_BOOKS = { Effect: 'Allow', Action: 'dynamodb:GetItem', Resource: { 'Fn::GetAtt': ['BooksTable', 'Arn'] } };

function addRoles() {
  const functions = {
    getCover: { name: 'bookstore-dev-getCover', iamRoleStatements: [READ_BOOKS], role: '' },
    authorizeStaff: { name: 'bookstore-dev-authorizeStaff', role: '' },
  };
  const Resources: Record<string, { Properties?: Record<string, never> }> = { BooksTable: {} };
  const schemas: [string, object][] = [];
  const configSchemaHandler = {
    defineFunctionProperties: (provider: string, schema: object) => schemas.push([provider, schema]),
  };
  const plugin = new FunctionRoles({ configSchemaHandler, service: { functions, resources: { Resources } } });
  for (const run of Object.values(plugin.hooks)) run();
  return { functions, Resources, schemas };
}

const logsOf = (name: string) => ({
  Effect: 'Allow',
  Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
  Resource: {
    'Fn::Sub': `arn:\${AWS::Partition}:logs:\${AWS::Region}:\${AWS::AccountId}:log-group:/aws/lambda/${name}:*`,
  },
});
const TRACES = {
  Effect: 'Allow',
  Action: ['xray:PutTraceSegments', 'xray:PutTelemetryRecords'],
  Resource: '*',
};

describe('the roles of functions', () => {
  it('are named after their functions, which take them', () => {
    const { functions, Resources } = addRoles();
    expect([functions.getCover.role, functions.authorizeStaff.role]).toEqual(['GetCoverRole', 'AuthorizeStaffRole']);
    expect(Object.keys(Resources)).toEqual(['BooksTable', 'GetCoverRole', 'AuthorizeStaffRole']);
  });

  it.each([
    ['GetCoverRole', [logsOf('bookstore-dev-getCover'), TRACES, READ_BOOKS]],
    ['AuthorizeStaffRole', [logsOf('bookstore-dev-authorizeStaff'), TRACES]],
  ])('%s allows its own log, traces, and what the function states', (logicalId, Statement) => {
    expect(addRoles().Resources[logicalId]).toEqual({
      Type: 'AWS::IAM::Role',
      Properties: {
        AssumeRolePolicyDocument: {
          Version: '2012-10-17',
          Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }],
        },
        Policies: [{ PolicyName: 'function', PolicyDocument: { Version: '2012-10-17', Statement } }],
      },
    });
  });

  it('tells the framework that functions may state rights', () => {
    expect(addRoles().schemas).toEqual([
      ['aws', { properties: { iamRoleStatements: { type: 'array', items: { type: 'object' } } } }],
    ]);
  });
});
