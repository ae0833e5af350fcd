/** A template as a whole: parameters, resources, outputs, and what CloudFormation would refuse. */
// biome-ignore-all lint/suspicious/noTemplateCurlyInString: it is the syntax of Fn::Sub

import { readStack } from '../../../local/stack/stack.ts';
import { aStack, OPTIONS, refusalOf } from './a-stack.ts';

const topic = (properties: unknown = {}) => ({ Type: 'AWS::SNS::Topic', Properties: properties });

describe('a template', () => {
  it.each<[string, unknown, string]>([
    ['null', null, 'template'],
    ['a list', [], 'template'],
    ['nothing inside', {}, 'template'],
    ['resources as a list', { Resources: [] }, 'Resources'],
    ['a resource without a type', { Resources: { A: {} } }, 'Resources.A'],
    ['properties as a text', { Resources: { A: { Type: 'T', Properties: 'x' } } }, 'Resources.A.Properties'],
    ['a condition that is no name', { Resources: { A: { Type: 'T', Condition: {} } } }, 'Resources.A.Condition'],
    ['an output without a value', { Resources: {}, Outputs: { O: {} } }, 'Outputs.O'],
  ])('is refused when it is %s', (_name, template, where) => {
    expect(refusalOf(() => readStack(template, OPTIONS))).toMatchObject({ code: 'InvalidTemplate', where });
  });
});

describe('parameters', () => {
  const read = (declaration: unknown, value?: string) =>
    aStack({ Parameters: { P: declaration } }, value === undefined ? {} : { parameters: { P: value } }).resolve(
      { Ref: 'P' },
      'test',
    );

  it.each<[string, unknown, string | undefined, unknown]>([
    ['the default', { Type: 'String', Default: 'a' }, undefined, 'a'],
    ['the given value over the default', { Type: 'String', Default: 'a' }, 'b', 'b'],
    ['an empty given value', { Type: 'String', Default: 'a' }, '', ''],
    ['a list, trimmed', { Type: 'CommaDelimitedList' }, 'a , b', ['a', 'b']],
    ['a list of numbers', { Type: 'List<Number>' }, '1,2', ['1', '2']],
    [
      'a Parameter Store value that is given',
      { Type: 'AWS::SSM::Parameter::Value<String>', Default: '/path' },
      'v',
      'v',
    ],
    ['a Parameter Store list', { Type: 'AWS::SSM::Parameter::Value<List<String>>' }, 'a,b', ['a', 'b']],
    ['a type of another service', { Type: 'AWS::EC2::Subnet::Id' }, 'subnet-1', 'subnet-1'],
    ['an allowed value', { Type: 'String', AllowedValues: ['a', 'b'] }, 'b', 'b'],
  ])('take %s', (_name, declaration, value, expected) => {
    expect(read(declaration, value)).toEqual(expected);
  });

  it.each<[string, unknown, string, string]>([
    ['a value that is not allowed', { Type: 'String', AllowedValues: ['a', 'b'] }, 'c', '"c" is none of a, b'],
    [
      'a value that matches only in part',
      { Type: 'String', AllowedPattern: '[a-z]+' },
      'ab1',
      '"ab1" does not match [a-z]+',
    ],
    ['a text for a number', { Type: 'Number' }, 'x', '"x" is no number'],
    ['a value that is too short', { Type: 'String', MinLength: 2 }, 'x', '"x" is shorter than 2'],
    ['a value that is too long', { Type: 'String', MaxLength: '2' }, 'xyz', '"xyz" is longer than 2'],
    ['a number that is too small', { Type: 'Number', MinValue: 5 }, '4', '"4" is less than 5'],
    ['a number that is too big', { Type: 'Number', MaxValue: 5 }, '6', '"6" is more than 5'],
    [
      'a secret value, without showing it',
      { Type: 'String', NoEcho: true, MinLength: 9 },
      'hush',
      'The value is shorter than 9',
    ],
  ])('refuse %s', (_name, declaration, value, message) => {
    expect(refusalOf(() => read(declaration, value))).toEqual({
      code: 'InvalidParameter',
      message: `${message} (at Parameters.P)`,
      where: 'Parameters.P',
    });
  });

  it('name all that lack a value at once', () => {
    const Parameters = { A: { Type: 'String' }, B: { Type: 'String', Default: 'x' }, C: { Type: 'Number' } };

    expect(refusalOf(() => aStack({ Parameters }))).toMatchObject({
      code: 'MissingParameter',
      message: 'These parameters need a value: A, C (at Parameters)',
    });
  });

  it('refuse one that the template does not declare', () => {
    expect(refusalOf(() => aStack({}, { parameters: { Typo: '1' } })).code).toBe('UnknownParameter');
  });
});

describe('resources', () => {
  const stack = aStack({
    Conditions: { No: { 'Fn::Equals': [1, 2] } },
    Resources: {
      First: { ...topic({ TopicName: 'one' }), Metadata: { note: 'x' }, DeletionPolicy: 'Retain' },
      Absent: { ...topic(), Condition: 'No' },
      Second: {
        ...topic({ TopicName: { Ref: 'AWS::NoValue' }, Tags: [{ Key: 'a', Value: { Ref: 'First' } }] }),
        DependsOn: 'First',
      },
      Queue: { Type: 'AWS::SQS::Queue', DependsOn: ['First', 'Absent'] },
    },
  });

  it('are those whose condition holds, in order', () => {
    expect(stack.resources().map(({ logicalId }) => logicalId)).toEqual(['First', 'Second', 'Queue']);
    expect(stack.resources('AWS::SNS::Topic').map(({ logicalId }) => logicalId)).toEqual(['First', 'Second']);
  });

  it('have resolved properties, the same object each time', () => {
    const second = stack.findResource('Second');

    expect(second?.properties).toEqual({ Tags: [{ Key: 'a', Value: 'arn:aws:sns:eu-west-1:123456789012:one' }] });
    expect(second?.properties).toBe(second?.properties);
  });

  it('say what they depend on and what else is declared', () => {
    expect(stack.findResource('First')).toMatchObject({
      type: 'AWS::SNS::Topic',
      physicalId: 'arn:aws:sns:eu-west-1:123456789012:one',
      dependsOn: [],
      metadata: { note: 'x' },
      attributeNames: ['Metadata', 'DeletionPolicy'],
    });
    expect(stack.findResource('Queue')?.dependsOn).toEqual(['First', 'Absent']);
  });

  it('give their attributes', () => {
    expect(stack.findResource('First')?.attribute('TopicName')).toBe('one');
  });

  it('are undefined when there is none of the name, or its condition is false', () => {
    expect(stack.findResource('Nope')).toBeUndefined();
    expect(stack.findResource('Absent')).toBeUndefined();
  });
});

describe('names in a template are checked when it is read', () => {
  const withProperty = (value: unknown) => ({ Resources: { A: topic({ X: value }), B: topic() } });

  it.each<[string, Record<string, unknown>, string, string]>([
    ['Ref', withProperty({ Ref: 'Nope' }), 'UnknownReference', 'Resources.A.Properties.X.Ref'],
    [
      'GetAtt',
      withProperty([{ 'Fn::GetAtt': ['Nope', 'Arn'] }]),
      'UnknownReference',
      'Resources.A.Properties.X.0.Fn::GetAtt',
    ],
    [
      'Sub',
      withProperty({ 'Fn::Sub': '${Nope.Arn}' }),
      'UnknownReference',
      'Resources.A.Properties.X.Fn::Sub.${Nope.Arn}',
    ],
    [
      'Sub inside Join',
      withProperty({ 'Fn::Join': ['', [{ 'Fn::Sub': '${Nope}' }]] }),
      'UnknownReference',
      'Resources.A.Properties.X.Fn::Join.1.0.Fn::Sub.${Nope}',
    ],
    ['DependsOn', { Resources: { A: { ...topic(), DependsOn: 'Nope' } } }, 'UnknownReference', 'Resources.A.DependsOn'],
    ['Condition', { Resources: { A: { ...topic(), Condition: 'Nope' } } }, 'UnknownCondition', 'Resources.A.Condition'],
    [
      'an output',
      { Resources: {}, Outputs: { O: { Value: { Ref: 'Nope' } } } },
      'UnknownReference',
      'Outputs.O.Value.Ref',
    ],
  ])('in %s', (_name, sections, code, where) => {
    expect(refusalOf(() => aStack(sections))).toMatchObject({ code, where });
  });

  it('but not in a branch that is not taken', () => {
    const Conditions = { No: { 'Fn::Equals': [1, 2] } };

    expect(() => aStack({ Conditions, ...withProperty({ 'Fn::If': ['No', { Ref: 'Nope' }, 'x'] }) })).not.toThrow();
  });
});

describe('cycles', () => {
  it.each<[string, Record<string, unknown>, string]>([
    ['of two', { A: topic({ X: { Ref: 'B' } }), B: topic({ X: { 'Fn::GetAtt': ['A', 'TopicName'] } }) }, 'A → B → A'],
    ['of one with itself', { A: topic({ X: { 'Fn::Sub': '${A}' } }) }, 'A → A'],
    [
      'through DependsOn',
      { S: topic({ X: { Ref: 'A' } }), A: topic({ X: { Ref: 'B' } }), B: { ...topic(), DependsOn: 'A' } },
      'A → B → A',
    ],
  ])('%s are refused and named', (_name, Resources, path) => {
    expect(refusalOf(() => aStack({ Resources }))).toMatchObject({
      code: 'CircularReference',
      message: expect.stringContaining(`These resources need each other: ${path} (`),
    });
  });

  it('are none when a condition breaks them', () => {
    const Resources = { A: topic({ X: { 'Fn::If': ['No', { Ref: 'B' }, 'x'] } }), B: topic({ X: { Ref: 'A' } }) };

    expect(() => aStack({ Conditions: { No: { 'Fn::Equals': [1, 2] } }, Resources })).not.toThrow();
  });
});

describe('outputs', () => {
  it('are texts, only those whose condition holds, and those that cannot be worked out are named', () => {
    const stack = aStack({
      Conditions: { No: { 'Fn::Equals': [1, 2] } },
      Resources: { T: topic({ TopicName: 'one' }), C: { Type: 'Custom::Thing' } },
      Outputs: {
        Name: { Value: { 'Fn::GetAtt': ['T', 'TopicName'] }, Export: { Name: 'x' } },
        Number: { Value: 7 },
        Absent: { Value: { Ref: 'T' }, Condition: 'No' },
        Custom: { Value: { 'Fn::GetAtt': ['C', 'Result'] } },
      },
    });

    expect(stack.outputs).toEqual({ Name: 'one', Number: '7' });
    expect([...stack.outputFailures]).toEqual([
      ['Custom', 'C (Custom::Thing) has no attribute Result; known here: none (at Outputs.Custom.Value.Fn::GetAtt)'],
    ]);
  });
});

describe('dynamic references', () => {
  const secret = (properties: unknown) => ({ Type: 'AWS::SecretsManager::Secret', Properties: properties });
  const resolveIn = (properties: unknown, value: unknown, secretSeed = 'seed') =>
    aStack({ Resources: { S: secret(properties), T: topic({ DisplayName: value }) } }, { secretSeed }).findResource('T')
      ?.properties.DisplayName;

  it.each<[string, unknown, unknown, unknown]>([
    ['by name', { Name: 'key', SecretString: 'hush' }, '{{resolve:secretsmanager:key}}', 'hush'],
    ['by ARN', { SecretString: 'hush' }, { 'Fn::Sub': 'a {{resolve:secretsmanager:${S}:SecretString}} b' }, 'a hush b'],
    [
      'with a JSON key',
      { SecretString: '{"p":"hush"}' },
      { 'Fn::Sub': '{{resolve:secretsmanager:${S}:SecretString:p}}' },
      'hush',
    ],
  ])('give a secret of the template %s', (_name, properties, value, expected) => {
    expect(resolveIn(properties, value)).toBe(expected);
  });

  it('give a made secret by its rules, the same each time', () => {
    const rules = { GenerateSecretString: { PasswordLength: 40, ExcludePunctuation: true } };
    const value = { 'Fn::Sub': '{{resolve:secretsmanager:${S}}}' };

    expect(resolveIn(rules, value)).toMatch(/^(?=.*[a-z])(?=.*[A-Z])(?=.*[0-9])[A-Za-z0-9]{40}$/);
    expect(resolveIn(rules, value)).toBe(resolveIn(rules, value));
    expect(resolveIn(rules, value)).not.toBe(resolveIn(rules, value, 'another seed'));
  });

  it.each([
    ['{{resolve:ssm:/path}}', "{{resolve:ssm:/path}} can't be looked up on this machine"],
    ['{{resolve:secretsmanager:other}}', 'The template declares no secret other'],
  ])('refuse %s', (value, message) => {
    expect(refusalOf(() => resolveIn({}, value))).toMatchObject({
      code: 'UnsupportedDynamicReference',
      message: expect.stringContaining(message),
      where: 'Resources.T.Properties.DisplayName',
    });
  });
});
