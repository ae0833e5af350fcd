/** What the page makes of what the network brings. */
import { parseFrame } from '../../../frontend/live/frames.ts';

const sender = { name: 'Ann', id: 'a' };
const message = { room: 'lobby', messageId: '01', sender, text: '<b>', sentAt: '2026-01-01T00:00:00.000Z' };

describe('parseFrame', () => {
  it.each([
    [{ type: 'joined', room: 'lobby', you: sender }],
    [{ type: 'left', room: 'lobby' }],
    [{ type: 'message', ...message }],
    [{ type: 'history', room: 'lobby', items: [message], hasMore: false }],
    [{ type: 'pong' }],
    [{ type: 'presence', room: 'lobby', count: 2 }],
    [{ type: 'order', orderId: 'o', status: 'packed' }],
    [{ type: 'error', code: 'Busy', message: 'Later.' }],
  ])('knows %j', (frame) => {
    expect(parseFrame(JSON.stringify(frame))).toEqual({ frame, requestId: undefined });
    expect(parseFrame(JSON.stringify({ ...frame, requestId: '7' }))).toEqual({ frame, requestId: '7' });
  });

  it('takes from a message what the protocol names, and nothing else', () => {
    const { frame } = parseFrame(JSON.stringify({ type: 'message', ...message, html: '<img>', __proto__: null })) ?? {};
    expect(frame).toEqual({ type: 'message', ...message });
  });

  it('tells what API Gateway itself says', () => {
    const text = '{"message": "Internal server error", "connectionId":"c=", "requestId":"r="}';
    const frame = { type: 'error', code: 'Gateway', message: 'Internal server error' };
    expect(parseFrame(text)).toEqual({ frame, requestId: undefined });
  });

  it.each([
    'hello',
    '',
    'null',
    '[]',
    '5',
    '{}',
    '{"type":"surprise"}',
    '{"type":"joined","room":"lobby"}',
    '{"type":"presence","room":"lobby","count":"2"}',
    '{"type":"order","orderId":"o","status":"eaten"}',
    '{"type":"order","orderId":"o","status":"__proto__"}',
    '{"type":"message","room":"lobby","messageId":"01","text":5,"sentAt":"","sender":{"name":"","id":""}}',
    '{"type":"history","room":"lobby","items":[{}],"hasMore":false}',
  ])('passes over %s', (text) => {
    expect(parseFrame(text)).toBeUndefined();
  });

  it('passes over what is no text', () => {
    expect(parseFrame(new ArrayBuffer(2))).toBeUndefined();
  });
});
