/** How AWS's services put calls and answers on the wire, as the fake of them reads and writes it. */

import { AwsError, type Input, type Protocol, type Reply } from './service.ts';

/** Lambda, API Gateway: method and path name the operation. Each row: `PUT /functions/{FunctionName}/aliases/{Name}`. */
export function restJson(routes: Readonly<Record<string, string>>): Protocol {
  const matchers = Object.entries(routes).map(([operation, route]) => ({ operation, ...toMatcher(route) }));
  return {
    read(request) {
      for (const { operation, method, pattern } of matchers) {
        const match = request.method === method && pattern.exec(request.path);
        if (!match) continue;
        const path = Object.entries(match.groups ?? {}).map(([name, value]) => [name, decodeURIComponent(value)]);
        const body = request.body.length === 0 ? {} : JSON.parse(request.body.toString());
        return { operation, input: { ...request.query, ...body, ...Object.fromEntries(path) } };
      }
      throw new AwsError(404, 'UnknownOperation', `${request.method} ${request.path}`);
    },
    write: (_operation, output) => json(200, output),
    writeError: (error) => json(error.status, { message: error.message }, { 'x-amzn-ErrorType': error.code }),
  };
}

/** DynamoDB, Cognito, CloudWatch: a header names the operation. */
export const jsonTarget: Protocol = {
  read: ({ headers, body }) => ({
    operation: String(headers['x-amz-target']).split('.').at(-1) ?? '',
    input: JSON.parse(body.toString() || '{}'),
  }),
  write: (_operation, output) => json(200, output),
  writeError: (error) => json(error.status, { __type: error.code, message: error.message }),
};

/** CloudFormation, STS: a form in, XML out. */
export const query: Protocol = {
  read({ body }) {
    const { Action, Version: _version, ...input } = toTree(new URLSearchParams(body.toString()));
    return { operation: String(Action), input };
  },
  write: (operation, output) =>
    xml(
      200,
      `<${operation}Response><${operation}Result>${toXml(output, 'member')}</${operation}Result></${operation}Response>`,
    ),
  writeError: ({ status, code, message }) =>
    xml(
      status,
      `<ErrorResponse><Error>${toXml({ Type: 'Sender', Code: code, Message: message })}</Error></ErrorResponse>`,
    ),
};

/** Members as elements. With `item`, lists hold elements of that name; else the list's own name is repeated. */
export function toXml(value: unknown, item?: string): string {
  if (value instanceof Date) return value.toISOString();
  if (typeof value !== 'object' || value === null) return escapeXml(String(value));
  return Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .map(([name, member]) => {
      if (!Array.isArray(member)) return `<${name}>${toXml(member, item)}</${name}>`;
      if (item === undefined) return member.map((it) => `<${name}>${toXml(it)}</${name}>`).join('');
      return `<${name}>${member.map((it) => `<${item}>${toXml(it, item)}</${item}>`).join('')}</${name}>`;
    })
    .join('');
}

export function xml(status: number, body: string, headers: Readonly<Record<string, string>> = {}): Reply {
  return { status, headers: { 'content-type': 'text/xml', ...headers }, body: `<?xml version="1.0"?>${body}` };
}

function json(status: number, output: unknown, headers: Readonly<Record<string, string>> = {}): Reply {
  const body = JSON.stringify(output, (_name, value) => value);
  return { status, headers: { 'content-type': 'application/json', ...headers }, body };
}

function toMatcher(route: string): { readonly method: string; readonly pattern: RegExp } {
  const [method = '', path = ''] = route.split(' ');
  return { method, pattern: new RegExp(`^${path.replace(/\{(\w+)\}/g, '(?<$1>[^/]+)')}/?$`) };
}

/** `AlarmNames.member.1=x` is `{ AlarmNames: ['x'] }`. */
function toTree(form: URLSearchParams): Input {
  const tree: Input = {};
  for (const [path, value] of form) {
    const steps = path.split('.').filter((step) => step !== 'member');
    let place: Input = tree;
    for (const [index, step] of steps.entries()) {
      if (index === steps.length - 1) place[step] = value;
      else {
        place[step] ??= {};
        place = place[step] as Input;
      }
    }
  }
  return toLists(tree) as Input;
}

function toLists(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([name, member]) => [name, toLists(member)] as const);
  const isList = entries.length > 0 && entries.every(([name]) => /^\d+$/.test(name));
  return isList ? entries.map(([, member]) => member) : Object.fromEntries(entries);
}

function escapeXml(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
