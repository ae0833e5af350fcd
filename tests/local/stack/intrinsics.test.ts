/** Each intrinsic function: what it gives, and how it refuses. */
// biome-ignore-all lint/suspicious/noTemplateCurlyInString: it is the syntax of Fn::Sub

import { aStack, refusalOf } from './a-stack.ts';

const SECTIONS = {
  Parameters: {
    Stage: { Type: 'String', Default: 'dev' },
    Ports: { Type: 'CommaDelimitedList', Default: '80, 443' },
    Count: { Type: 'Number', Default: 3 },
    Empty: { Type: 'String', Default: '' },
  },
  Conditions: {
    IsProd: { 'Fn::Equals': [{ Ref: 'Stage' }, 'prod'] },
    IsDev: { 'Fn::Not': [{ Condition: 'IsProd' }] },
  },
  Mappings: { Sizes: { dev: { memory: '128', zones: ['a', 'b'] } } },
  Resources: {
    Books: { Type: 'AWS::DynamoDB::Table', Properties: { TableName: { 'Fn::Sub': '${AWS::StackName}-books' } } },
    ProdOnly: { Type: 'AWS::SNS::Topic', Condition: 'IsProd' },
  },
};

const stack = aStack(SECTIONS);

describe('intrinsic functions', () => {
  it.each<[string, unknown, unknown]>([
    ['a text is itself', 'plain ${Stage}', 'plain ${Stage}'],
    ['plain data keeps its types', { a: [1, true, null] }, { a: [1, true, null] }],
    ['Ref of a parameter', { Ref: 'Stage' }, 'dev'],
    ['Ref of an empty parameter', { Ref: 'Empty' }, ''],
    ['Ref of a number gives a text', { Ref: 'Count' }, '3'],
    ['Ref of a list', { Ref: 'Ports' }, ['80', '443']],
    ['Ref of a resource', { Ref: 'Books' }, 'shop-dev-books'],
    [
      'GetAtt as a list',
      { 'Fn::GetAtt': ['Books', 'Arn'] },
      'arn:aws:dynamodb:eu-west-1:123456789012:table/shop-dev-books',
    ],
    ['GetAtt as a text', { 'Fn::GetAtt': 'Books.Arn' }, 'arn:aws:dynamodb:eu-west-1:123456789012:table/shop-dev-books'],
    [
      'Sub with names',
      { 'Fn::Sub': '${Stage}/${AWS::Region}/${Books}/${Books.Arn}' },
      'dev/eu-west-1/shop-dev-books/arn:aws:dynamodb:eu-west-1:123456789012:table/shop-dev-books',
    ],
    ['Sub with variables of its own', { 'Fn::Sub': ['${Stage}-${n}', { n: { Ref: 'Count' }, Stage: 'own' }] }, 'own-3'],
    ['Sub with a literal', { 'Fn::Sub': '${!Stage} $Stage ${Stage}' }, '${Stage} $Stage dev'],
    ['Sub with a value that looks like a pattern', { 'Fn::Sub': ['${a}', { a: '$& $1' }] }, '$& $1'],
    ['Join', { 'Fn::Join': ['-', ['a', { Ref: 'Count' }, 7]] }, 'a-3-7'],
    ['Join of a list that an intrinsic gives', { 'Fn::Join': ['', { 'Fn::Split': [',', 'x,y'] }] }, 'xy'],
    ['Join leaves out AWS::NoValue', { 'Fn::Join': ['-', ['a', { Ref: 'AWS::NoValue' }, 'b']] }, 'a-b'],
    ['Select by number', { 'Fn::Select': [1, ['a', 'b']] }, 'b'],
    ['Select by text', { 'Fn::Select': ['0', { Ref: 'Ports' }] }, '80'],
    ['Split', { 'Fn::Split': ['|', 'a||b'] }, ['a', '', 'b']],
    ['If, condition true', { 'Fn::If': ['IsDev', 'yes', 'no'] }, 'yes'],
    ['If, condition false', { 'Fn::If': ['IsProd', 'yes', 'no'] }, 'no'],
    ['If leaves the other branch alone', { 'Fn::If': ['IsDev', 1, { Ref: 'ProdOnly' }] }, 1],
    ['FindInMap', { 'Fn::FindInMap': ['Sizes', { Ref: 'Stage' }, 'memory'] }, '128'],
    ['FindInMap of a list', { 'Fn::FindInMap': ['Sizes', 'dev', 'zones'] }, ['a', 'b']],
    [
      'FindInMap with a default',
      { 'Fn::FindInMap': ['Sizes', 'prod', 'memory', { DefaultValue: { Ref: 'Count' } }] },
      '3',
    ],
    [
      'FindInMap takes what is there before the default',
      { 'Fn::FindInMap': ['Sizes', 'dev', 'memory', { DefaultValue: '1' }] },
      '128',
    ],
    ['Base64', { 'Fn::Base64': { 'Fn::Sub': 'héllo ${Stage}' } }, 'aMOpbGxvIGRldg=='],
    ['GetAZs of this region', { 'Fn::GetAZs': '' }, ['eu-west-1a', 'eu-west-1b', 'eu-west-1c']],
    ['GetAZs of another', { 'Fn::GetAZs': 'us-east-1' }, ['us-east-1a', 'us-east-1b', 'us-east-1c']],
    ['Length', { 'Fn::Length': { Ref: 'Ports' } }, 2],
    ['ToJsonString', { 'Fn::ToJsonString': { a: { Ref: 'Stage' }, b: [1] } }, '{"a":"dev","b":[1]}'],
    ['NoValue removes a member', { a: { Ref: 'AWS::NoValue' }, b: 1 }, { b: 1 }],
    ['NoValue removes a list item', [1, { 'Fn::If': ['IsProd', 2, { Ref: 'AWS::NoValue' }] }, 3], [1, 3]],
    ['NoValue as a whole is nothing', { Ref: 'AWS::NoValue' }, undefined],
    [
      'a Condition in a policy is plain data',
      { Condition: { Bool: { a: 'true' } } },
      { Condition: { Bool: { a: 'true' } } },
    ],
    ['a lone Condition is plain data', { Statement: { Condition: 'IsProd' } }, { Statement: { Condition: 'IsProd' } }],
  ])('%s', (_name, value, expected) => {
    expect(stack.resolve(value, 'test')).toEqual(expected);
  });

  it('keeps a member that is named like a prototype as plain data', () => {
    const resolved = stack.resolve(JSON.parse('{"__proto__": {"a": 1}}'), 'test');

    expect(JSON.stringify(resolved)).toBe('{"__proto__":{"a":1}}');
  });

  it.each<[string, unknown, string, string]>([
    ['an unknown name', { a: [{ Ref: 'Nope' }] }, 'UnknownReference', 'test.a.0.Ref'],
    ['an unknown name in Sub', { 'Fn::Sub': 'x ${Nope}' }, 'UnknownReference', 'test.Fn::Sub.${Nope}'],
    ['an unknown attribute', { 'Fn::GetAtt': ['Books', 'Color'] }, 'UnknownAttribute', 'test.Fn::GetAtt'],
    [
      'a stream that the table does not have',
      { 'Fn::GetAtt': ['Books', 'StreamArn'] },
      'UnknownAttribute',
      'test.Fn::GetAtt',
    ],
    ['a resource whose condition is false', { Ref: 'ProdOnly' }, 'ResourceNotCreated', 'test.Ref'],
    ['an unknown function', { 'Fn::Shout': 'a' }, 'UnknownIntrinsic', 'test.Fn::Shout'],
    ['an import', { 'Fn::ImportValue': 'other' }, 'UnsupportedIntrinsic', 'test.Fn::ImportValue'],
    ['Cidr', { 'Fn::Cidr': ['10.0.0.0/16', 1, 8] }, 'UnsupportedIntrinsic', 'test.Fn::Cidr'],
    ['an unknown condition', { 'Fn::If': ['Nope', 1, 2] }, 'UnknownCondition', 'test.Fn::If'],
    ['an unknown mapping', { 'Fn::FindInMap': ['Sizes', 'prod', 'memory'] }, 'UnknownMapping', 'test.Fn::FindInMap'],
    ['a function beside another member', { 'Fn::Sub': 'a', b: 1 }, 'InvalidIntrinsic', 'test'],
    ['a position outside the list', { 'Fn::Select': [2, ['a', 'b']] }, 'InvalidIntrinsic', 'test.Fn::Select'],
    ['a list where a text belongs', { 'Fn::Join': ['', [{ Ref: 'Ports' }]] }, 'InvalidIntrinsic', 'test.Fn::Join.1.0'],
    ['too few arguments', { 'Fn::If': ['IsDev', 1] }, 'InvalidIntrinsic', 'test.Fn::If'],
    ['a bad name in Sub', { 'Fn::Sub': '${a b}' }, 'InvalidIntrinsic', 'test.Fn::Sub'],
    ['GetAtt without an attribute', { 'Fn::GetAtt': 'Books' }, 'InvalidIntrinsic', 'test.Fn::GetAtt'],
  ])('refuse %s', (_name, value, code, where) => {
    expect(refusalOf(() => stack.resolve(value, 'test'))).toMatchObject({ code, where });
  });

  it('say in words what is wrong and where', () => {
    expect(refusalOf(() => stack.resolve({ 'Fn::GetAtt': ['Books', 'Color'] }, 'Outputs.Paint')).message).toBe(
      'Books (AWS::DynamoDB::Table) has no attribute Color; known here: Arn, StreamArn (at Outputs.Paint.Fn::GetAtt)',
    );
  });
});

describe('pseudo parameters', () => {
  it.each([
    ['AWS::Region', 'eu-west-1'],
    ['AWS::AccountId', '123456789012'],
    ['AWS::Partition', 'aws'],
    ['AWS::StackName', 'shop-dev'],
    ['AWS::URLSuffix', 'amazonaws.com'],
    ['AWS::NotificationARNs', []],
  ])('%s', (name, expected) => {
    expect(stack.resolve({ Ref: name }, 'test')).toEqual(expected);
  });

  it('AWS::StackId is an ARN that stays the same', () => {
    const id = stack.resolve({ Ref: 'AWS::StackId' }, 'test');

    expect(id).toMatch(
      /^arn:aws:cloudformation:eu-west-1:123456789012:stack\/shop-dev\/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
    );
    expect(aStack(SECTIONS).resolve({ Ref: 'AWS::StackId' }, 'test')).toBe(id);
  });

  it('AWS::URLSuffix follows the partition', () => {
    expect(aStack({}, { partition: 'aws-cn' }).resolve({ Ref: 'AWS::URLSuffix' }, 'test')).toBe('amazonaws.com.cn');
  });
});

describe('conditions', () => {
  const cases: [string, unknown, boolean][] = [
    ['Equals', { 'Fn::Equals': ['a', 'a'] }, true],
    ['Equals of a number and its text', { 'Fn::Equals': [{ Ref: 'Count' }, 3] }, true],
    ['Equals of true and its text', { 'Fn::Equals': [true, 'true'] }, true],
    ['Equals of lists', { 'Fn::Equals': [{ Ref: 'Ports' }, ['80', '443']] }, true],
    ['Equals of different texts', { 'Fn::Equals': ['a', 'A'] }, false],
    ['And, all true', { 'Fn::And': [{ Condition: 'IsDev' }, { 'Fn::Equals': [1, 1] }] }, true],
    ['And, one false', { 'Fn::And': [{ Condition: 'IsDev' }, { Condition: 'IsProd' }] }, false],
    ['Or, one true', { 'Fn::Or': [{ Condition: 'IsProd' }, { Condition: 'IsDev' }] }, true],
    ['Or, all false', { 'Fn::Or': [{ Condition: 'IsProd' }, { Condition: 'IsProd' }] }, false],
    ['Not', { 'Fn::Not': [{ Condition: 'IsProd' }] }, true],
    ['with FindInMap', { 'Fn::Equals': [{ 'Fn::FindInMap': ['Sizes', 'dev', 'memory'] }, '128'] }, true],
  ];
  it.each(cases)('%s', (_name, expression, expected) => {
    const one = aStack({ ...SECTIONS, Conditions: { ...SECTIONS.Conditions, Tried: expression } });

    expect(one.resolve({ 'Fn::If': ['Tried', true, false] }, 'test')).toBe(expected);
  });

  it.each<[string, unknown, string, string]>([
    ['a resource', { 'Fn::Equals': [{ Ref: 'Books' }, 'a'] }, 'UnknownReference', 'Conditions.Tried.Fn::Equals.0.Ref'],
    [
      'an unknown condition',
      { 'Fn::Not': [{ Condition: 'Nope' }] },
      'UnknownCondition',
      'Conditions.Tried.Fn::Not.0.Condition',
    ],
    ['an unknown function', { 'Fn::Xor': [] }, 'UnknownIntrinsic', 'Conditions.Tried.Fn::Xor'],
    ['a bare text', 'IsDev', 'InvalidIntrinsic', 'Conditions.Tried'],
    ['itself', { 'Fn::Not': [{ Condition: 'Tried' }] }, 'CircularReference', 'Conditions.Tried.Fn::Not.0.Condition'],
  ])('refuse %s', (_name, expression, code, where) => {
    const one = aStack({ ...SECTIONS, Conditions: { ...SECTIONS.Conditions, Tried: expression } });

    expect(refusalOf(() => one.resolve({ 'Fn::If': ['Tried', 1, 2] }, 'test'))).toMatchObject({ code, where });
  });
});
