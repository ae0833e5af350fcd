/** Request validation at the first checkpoint. Source: "Request validation for REST APIs in API Gateway". */

import type { ErrorObject, ValidateFunction } from 'ajv-draft-04';
import { compileModel } from '../../api-gateway/models/models.ts';
import { toValidationErrorString } from '../../api-gateway/models/validation-message.ts';
import type { MethodDefinition, RestApiDefinition } from '../definition.ts';
import type { RequestParameters } from '../exchange.ts';
import { GatewayError } from '../gateway-error.ts';

export type RequestValidator = (parameters: RequestParameters, body: Buffer, contentType: string | undefined) => void;

type Location = keyof RequestParameters;
interface RequiredParameter {
  readonly location: Location;
  readonly name: string;
}

/** The order in which missing names are listed. */
const LOCATIONS: readonly Location[] = ['header', 'path', 'querystring'];
const DEFAULT_CONTENT_TYPE = 'application/json';
const ANY_CONTENT_TYPE = '$default';

/** Throws at once when a model is broken. The validator throws BAD_REQUEST_PARAMETERS or BAD_REQUEST_BODY. */
export function compileRequestValidator(method: MethodDefinition, api: RestApiDefinition): RequestValidator {
  const required = method.validateRequestParameters ? requiredParametersOf(method) : [];
  const bodyValidators = method.validateRequestBody
    ? compileBodyValidators(method, api)
    : new Map<string, ValidateFunction>();
  return (parameters, body, contentType) => {
    if (required.length > 0) assertPresent(required, parameters);
    const validate = bodyValidators.get(toMimeType(contentType)) ?? bodyValidators.get(ANY_CONTENT_TYPE);
    if (validate !== undefined) assertBody(validate, body);
  };
}

function requiredParametersOf(method: MethodDefinition): readonly RequiredParameter[] {
  return LOCATIONS.flatMap((location) => {
    const prefix = `method.request.${location}.`;
    return Object.entries(method.requestParameters)
      .filter(([key, required]) => required && key.startsWith(prefix))
      .map(([key]) => ({ location, name: key.slice(prefix.length) }));
  });
}

function compileBodyValidators(method: MethodDefinition, api: RestApiDefinition): Map<string, ValidateFunction> {
  const models = Object.entries(method.requestModels);
  return new Map(models.map(([contentType, model]) => [toMimeType(contentType), compileModel(api, model)]));
}

const toMimeType = (contentType: string | undefined): string =>
  contentType?.split(';', 1)[0]?.trim().toLowerCase() || DEFAULT_CONTENT_TYPE;

function assertPresent(required: readonly RequiredParameter[], parameters: RequestParameters): void {
  const missing = required.filter(({ location, name }) => isBlank(parameters[location], name));
  if (missing.length === 0) return;
  throw new GatewayError('BAD_REQUEST_PARAMETERS', {
    status: 400,
    errorType: 'BadRequestException',
    message: `Missing required request parameters: [${missing.map(({ name }) => name).join(', ')}]`,
  });
}

function isBlank(values: Readonly<Record<string, string | readonly string[]>>, name: string): boolean {
  if (!Object.hasOwn(values, name)) return true;
  const value = values[name];
  const last = typeof value === 'string' ? value : value?.at(-1);
  return last === undefined || last.trim() === '';
}

function assertBody(validate: ValidateFunction, body: Buffer): void {
  const refusal = findRefusal(validate, body);
  if (refusal === undefined) return;
  throw new GatewayError('BAD_REQUEST_BODY', {
    status: 400,
    errorType: 'BadRequestException',
    message: 'Invalid request body',
    validationErrorString: refusal,
    reason: refusal,
  });
}

function findRefusal(validate: ValidateFunction, body: Buffer): string | undefined {
  try {
    // No body at all is validated as an empty object.
    const value: unknown = body.length === 0 ? {} : JSON.parse(body.toString('utf8'));
    return validate(value) === true ? undefined : toValidationErrorString(toErrors(validate));
  } catch (error) {
    if (error instanceof SyntaxError) return '[The body is not valid JSON]';
    // A recursive model follows the body's nesting: one that is too deep ends the call stack.
    if (error instanceof RangeError) return '[The body is nested too deeply]';
    throw error;
  }
}

const toErrors = (validate: ValidateFunction): readonly ErrorObject[] => validate.errors ?? [];
