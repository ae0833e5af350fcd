/** Reads a REST API out of OpenAPI 3.0 with API Gateway's extensions. Source: "OpenAPI extensions for API Gateway". */

import { findText, type Properties, toProperties } from '../../api-gateway/properties.ts';
import type { RestApiParts } from '../read-methods.ts';
import { listOperations, type OpenApiDocument, type Operation, parseDocument } from './document.ts';
import { toIntegrationProperties } from './read-integration.ts';
import { readMessages } from './read-messages.ts';
import { readAuthorizers, readSecurity } from './read-security.ts';

export type OpenApiParts = Pick<
  RestApiParts,
  | 'name'
  | 'apiKeySourceType'
  | 'binaryMediaTypes'
  | 'policy'
  | 'models'
  | 'gatewayResponses'
  | 'authorizers'
  | 'methods'
>;

/** Takes the document or its JSON text. Throws OpenApiError for what is no OpenAPI 3 document. */
export function readOpenApi(body: unknown): OpenApiParts {
  const document = parseDocument(body);
  const { root } = document;
  const schemas = toProperties(toProperties(root.components).schemas);
  const models: Record<string, unknown> = { ...schemas };
  const methods = listOperations(document).map((operation) => toMethodProperties(document, operation, models));
  return {
    name: findText(toProperties(root.info).title),
    apiKeySourceType: root['x-amazon-apigateway-api-key-source'],
    binaryMediaTypes: root['x-amazon-apigateway-binary-media-types'],
    policy: root['x-amazon-apigateway-policy'],
    models,
    gatewayResponses: toGatewayResponses(root),
    authorizers: readAuthorizers(document),
    methods,
  };
}

/** Adds the models of inline schemas to `models`. */
function toMethodProperties(document: OpenApiDocument, it: Operation, models: Record<string, unknown>): Properties {
  const { requestParameters, requestModels, methodResponses } = readMessages(document, it, models);
  return {
    Path: it.path,
    HttpMethod: it.httpMethod,
    OperationName: it.operation.operationId,
    RequestParameters: requestParameters,
    RequestModels: requestModels,
    RequestValidator: findValidator(document.root, it),
    MethodResponses: methodResponses,
    Integration: toIntegrationProperties(document.resolve(it.operation['x-amazon-apigateway-integration'])),
    ...readSecurity(document, it),
  };
}

/** The operation's own validator, else the path's, else the API's. */
function findValidator(root: Properties, { operation, pathItem }: Operation): Properties {
  const key = 'x-amazon-apigateway-request-validator';
  const name = findText(operation[key]) ?? findText(pathItem[key]) ?? findText(root[key]);
  const validator = toProperties(toProperties(root['x-amazon-apigateway-request-validators'])[name ?? '']);
  return {
    ValidateRequestBody: validator.validateRequestBody,
    ValidateRequestParameters: validator.validateRequestParameters,
  };
}

function toGatewayResponses(root: Properties): readonly Properties[] {
  return Object.entries(toProperties(root['x-amazon-apigateway-gateway-responses'])).map(([type, response]) => {
    const { statusCode, responseParameters, responseTemplates } = toProperties(response);
    return {
      ResponseType: type,
      StatusCode: statusCode,
      ResponseParameters: responseParameters,
      ResponseTemplates: responseTemplates,
    };
  });
}
