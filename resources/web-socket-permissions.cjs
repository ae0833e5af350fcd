/** Lets this WebSocket API alone call its functions. The framework names no API, so that any account's could. */

class WebSocketPermissions {
  constructor(serverless) {
    this.serverless = serverless;
    this.hooks = { 'after:package:compileEvents': () => this.narrow() };
  }

  narrow() {
    const { Resources } = this.serverless.service.provider.compiledCloudFormationTemplate;
    for (const [logicalId, { Properties }] of Object.entries(Resources)) {
      if (logicalId.endsWith('LambdaPermissionWebsockets')) Properties.SourceArn = source;
    }
  }
}

const source = {
  'Fn::Sub': 'arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${WebsocketsApi}/*',
};

module.exports = WebSocketPermissions;
