/** What a benchmark found, as text for people and as JSON for programs. */

export type Cell = string | number;

export interface Table {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

/** One figure with its target. */
export interface Finding {
  readonly what: string;
  readonly value: number;
  /** Such as `×`, `µs` or `%`. */
  readonly unit: string;
  /** Whether the target is the least or the most that will do. */
  readonly target: { readonly kind: 'at least' | 'at most'; readonly value: number };
  /** What would be better than the target. */
  readonly aim?: number;
}

export function atMost(what: string, value: number, unit: string, most: number, aim?: number): Finding {
  return { what, value, unit, target: { kind: 'at most', value: most }, ...(aim !== undefined && { aim }) };
}

export function atLeast(what: string, value: number, unit: string, least: number, aim?: number): Finding {
  return { what, value, unit, target: { kind: 'at least', value: least }, ...(aim !== undefined && { aim }) };
}

export interface Report {
  readonly tables: readonly Table[];
  readonly findings: readonly Finding[];
  /** Whatever limits the figures, such as a peer that could not be installed. */
  readonly notes: readonly string[];
}

export interface Circumstances {
  readonly machine: string;
  readonly node: string;
  readonly date: string;
  readonly durationInSeconds: number;
}

export function isMet({ value, target }: Finding): boolean {
  return target.kind === 'at least' ? value >= target.value : value <= target.value;
}

export function formatReport({ tables, findings, notes }: Report, circumstances: Circumstances): string {
  const { machine, node, date, durationInSeconds } = circumstances;
  const verdicts = findings.length > 0 ? [formatFindings('Against the targets', findings)] : [];
  const conditions = `${machine}, Node.js ${node}, ${date}, ${Math.round(durationInSeconds)} s`;
  return [...tables.map(formatTable), ...verdicts, ...notes, conditions].join('\n\n');
}

export function formatFindings(title: string, findings: readonly Finding[]): string {
  return formatTable({ title, columns: ['', 'measured', 'target', 'aim', 'met'], rows: findings.map(toVerdict) });
}

function toVerdict(finding: Finding): readonly Cell[] {
  const { what, value, unit, target, aim } = finding;
  const show = (figure: number) => `${formatNumber(figure)} ${unit}`;
  return [
    what,
    show(value),
    `${target.kind} ${show(target.value)}`,
    aim === undefined ? '' : show(aim),
    isMet(finding) ? 'yes' : 'NO',
  ];
}

/** Numbers stand to the right, texts to the left. */
export function formatTable({ title, columns, rows }: Table): string {
  const texts = rows.map((row) => row.map((cell) => (typeof cell === 'number' ? formatNumber(cell) : cell)));
  const isNumeric = columns.map((_, index) => rows.every((row) => typeof row[index] === 'number'));
  const widths = columns.map((column, index) =>
    Math.max(column.length, ...texts.map((row) => row[index]?.length ?? 0)),
  );
  const toLine = (cells: readonly string[]) =>
    cells
      .map((cell, index) => (isNumeric[index] ? cell.padStart(widths[index] ?? 0) : cell.padEnd(widths[index] ?? 0)))
      .join('  ')
      .trimEnd();
  const rule = widths.map((width) => '─'.repeat(width)).join('  ');
  return [title, '', toLine(columns), rule, ...texts.map(toLine)].join('\n');
}

/** Three digits that count: 12345 → 12,345, 12.345 → 12.3, 0.12345 → 0.123. */
export function formatNumber(value: number): string {
  if (!Number.isFinite(value)) return '–';
  const size = Math.abs(value);
  const decimals = size >= 100 || Number.isInteger(value) ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3;
  return value.toLocaleString('en-US', { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
}

/** Tables as lists of objects, so that a program finds a figure by its name. */
export function toJson(name: string, { tables, findings, notes }: Report, circumstances: Circumstances): unknown {
  return {
    name,
    ...circumstances,
    findings: findings.map((finding) => ({ ...finding, met: isMet(finding) })),
    tables: tables.map(({ title, columns, rows }) => ({
      title,
      rows: rows.map((row) => Object.fromEntries(columns.map((column, index) => [column, row[index]]))),
    })),
    notes,
  };
}
