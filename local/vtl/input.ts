/** `$input`: the payload and the request's parameters. "Variables for data transformations for API Gateway" */
import { JavaObject, ownMember } from './java-object.ts';
import { parseJson } from './json.ts';
import { compileJsonPath } from './json-path.ts';
import { toJsonText, toText } from './printing.ts';
import type { TemplateScope } from './scope.ts';

const PLACES = ['path', 'querystring', 'header'] as const;

export class Input extends JavaObject {
  readonly #scope: TemplateScope;
  #document: { readonly value: unknown } | undefined;

  constructor(scope: TemplateScope) {
    super();
    this.#scope = scope;
  }

  override property(name: string): unknown {
    return name === 'body' ? this.#body() : undefined;
  }

  override call(name: string, args: readonly unknown[]): unknown {
    const [first] = args;
    if (name === 'params' && args.length === 0) return this.#allParameters();
    if (args.length !== 1) return undefined;
    switch (name) {
      case 'path':
        return this.#read(toText(first));
      case 'json':
        return this.#readJson(toText(first));
      case 'params':
        return this.#parameter(toText(first));
      default:
        return undefined;
    }
  }

  toText(): string {
    return '';
  }

  #body(): string {
    return this.#scope.body === '' ? '{}' : this.#scope.body;
  }

  #read(path: string): unknown {
    this.#document ??= { value: parseJson(this.#body()) };
    return compileJsonPath(path)(this.#document.value);
  }

  /** A path that leads nowhere reads as an empty JSON string. */
  #readJson(path: string): string {
    const value = this.#read(path);
    return value === undefined ? '""' : toJsonText(value);
  }

  #parameter(name: string): string {
    const { params } = this.#scope;
    const place = PLACES.find((each) => Object.hasOwn(params[each], name));
    return place ? toText(ownMember(params[place], name)) : '';
  }

  #allParameters(): Map<string, Map<string, string>> {
    const { params } = this.#scope;
    return new Map(PLACES.map((place) => [place, new Map(Object.entries(params[place]))]));
  }
}
