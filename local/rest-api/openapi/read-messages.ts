/** What an operation declares of its request and its responses: parameters, models and headers. */

import { findText, isProperties, type Properties, toList, toProperties } from '../../api-gateway/properties.ts';
import type { OpenApiDocument, Operation } from './document.ts';

export interface Messages {
  readonly requestParameters: Properties;
  readonly requestModels: Properties;
  readonly methodResponses: readonly Properties[];
}

const LOCATIONS = new Map([
  ['path', 'path'],
  ['query', 'querystring'],
  ['header', 'header'],
]);

/** Schemas that stand inline become models of their own, which are added to `models`. */
export function readMessages(document: OpenApiDocument, it: Operation, models: Record<string, unknown>): Messages {
  const { operation } = it;
  const body = document.resolve(operation.requestBody);
  return {
    requestParameters: readParameters(document, it),
    requestModels: readModels(toProperties(body.content), `${toModelName(it)}Request`, models),
    methodResponses: Object.entries(toProperties(operation.responses)).map(([statusCode, response]) =>
      readResponse(document, statusCode, response),
    ),
  };
}

/** The path's parameters, with the operation's own in place of those of the same name. */
function readParameters({ resolve }: OpenApiDocument, { operation, pathItem }: Operation): Properties {
  const declared = [...toList(pathItem.parameters), ...toList(operation.parameters)].map(resolve);
  const entries = declared.flatMap((parameter): [string, boolean][] => {
    const location = LOCATIONS.get(findText(parameter.in) ?? '');
    if (location === undefined) return [];
    return [[`method.request.${location}.${findText(parameter.name)}`, parameter.required === true]];
  });
  return Object.fromEntries(entries);
}

function readModels(content: Properties, inlineName: string, models: Record<string, unknown>): Properties {
  const entries = Object.entries(content).flatMap(([contentType, media]): [string, string][] => {
    const { schema } = toProperties(media);
    const name = findModelName(schema);
    if (name !== undefined) return [[contentType, name]];
    if (!isProperties(schema)) return [];
    models[inlineName] = schema;
    return [[contentType, inlineName]];
  });
  return Object.fromEntries(entries);
}

function findModelName(schema: unknown): string | undefined {
  return /^#\/components\/schemas\/([^/]+)$/.exec(findText(toProperties(schema).$ref) ?? '')?.[1];
}

/** Letters and digits only, as a model's name has to be. */
const toModelName = ({ operation, httpMethod, path }: Operation): string =>
  (findText(operation.operationId) ?? `${httpMethod}${path}`).replace(/[^A-Za-z0-9]/g, '');

function readResponse({ resolve }: OpenApiDocument, statusCode: string, value: unknown): Properties {
  const response = resolve(value);
  const headers = Object.keys(toProperties(response.headers)).map((name) => [`method.response.header.${name}`, false]);
  const models = Object.entries(toProperties(response.content)).flatMap(([contentType, media]) => {
    const name = findModelName(toProperties(media).schema);
    return name === undefined ? [] : [[contentType, name]];
  });
  return {
    StatusCode: statusCode,
    ResponseParameters: Object.fromEntries(headers),
    ResponseModels: Object.fromEntries(models),
  };
}
