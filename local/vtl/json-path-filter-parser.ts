/** Reads the inside of `[?(…)]`. */
import { type ParsePath, parseOperand } from './json-path-operand.ts';
import type { PathReader } from './json-path-reader.ts';
import type { Filter } from './json-path-syntax.ts';

const OPERATOR =
  /(===|!==|==|=~|!=|<=|>=|<|>|(?:in|nin|subsetof|anyof|noneof|contains|size|empty|all|IN|NIN|SUBSETOF|ANYOF|NONEOF|CONTAINS|SIZE|EMPTY|ALL)\b)/y;

export function parseFilter(reader: PathReader, parsePath: ParsePath): Filter {
  const filters = [parseConjunction(reader, parsePath)];
  while (reader.takeText('||')) filters.push(parseConjunction(reader, parsePath));
  return joined('or', filters);
}

function parseConjunction(reader: PathReader, parsePath: ParsePath): Filter {
  const filters = [parseTest(reader, parsePath)];
  while (reader.takeText('&&')) filters.push(parseTest(reader, parsePath));
  return joined('and', filters);
}

function joined(kind: 'and' | 'or', filters: readonly Filter[]): Filter {
  const [only] = filters;
  return only && filters.length === 1 ? only : { kind, filters };
}

function parseTest(reader: PathReader, parsePath: ParsePath): Filter {
  reader.skipWhiteSpace();
  if (reader.takeText('!')) return { kind: 'not', filter: reader.bounded(() => parseTest(reader, parsePath)) };
  if (!reader.takeText('(')) return parseRelation(reader, parsePath);
  const filter = reader.bounded(() => parseFilter(reader, parsePath));
  reader.expect(')');
  reader.skipWhiteSpace();
  return filter;
}

function parseRelation(reader: PathReader, parsePath: ParsePath): Filter {
  const left = parseOperand(reader, parsePath);
  const operator = reader.take(OPERATOR)?.[0];
  if (operator !== undefined) {
    return { kind: 'relation', operator: operator.toLowerCase(), left, right: parseOperand(reader, parsePath) };
  }
  return left.kind === 'path' ? { kind: 'exists', path: left.path } : reader.fail();
}
