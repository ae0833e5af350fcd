/** Gives each declared parameter its value: the given one or the default, checked against the declaration. */

import { StackError } from './errors.ts';
import { toText } from './intrinsic.ts';
import type { Members } from './template.ts';

export type ParameterValue = string | readonly string[];

const LIST_TYPE = /^(CommaDelimitedList|List<.+>|AWS::SSM::Parameter::Value<(List<.+>|CommaDelimitedList)>)$/;
const SINGLE_TYPE = /^(String|Number|AWS::[A-Za-z0-9]+::.+)$/;

/** Throws MissingParameter naming all that lack a value, UnknownParameter for a given one that is not declared. */
export function readParameters(
  declarations: ReadonlyMap<string, Members>,
  given: Readonly<Record<string, string>>,
): ReadonlyMap<string, ParameterValue> {
  for (const name of Object.keys(given)) {
    if (declarations.has(name)) continue;
    throw new StackError('UnknownParameter', `The template declares no parameter ${name}`, 'Parameters');
  }
  const missing = [...declarations].filter(([name, { Default }]) => given[name] === undefined && Default === undefined);
  if (missing.length > 0) {
    const names = missing.map(([name]) => name).join(', ');
    throw new StackError('MissingParameter', `These parameters need a value: ${names}`, 'Parameters');
  }
  return new Map(
    [...declarations].map(([name, declaration]) => {
      const where = `Parameters.${name}`;
      return [name, toValue(given[name] ?? toDefault(declaration, where), declaration, where)];
    }),
  );
}

function toDefault({ Default }: Members, where: string): string {
  return Array.isArray(Default) ? Default.join(',') : toText(Default, `${where}.Default`);
}

/** A number stays a text: that is what Ref gives ("Parameters" in the CloudFormation User Guide). */
function toValue(text: string, declaration: Members, where: string): ParameterValue {
  const type = declaration.Type;
  if (typeof type !== 'string' || !(LIST_TYPE.test(type) || SINGLE_TYPE.test(type))) {
    throw new StackError('InvalidTemplate', `${String(type)} is no parameter type`, `${where}.Type`);
  }
  const values = LIST_TYPE.test(type) ? text.split(',').map((part) => part.trim()) : text;
  for (const value of typeof values === 'string' ? [values] : values) checkValue(value, declaration, where);
  return values;
}

function checkValue(value: string, declaration: Members, where: string): void {
  const refuse = (rule: string) => {
    const shown = declaration.NoEcho === true || declaration.NoEcho === 'true' ? 'The value' : `"${value}"`;
    const hint =
      declaration.ConstraintDescription === undefined ? '' : `: ${String(declaration.ConstraintDescription)}`;
    return new StackError('InvalidParameter', `${shown} ${rule}${hint}`, where);
  };
  const { Type, AllowedValues, AllowedPattern, MinLength, MaxLength, MinValue, MaxValue } = declaration;
  if (/Number/.test(String(Type)) && (value.trim() === '' || Number.isNaN(Number(value)))) throw refuse('is no number');
  if (Array.isArray(AllowedValues) && !AllowedValues.map(String).includes(value)) {
    throw refuse(`is none of ${AllowedValues.join(', ')}`);
  }
  if (typeof AllowedPattern === 'string' && !wholePattern(AllowedPattern, where).test(value)) {
    throw refuse(`does not match ${AllowedPattern}`);
  }
  if (MinLength !== undefined && value.length < Number(MinLength)) throw refuse(`is shorter than ${MinLength}`);
  if (MaxLength !== undefined && value.length > Number(MaxLength)) throw refuse(`is longer than ${MaxLength}`);
  if (MinValue !== undefined && Number(value) < Number(MinValue)) throw refuse(`is less than ${MinValue}`);
  if (MaxValue !== undefined && Number(value) > Number(MaxValue)) throw refuse(`is more than ${MaxValue}`);
}

/** The pattern has to match the entire value ("Parameters" in the CloudFormation User Guide). */
function wholePattern(pattern: string, where: string): RegExp {
  try {
    return new RegExp(`^(?:${pattern})$`);
  } catch {
    throw new StackError('InvalidTemplate', `${pattern} can't be read as a pattern`, `${where}.AllowedPattern`);
  }
}
