/** What counts as a success and as a failure of a batch. */

import { findFailure } from '../../../local/event-source/batch-outcome.ts';

const records = ['8', '9', '10'].map((SequenceNumber) => ({ dynamodb: { SequenceNumber } }));
const failures = (...ids: unknown[]) => ({ batchItemFailures: ids.map((itemIdentifier) => ({ itemIdentifier })) });

describe('with ReportBatchItemFailures, a batch', () => {
  it.each([
    [null, undefined],
    ['', undefined],
    [{}, undefined],
    [{ batchItemFailures: null }, undefined],
    [{ batchItemFailures: [] }, undefined],
    [failures('8'), 0],
    [failures('10'), 2],
    [failures('10', '9'), 1],
    [failures(''), 0],
    [failures(null), 0],
    [failures('11'), 0],
    [failures('10', '11'), 0],
    [{ batchItemFailures: [{ sequenceNumber: '9' }] }, 0],
    [{ batchItemFailures: [null] }, 0],
    [{ batchItemFailures: '9' }, 0],
    ['done', 0],
  ])('that is answered with %j failed from %p on', (answer, expected) => {
    expect(findFailure({ payload: JSON.stringify(answer) }, records, true)).toBe(expected);
  });
});

describe('any batch', () => {
  it('is a failure when the function raised', () => {
    expect(findFailure({ payload: 'null', functionError: 'Unhandled' }, records, true)).toBe(0);
    expect(findFailure({ payload: 'null', functionError: 'Unhandled' }, records, false)).toBe(0);
  });

  it('is done whatever the answer, where the mapping does not ask for a report', () => {
    expect(findFailure({ payload: JSON.stringify(failures('9')) }, records, false)).toBeUndefined();
  });
});
