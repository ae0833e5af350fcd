/** GET /hello/{name} */
export const handler = async ({ pathParameters }) => ({
  statusCode: 200,
  headers: { 'Content-Type': 'application/json' },
  body: JSON.stringify({ hello: pathParameters.name }),
});
