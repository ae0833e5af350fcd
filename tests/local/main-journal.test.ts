/** What the inspector's journal is told of, and how much each entry weighs. */

import { closeRecord, openRecord, recordRefusal } from '../../local/api-gateway/recording.ts';
import type { BatchInvocation } from '../../local/event-source/process-batch.ts';
import {
  InvocationLinks,
  toBatchEntry,
  toCodeEntry,
  toInvocationEntry,
  toRequestEntry,
} from '../../local/main-journal.ts';

const BASE = 4096;

function aRecord({ rawTarget = '', headers = [] as [string, string][], body = '', reply = '' } = {}) {
  const request = {
    ...{ method: 'PUT', rawTarget, headers, body: Buffer.from(body) },
    ...{ sourceIp: '127.0.0.1', protocol: 'HTTP/1.1', receivedAtMs: 1000 },
  };
  const api = { id: 'a1', name: 'shop', type: 'REST' } as const;
  const record = openRecord(request, 'r-1', api, 'dev', { resourcePath: '/books', parameters: {} });
  closeRecord(record, { status: 200, headers: [], body: Buffer.from(reply) }, 0, 0);
  return record;
}

describe('the entry of a request', () => {
  it('names what a list shows, and holds the record and what it takes to send it again', () => {
    const record = aRecord({ rawTarget: '/dev/books', headers: [['Accept', '*/*']], body: '{}' });
    recordRefusal(record, { responseType: 'THROTTLED', message: 'Too Many Requests' });
    expect(toRequestEntry(record)).toMatchObject({
      id: 'r-1',
      kind: 'request',
      atMs: 1000,
      summary: { api: 'REST', method: 'PUT', rawTarget: '/dev/books', status: 200, refusedBy: 'THROTTLED' },
      request: { rawTarget: '/dev/books', headers: [['Accept', '*/*']], body: Buffer.from('{}') },
    });
    expect(toRequestEntry(record).detail).toBe(record);
  });

  it('names the invocation that its event led to', () => {
    const links = new InvocationLinks();
    links.add('{"event":1}', 'i-1');
    const record = aRecord();
    record.checkpoints.integrationRequest = { type: 'AWS_PROXY', rendered: '{"event":1}', durationInMs: 1 };
    expect(toRequestEntry(record, links).summary.invocationId).toBe('i-1');
  });

  it.each([
    ['nothing', {}, 0],
    ['its bodies', { body: 'x'.repeat(1000), reply: 'y'.repeat(500) }, 1500],
    ['its headers', { headers: [['X-Long', 'z'.repeat(994)]] as [string, string][] }, 1000],
    ['its target, which is kept in many pieces', { rawTarget: '?'.repeat(1000) }, 25_000],
  ])('weighs %s beside the rest', (_what, parts, weight) => {
    expect(toRequestEntry(aRecord(parts)).weightInBytes).toBe(BASE + weight);
  });
});

describe('the other entries', () => {
  it('tell of an invocation when it began', () => {
    const record = {
      ...{ requestId: 'i-1', functionName: 'getCover', finishedAtMs: 1500, durationInMs: 500, coldStart: true },
      ...{ payload: 'abc', logs: ['de', 'f'], statusCode: 200 as const, invocationType: 'RequestResponse' as const },
    };
    expect(toInvocationEntry(record)).toEqual({
      ...{ id: 'i-1', kind: 'invocation', atMs: 1000, detail: record, weightInBytes: BASE + 6 },
      summary: { functionName: 'getCover', durationInMs: 500, coldStart: true, functionError: undefined },
    });
  });

  it('tell of a code, with the code', () => {
    const delivery = { poolId: 'p', username: 'u', email: 'a@b.example', code: '123456', purpose: 'sign-up' } as const;
    expect(toCodeEntry(delivery)).toMatchObject({
      kind: 'code',
      summary: { email: 'a@b.example', purpose: 'sign-up', code: '123456' },
    });
  });

  it("tell of a stream's batch", () => {
    const invocation = {
      ...{ shardId: 's', records: [{ eventID: '1' }, { eventID: '2' }], attempt: 2, startedAtMs: 7, durationInMs: 3 },
      ...{ outcome: 'failed', error: 'boom', mapping: { id: 'm', functionName: 'index', streamArn: 'arn' } },
    } as unknown as BatchInvocation;
    expect(toBatchEntry(invocation)).toMatchObject({
      ...{ kind: 'event', atMs: 7, weightInBytes: BASE + 30 },
      summary: { mappingId: 'm', functionName: 'index', records: 2, attempt: 2, outcome: 'failed' },
      detail: { streamArn: 'arn', shardId: 's', error: 'boom' },
    });
  });
});

describe('which invocation a request led to', () => {
  it('is told once', () => {
    const links = new InvocationLinks();
    links.add('{"a":1}', 'i-1');
    expect(links.take('{"a":2}')).toBeUndefined();
    expect(links.take('{"a":1}')).toBe('i-1');
    expect(links.take('{"a":1}')).toBeUndefined();
    expect(links.take(Buffer.from('{"a":1}'))).toBeUndefined();
  });

  it('is forgotten when too many are never asked for', () => {
    const links = new InvocationLinks();
    for (let i = 0; i < 300; i++) links.add(`event ${i}`, `i-${i}`);
    expect([links.take('event 0'), links.take('event 99'), links.take('event 100')]).toEqual([
      undefined,
      undefined,
      'i-100',
    ]);
  });
});
