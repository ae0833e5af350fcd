/** What posts to connections leave for the inspector: one record for each frame, however many get it. */

import type { RequestRecord } from '../../../local/api-gateway/record.ts';
import { createPostRecords } from '../../../local/websocket-api/post-records.ts';
import { sendRaw } from '../../conformance/raw-client.ts';
import { pause, type TestApi, until, withApi } from './a-websocket-api.ts';

const aPost = (text: string, status = 200) => ({ stageName: 'dev', status, body: Buffer.from(text) });
const aRecord = (rawTarget: string) =>
  ({ rawTarget, checkpoints: { methodRequest: { steps: [] } } }) as unknown as RequestRecord;
const targets = (records: readonly RequestRecord[]) => records.map(({ rawTarget }) => rawTarget);

describe('a post to a connection', () => {
  const post = ({ server }: TestApi, connectionId: string, text: string) =>
    sendRaw(server.port, {
      method: 'POST',
      target: `/dev/@connections/${connectionId}`,
      headers: [['Authorization', 'AWS4-HMAC-SHA256 Credential=x']],
      body: Buffer.from(text),
    });
  const posts = ({ records }: TestApi) => records.filter(({ method }) => method === 'POST');

  it('leaves a record soon', async () => {
    await withApi({}, async (api) => {
      const { connectionId } = await api.connect();
      await post(api, connectionId, 'hi');
      const record = await until(() => posts(api)[0]);
      expect(record).toMatchObject({
        ...{ method: 'POST', rawTarget: `/dev/@connections/${connectionId}`, status: 200 },
        checkpoints: { methodRequest: { body: Buffer.from('hi'), parameters: { connectionId }, steps: [] } },
      });
    });
  });

  it('shares the record of another with the same frame and answer', async () => {
    await withApi({}, async (api) => {
      const clients = [await api.connect(), await api.connect(), await api.connect()];
      for (const { connectionId } of clients) await post(api, connectionId, 'hi');
      await post(api, clients[0]?.connectionId ?? '', 'ho');
      for (const id of ['abcdefghijklmno=', 'bcdefghijklmnop=']) await post(api, id, 'hi');
      await until(() => posts(api)[2]);
      expect(posts(api).map(({ status, checkpoints }) => [status, String(checkpoints.methodRequest.body)])).toEqual([
        [200, 'hi'],
        [200, 'ho'],
        [410, 'hi'],
      ]);
      expect(posts(api)[0]).toMatchObject({
        rawTarget: `/dev/@connections/${clients[0]?.connectionId} and 2 others`,
        checkpoints: {
          methodRequest: {
            steps: [{ name: 'Others', verdict: 'the same to 2 other connections, with the same answer' }],
          },
        },
      });
    });
  });

  it('is recorded at the latest when the API ends', async () => {
    let ended: TestApi | undefined;
    await withApi({}, async (api) => {
      ended = api;
      await post(api, (await api.connect()).connectionId, 'hi');
    });
    expect(ended && posts(ended)).toHaveLength(1);
  });
});

describe('the record of a frame', () => {
  it('is there at the latest after five seconds, though the frame is posted again and again', async () => {
    jest.useFakeTimers();
    const records: RequestRecord[] = [];
    const postRecords = createPostRecords((record) => records.push(record));
    for (let ms = 0; ms < 6_000; ms += 100) {
      if (!postRecords.count(aPost('hi'))) postRecords.open(aPost('hi'), aRecord(`at ${ms}`));
      jest.advanceTimersByTime(100);
    }
    expect(targets(records)).toEqual(['at 0 and 49 others']);
    postRecords.close();
    jest.useRealTimers();
  });

  it('is handed on early when there are very many different frames', () => {
    const records: RequestRecord[] = [];
    const postRecords = createPostRecords((record) => records.push(record));
    for (let number = 0; number < 100; number++) postRecords.open(aPost(`frame ${number}`), aRecord(`post ${number}`));
    expect(targets(records)).toEqual(Array.from({ length: 36 }, (_, number) => `post ${number}`));
    postRecords.close();
    expect(records).toHaveLength(100);
  });

  it('costs nothing where nobody listens', async () => {
    const postRecords = createPostRecords(undefined);
    postRecords.open(aPost('hi'), aRecord('post'));
    expect(postRecords.count(aPost('hi'))).toBe(false);
    await pause(0);
  });
});
