/** The start-up report names every part of the template in exactly one of its groups. */

import { formatSupport, reportSupport } from '../../../local/stack/support.ts';
import { aStack } from './a-stack.ts';

const TABLES = [
  {
    'AWS::DynamoDB::Table': {
      run: ['TableName', 'StreamSpecification.StreamViewType', 'Indexes', 'Policies.*.Name'],
      noEffect: { Tags: 'no bill to sort', 'Indexes.*.Throughput': 'no limits here' },
      notSupported: { 'Indexes.*.Insights': 'no metrics here' },
    },
    'AWS::IAM::Role': { noEffect: { '*': 'nothing checks rights here' } },
  },
  { 'AWS::DynamoDB::Table': { run: ['Tags.*.Key'], noEffect: { TableName: 'only the first table runs it' } } },
];

const report = (sections: Record<string, unknown>, tables: Parameters<typeof reportSupport>[1] = TABLES) =>
  reportSupport(aStack(sections), tables);

const table = (properties: unknown, more: Record<string, unknown> = {}) => ({
  Resources: { T: { Type: 'AWS::DynamoDB::Table', Properties: properties, ...more } },
});

describe('the support report', () => {
  it.each<[string, unknown, { run?: string[]; noEffect?: string[]; notSupported?: string[] }]>([
    ['a listed property runs, whoever else lists it', { TableName: 'x' }, { run: ['TableName'] }],
    ['an unlisted one is not supported', { Color: 'red' }, { notSupported: ['Color'] }],
    ['a listed path covers all below', { Indexes: [{ Keys: { a: 1 } }] }, { run: ['Indexes.0.Keys'] }],
    [
      'unless something deeper is listed',
      { Indexes: [{ Keys: 1, Throughput: { R: 1 }, Insights: 1 }] },
      { run: ['Indexes.0.Keys'], noEffect: ['Indexes.0.Throughput'], notSupported: ['Indexes.0.Insights'] },
    ],
    [
      'what lies beside a deep path is not supported',
      { StreamSpecification: { StreamViewType: 'KEYS_ONLY', Policy: {} } },
      { run: ['StreamSpecification.StreamViewType'], notSupported: ['StreamSpecification.Policy'] },
    ],
    [
      'a wildcard stands for any item',
      { Policies: [{ Name: 'a' }, { Name: 'b', Document: {} }] },
      { run: ['Policies.0.Name', 'Policies.1.Name'], notSupported: ['Policies.1.Document'] },
    ],
    ['tables add up', { Tags: [{ Key: 'a', Value: 'b' }] }, { run: ['Tags.0.Key'], noEffect: ['Tags.0.Value'] }],
    ['an empty value is named as well', { Policies: [] }, { notSupported: ['Policies'] }],
  ])('%s', (_name, properties, { run = [], noEffect = [], notSupported = [] }) => {
    const found = report(table(properties));

    expect(found.run.map(({ property }) => property)).toEqual(run);
    expect(found.noEffect.map(({ property }) => property)).toEqual(noEffect);
    expect(found.notSupported.map(({ property }) => property)).toEqual(notSupported);
  });

  it('carries the reasons', () => {
    expect(report(table({ Indexes: [{ Throughput: 1 }] })).noEffect).toEqual([
      { logicalId: 'T', type: 'AWS::DynamoDB::Table', property: 'Indexes.0.Throughput', reason: 'no limits here' },
    ]);
  });

  it('understands attributes, and does not pass over one that it does not know', () => {
    const found = report(table({}, { DeletionPolicy: 'Retain', DependsOn: [], Metadata: {}, Sparkle: 1 }));

    expect(found.run.map(({ property }) => property)).toEqual([undefined, 'DependsOn']);
    expect(found.noEffect.map(({ property }) => property)).toEqual(['DeletionPolicy', 'Metadata']);
    expect(found.notSupported.map(({ property }) => property)).toEqual(['Sparkle']);
  });

  it('names a type that no table mentions as a whole', () => {
    expect(report({ Resources: { R: { Type: 'AWS::EKS::Cluster', Properties: { A: 1, B: 2 } } } })).toEqual({
      run: [],
      noEffect: [],
      notSupported: [
        { logicalId: 'R', type: 'AWS::EKS::Cluster', reason: 'nothing on this machine runs resources of this type' },
      ],
    });
  });

  it('takes a type that has no effect as a whole', () => {
    const found = report({ Resources: { R: { Type: 'AWS::IAM::Role', Properties: { Policies: [{ a: 1 }] } } } });

    expect(found.noEffect).toEqual([
      { logicalId: 'R', type: 'AWS::IAM::Role', property: 'Policies', reason: 'nothing checks rights here' },
    ]);
  });

  it('leaves out resources whose condition is false', () => {
    const Conditions = { No: { 'Fn::Equals': [1, 2] } };

    expect(report({ Conditions, ...table({ Color: 1 }, { Condition: 'No' }) }).notSupported).toEqual([]);
  });

  it('names a resource whose properties cannot be worked out', () => {
    const found = report(table({ TableName: { 'Fn::ImportValue': 'x' } }));

    expect(found.notSupported).toEqual([
      expect.objectContaining({ logicalId: 'T', reason: expect.stringContaining('Fn::ImportValue does not run here') }),
    ]);
  });

  it('names macros, unread sections, parameters that stand in, and outputs that fail', () => {
    const found = report({
      Transform: ['AWS::Serverless-2016-10-31', 'AWS::LanguageExtensions'],
      Rules: {},
      Parameters: { P: { Type: 'AWS::SSM::Parameter::Value<String>', Default: '/p' } },
      Outputs: { O: { Value: { 'Fn::ImportValue': 'x' } } },
    });

    expect(found.notSupported.map(({ logicalId }) => logicalId)).toEqual([
      'Transform AWS::Serverless-2016-10-31',
      'Rules',
      'Parameter P',
      'O',
    ]);
  });

  it('adds what a service finds when it looks closer', () => {
    const tables = [
      {
        'AWS::DynamoDB::Table': {
          run: ['Body'],
          examine: () => [{ verdict: 'notSupported' as const, property: 'Body.x', reason: 'too new' }],
        },
      },
    ];

    expect(report(table({ Body: {} }), tables).notSupported).toEqual([
      { logicalId: 'T', type: 'AWS::DynamoDB::Table', property: 'Body.x', reason: 'too new' },
    ]);
  });
});

describe('the printed report', () => {
  it('counts what runs and lists what is not supported', () => {
    const found = report(table({ TableName: 'x', Color: 1, Tags: 'x', Indexes: [{ Insights: 1 }] }));

    expect(formatSupport(found)).toBe(
      [
        'Run here: 1 setting of 1 resource',
        'No effect here: 1 setting of 1 resource',
        'Not supported here, so it works only after a deployment (2):',
        '  - T (AWS::DynamoDB::Table): Color',
        '  - T (AWS::DynamoDB::Table): Indexes.0.Insights: no metrics here',
      ].join('\n'),
    );
  });

  it('says so when nothing is missing', () => {
    expect(formatSupport(report(table({ TableName: 'x' })))).toMatch(/Not supported here: nothing$/);
  });
});
