/** The parameters of a first deployment. */

import { createRequire } from 'node:module';

const FirstDeployment = createRequire(__filename)('../../resources/first-deployment.cjs');

describe('the stack that the framework begins with', () => {
  it('declares the parameters that it is given values for', () => {
    const declared = { Given: { Type: 'String' }, Defaulted: { Type: 'String', Default: '' } };
    const provider = {
      stackParameters: [{ ParameterKey: 'Given', ParameterValue: 'x' }],
      compiledCloudFormationTemplate: { Parameters: declared },
      coreCloudFormationTemplate: { Resources: {} },
    };
    const plugin = new FirstDeployment({ service: { provider } });
    plugin.hooks['before:aws:deploy:deploy:createStack']();
    expect(provider.coreCloudFormationTemplate).toEqual({ Resources: {}, Parameters: { Given: { Type: 'String' } } });
  });
});
