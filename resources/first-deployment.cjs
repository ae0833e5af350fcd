/** Lets a first deployment take parameters: the framework begins with a stack of one bucket, which declares none of them. */

class FirstDeployment {
  constructor(serverless) {
    this.serverless = serverless;
    this.hooks = { 'before:aws:deploy:deploy:createStack': () => this.declareParameters() };
  }

  declareParameters() {
    const { provider } = this.serverless.service;
    const given = new Set((provider.stackParameters ?? []).map(({ ParameterKey }) => ParameterKey));
    const declared = Object.entries(provider.compiledCloudFormationTemplate.Parameters ?? {});
    provider.coreCloudFormationTemplate.Parameters = Object.fromEntries(declared.filter(([name]) => given.has(name)));
  }
}

module.exports = FirstDeployment;
