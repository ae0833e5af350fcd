import {
  type Finding,
  formatNumber,
  formatReport,
  formatTable,
  isMet,
  type Report,
  toJson,
} from '../../bench/report.ts';

const atLeast = (value: number, target: number): Finding => ({
  what: 'speed',
  value,
  unit: '×',
  target: { kind: 'at least', value: target },
});
const atMost = (value: number, target: number): Finding => ({
  what: 'cost',
  value,
  unit: '%',
  target: { kind: 'at most', value: target },
});
const circumstances = { machine: '2 cores', node: '20.20.2', date: '2026-01-02', durationInSeconds: 61.4 };

describe('a target', () => {
  it.each([
    [atLeast(4, 4), true],
    [atLeast(3.99, 4), false],
    [atMost(5, 5), true],
    [atMost(5.01, 5), false],
    [atMost(-1, 5), true],
  ])('of %j is met: %p', (finding, expected) => {
    expect(isMet(finding)).toBe(expected);
  });
});

describe('formatNumber', () => {
  it.each([
    [12345.6, '12,346'],
    [123.4, '123'],
    [100, '100'],
    [12.34, '12.3'],
    [1.234, '1.23'],
    [0.1234, '0.123'],
    [0, '0'],
    [-1.25, '-1.25'],
    [5, '5'],
    [Number.NaN, '–'],
  ])('writes %d as %s', (value, expected) => {
    expect(formatNumber(value)).toBe(expected);
  });
});

describe('formatTable', () => {
  it('aligns texts to the left and numbers to the right', () => {
    const rows = [
      ['a long name', 5, 'yes'],
      ['short', 12_000, 'no'],
    ];
    expect(formatTable({ title: 'Speed', columns: ['', 'rate', 'met'], rows })).toBe(
      [
        'Speed',
        '',
        '               rate  met',
        '───────────  ──────  ───',
        'a long name       5  yes',
        'short        12,000  no',
      ].join('\n'),
    );
  });

  it('takes a column with a text in it for texts', () => {
    expect(formatTable({ title: 'T', columns: ['value'], rows: [[1], ['none']] })).toBe(
      ['T', '', 'value', '─────', '1', 'none'].join('\n'),
    );
  });
});

describe('a report', () => {
  const report: Report = {
    tables: [{ title: 'Sides', columns: ['side', 'requests/s'], rows: [['ours', 5000]] }],
    findings: [{ ...atLeast(4.5, 4), aim: 5 }, atMost(7, 5)],
    notes: ['A peer is missing.'],
  };

  it('shows tables, verdicts, notes and circumstances', () => {
    const text = formatReport(report, circumstances);
    expect(text).toContain('ours       5,000');
    expect(text).toMatch(/^speed +4\.50 × +at least 4 × +5 × +yes$/m);
    expect(text).toMatch(/^cost +7 % +at most 5 % +NO$/m);
    expect(text).toContain('\n\nA peer is missing.\n\n2 cores, Node.js 20.20.2, 2026-01-02, 61 s');
  });

  it('leaves the verdicts out when nothing has a target', () => {
    expect(formatReport({ ...report, findings: [] }, circumstances)).not.toContain('targets');
  });

  it('names each figure in JSON', () => {
    expect(toJson('gateway', report, circumstances)).toEqual({
      name: 'gateway',
      machine: '2 cores',
      node: '20.20.2',
      date: '2026-01-02',
      durationInSeconds: 61.4,
      findings: [
        { what: 'speed', value: 4.5, unit: '×', target: { kind: 'at least', value: 4 }, aim: 5, met: true },
        { what: 'cost', value: 7, unit: '%', target: { kind: 'at most', value: 5 }, met: false },
      ],
      tables: [{ title: 'Sides', rows: [{ side: 'ours', 'requests/s': 5000 }] }],
      notes: ['A peer is missing.'],
    });
  });
});
