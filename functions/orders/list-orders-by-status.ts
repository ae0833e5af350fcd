/** GET /admin/orders?status=&day= */
import { json } from '../shared/answer.ts';
import { restRoute } from '../shared/rest-route.ts';
import { parseOrderQuery, toToken } from './order-page.ts';
import { listOrders } from './orders-by-status.ts';

export const handler = restRoute(async (event) => {
  const today = new Date().toISOString().slice(0, 10);
  const query = parseOrderQuery(event.queryStringParameters ?? {}, today);
  const { orders, isLast } = await listOrders(query);
  const last = orders.at(-1);
  const page = { items: orders, ...(last && !isLast ? { nextToken: toToken(last.orderId) } : {}) };
  return json(200, page, { 'Cache-Control': 'no-store' });
});
