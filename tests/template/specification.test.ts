/** Every resource and property of the compiled templates, against what AWS has published of them. */

import { readTemplate, stages } from './compiled.ts';
import { findMistakes } from './specification.ts';

const QUEUE = { Type: 'AWS::SQS::Queue', Properties: {} };

describe.each(stages)('the template of %s', (stage) => {
  it("keeps to AWS's specification of its resources", () => {
    const template = readTemplate(stage);
    expect(Object.keys(template.Resources).length).toBeGreaterThan(100);
    expect(findMistakes(template)).toEqual([]);
  });
});

describe('the specification', () => {
  it.each([
    ['AWS::Nothing::AtAll', {}, 'X: there is no type AWS::Nothing::AtAll'],
    ['AWS::SQS::Queue', { Colour: 'red' }, 'X.Colour: there is no such property'],
    ['AWS::SQS::Queue', { DelaySeconds: '5' }, 'X.DelaySeconds: "5" is no integer'],
    ['AWS::SQS::Queue', { DelaySeconds: 0.5 }, 'X.DelaySeconds: 0.5 is no integer'],
    ['AWS::SQS::Queue', { FifoQueue: 'true' }, 'X.FifoQueue: "true" is no boolean'],
    ['AWS::SQS::Queue', { QueueName: 5 }, 'X.QueueName: 5 is no string'],
    ['AWS::SQS::Queue', { RedrivePolicy: 5 }, 'X.RedrivePolicy: 5 is no json'],
    ['AWS::SQS::Queue', { Tags: { Key: 'a', Value: 'b' } }, 'X.Tags: {"Key":"a","Value":"b"} is no list'],
    ['AWS::SQS::Queue', { Tags: [{ Key: 'a' }] }, 'X.Tags.0.Value: it is required'],
    ['AWS::Lambda::Permission', { Action: 'a', FunctionName: 'b' }, 'X.Principal: it is required'],
    ['AWS::Lambda::Function', { Code: [], Role: 'r' }, 'X.Code: [] is no object'],
    [
      'AWS::Lambda::Function',
      { Code: {}, Role: 'r', Environment: { Variables: 'a' } },
      'X.Environment.Variables: "a" is no map',
    ],
    ['AWS::SQS::Queue', { DelaySeconds: { 'Fn::If': ['Yes', 5, '5'] } }, 'X.DelaySeconds: "5" is no integer'],
    ['AWS::SQS::Queue', { QueueName: { Ref: 'Nobody' } }, 'X: there is no Nobody to refer to'],
    [
      'AWS::SQS::Queue',
      { QueueName: { 'Fn::GetAtt': ['Queue', 'Colour'] } },
      'X: AWS::SQS::Queue has no attribute Colour',
    ],
    [
      'AWS::SQS::Queue',
      { QueueName: { 'Fn::Sub': 'a-${Queue.Colour}' } },
      'X: AWS::SQS::Queue has no attribute Colour',
    ],
  ])('finds the mistake in a %s with %j', (Type, Properties, mistake) => {
    expect(findMistakes({ Resources: { X: { Type, Properties }, Queue: QUEUE } })).toEqual([mistake]);
  });

  it.each([
    [{ QueueName: { 'Fn::Sub': ['${Stage}-${AWS::Region}-${!Kept}', { Stage: { Ref: 'Stage' } }] } }],
    [{ QueueName: { 'Fn::GetAtt': 'Queue.Arn' } }],
    [{ DelaySeconds: { 'Fn::If': ['Yes', 5, { Ref: 'AWS::NoValue' }] } }],
  ])('finds nothing in %j', (Properties) => {
    const Resources = { X: { Type: 'AWS::SQS::Queue', Properties }, Queue: QUEUE };
    expect(findMistakes({ Resources, Parameters: { Stage: {} } })).toEqual([]);
  });

  it('looks for what outputs refer to', () => {
    const Outputs = { Address: { Value: { 'Fn::GetAtt': ['Queue', 'QueueUrl'] } }, Bad: { Value: { Ref: 'Nobody' } } };
    expect(findMistakes({ Resources: { Queue: QUEUE }, Outputs })).toEqual(['Outputs: there is no Nobody to refer to']);
  });
});
