/** Compares a table on the engine with its definition in the template. */

import type { IndexDefinition, KeyElement, TableDefinition } from './table-definition.ts';

/** What DescribeTable says, as far as it matters here. */
export interface TableDescription {
  readonly TableStatus?: string;
  readonly KeySchema: readonly KeyElement[];
  readonly AttributeDefinitions: TableDefinition['AttributeDefinitions'];
  readonly GlobalSecondaryIndexes?: readonly (IndexDefinition & { readonly IndexStatus?: string })[];
  readonly LocalSecondaryIndexes?: readonly IndexDefinition[];
  readonly StreamSpecification?: { readonly StreamEnabled?: boolean; readonly StreamViewType?: string };
}

/** Names the first difference that no update can settle, ready to follow "was made with"; undefined when there is none. */
export function toDifference(existing: TableDescription, wanted: TableDefinition): string | undefined {
  if (keyText(existing.KeySchema) !== keyText(wanted.KeySchema)) return `a key (${keyText(existing.KeySchema)})`;
  for (const { AttributeName, AttributeType } of wanted.AttributeDefinitions) {
    const present = existing.AttributeDefinitions.find((other) => other.AttributeName === AttributeName);
    if (present !== undefined && present.AttributeType !== AttributeType) {
      return `a type of ${AttributeName} (${present.AttributeType})`;
    }
  }
  const local = (indexes: readonly IndexDefinition[] = []) => indexes.map(indexText).sort().join('; ');
  const localPresent = local(existing.LocalSecondaryIndexes);
  if (localPresent !== local(wanted.LocalSecondaryIndexes)) return `local indexes (${localPresent || 'none'})`;
  const changed = (existing.GlobalSecondaryIndexes ?? []).find((index) =>
    wanted.GlobalSecondaryIndexes?.some((other) => other.IndexName === index.IndexName && !isSameIndex(index, other)),
  );
  return changed === undefined ? undefined : `an index (${indexText(changed)})`;
}

export function isSameIndex(left: IndexDefinition, right: IndexDefinition): boolean {
  return indexText(left) === indexText(right);
}

function indexText({ IndexName, KeySchema, Projection }: IndexDefinition): string {
  const attributes = [...(Projection.NonKeyAttributes ?? [])].sort();
  return `${IndexName}: ${keyText(KeySchema)}, ${[Projection.ProjectionType ?? 'ALL', ...attributes].join(' ')}`;
}

/** The partition key comes first on AWS, whatever the order in the template. */
function keyText(schema: readonly KeyElement[]): string {
  const sorted = [...schema].sort((left, right) => left.KeyType.localeCompare(right.KeyType));
  return sorted.map(({ AttributeName }) => AttributeName).join(' + ');
}
