/** A program that hands every request on to another address and back, with nothing in between: what any gateway costs. */

import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { Pool } from 'undici';
import { serveParent } from '../program.ts';

const [origin = ''] = process.argv.slice(2);
const pool = new Pool(origin, { connections: 64 });
const server = createServer((request, response) => void forward(request, response));
server.listen(0, '127.0.0.1');
await once(server, 'listening');

async function forward(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const { host: _host, 'content-length': _length, connection: _connection, ...headers } = request.headers;
  const reply = await pool.request({
    method: request.method as 'POST',
    path: request.url ?? '/',
    headers,
    body: Buffer.concat(chunks),
  });
  const content = Buffer.from(await reply.body.arrayBuffer());
  const contentType = String(reply.headers['content-type']);
  response.writeHead(reply.statusCode, { 'content-type': contentType, 'content-length': content.length });
  response.end(content);
}

serveParent(async () => {
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
});
