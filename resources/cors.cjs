/** CORS in one place: an OPTIONS method for every path, and the origin header on every answer, refusals included. */

const ORIGIN = 'stageVariables.allowedOrigin';
const REQUEST_HEADERS = 'Authorization,Content-Type,Idempotency-Key,If-Match,X-Api-Key';
const EXPOSED_HEADERS = 'ETag,Retry-After,x-amzn-RequestId,x-amzn-ErrorType';

/** `contract` is an OpenAPI document; it is changed in place and returned. Lambda proxies set their own headers. */
function addCors(contract) {
  for (const response of Object.values(contract['x-amazon-apigateway-gateway-responses'])) {
    response.responseParameters = {
      ...response.responseParameters,
      'gatewayresponse.header.Access-Control-Allow-Origin': ORIGIN,
      'gatewayresponse.header.Access-Control-Expose-Headers': `'${EXPOSED_HEADERS}'`,
    };
  }
  for (const [path, operations] of Object.entries(contract.paths)) {
    for (const operation of Object.values(operations)) {
      inlineResponses(operation, contract.components.responses);
      addOriginHeader(operation);
    }
    operations.options = preflight(path, Object.keys(operations));
  }
  return contract;
}

/** The import takes no reference to a response. Source: "Amazon API Gateway important notes". */
function inlineResponses(operation, sharedResponses) {
  for (const [status, { $ref }] of Object.entries(operation.responses)) {
    if ($ref) operation.responses[status] = sharedResponses[$ref.split('/').at(-1)];
  }
}

function addOriginHeader(operation) {
  const integration = operation['x-amazon-apigateway-integration'];
  if (integration.type === 'aws_proxy') return;
  for (const [status, response] of Object.entries(operation.responses)) {
    operation.responses[status] = { ...response, headers: { ...response.headers, ...declared(ANSWER_HEADERS) } };
  }
  integration.responses = Object.fromEntries(
    Object.entries(integration.responses).map(([pattern, response]) => [
      pattern,
      { ...response, responseParameters: { ...response.responseParameters, ...mapped(ANSWER_HEADERS) } },
    ]),
  );
}

const ANSWER_HEADERS = {
  'Access-Control-Allow-Origin': ORIGIN,
  'Access-Control-Expose-Headers': `'${EXPOSED_HEADERS}'`,
};

/** Answered by API Gateway itself. A browser remembers it for two hours, the most that Chromium allows. */
function preflight(path, methods) {
  const headers = {
    'Access-Control-Allow-Origin': ORIGIN,
    'Access-Control-Allow-Methods': `'${methods.join(',').toUpperCase()},OPTIONS'`,
    'Access-Control-Allow-Headers': `'${REQUEST_HEADERS}'`,
    'Access-Control-Max-Age': "'7200'",
  };
  const names = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]);
  return {
    summary: 'CORS preflight',
    tags: ['CORS'],
    parameters: names.map((name) => ({ name, in: 'path', required: true, schema: { type: 'string' } })),
    responses: { 204: { description: 'What a browser may send.', headers: declared(headers) } },
    'x-amazon-apigateway-integration': {
      type: 'mock',
      passthroughBehavior: 'never',
      requestTemplates: { 'application/json': '{ "statusCode": 204 }' },
      responses: { default: { statusCode: '204', responseParameters: mapped(headers) } },
    },
  };
}

function declared(headers) {
  return Object.fromEntries(Object.keys(headers).map((name) => [name, { schema: { type: 'string' } }]));
}

function mapped(headers) {
  return Object.fromEntries(
    Object.entries(headers).map(([name, source]) => [`method.response.header.${name}`, source]),
  );
}

module.exports = { addCors };
