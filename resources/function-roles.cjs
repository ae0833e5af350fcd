/** Gives each function a role of its own: its `iamRoleStatements`, and the right to write its log and its traces. */

class FunctionRoles {
  constructor(serverless) {
    this.serverless = serverless;
    serverless.configSchemaHandler.defineFunctionProperties('aws', {
      properties: { iamRoleStatements: { type: 'array', items: { type: 'object' } } },
    });
    this.hooks = { 'before:package:setupProviderConfiguration': () => this.addRoles() };
  }

  addRoles() {
    const { service } = this.serverless;
    for (const [name, definition] of Object.entries(service.functions)) {
      const logicalId = `${name[0].toUpperCase()}${name.slice(1)}Role`;
      definition.role = logicalId;
      const statements = [...baseStatements(definition.name), ...(definition.iamRoleStatements ?? [])];
      service.resources.Resources[logicalId] = role(statements);
    }
  }
}

function baseStatements(functionName) {
  const logGroup = `arn:\${AWS::Partition}:logs:\${AWS::Region}:\${AWS::AccountId}:log-group:/aws/lambda/${functionName}`;
  return [
    {
      Effect: 'Allow',
      Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
      Resource: { 'Fn::Sub': `${logGroup}:*` },
    },
    // X-Ray has no resources to name. Source: "How AWS X-Ray works with IAM".
    { Effect: 'Allow', Action: ['xray:PutTraceSegments', 'xray:PutTelemetryRecords'], Resource: '*' },
  ];
}

function role(statements) {
  return {
    Type: 'AWS::IAM::Role',
    Properties: {
      AssumeRolePolicyDocument: {
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }],
      },
      Policies: [{ PolicyName: 'function', PolicyDocument: { Version: '2012-10-17', Statement: statements } }],
    },
  };
}

module.exports = FunctionRoles;
