/** What a mapping template can see while it renders. */

export interface TemplateScope {
  /** The raw payload text behind `$input`; an empty payload reads as `{}`. */
  readonly body: string;
  readonly params: {
    readonly path: Readonly<Record<string, string>>;
    readonly querystring: Readonly<Record<string, string>>;
    readonly header: Readonly<Record<string, string>>;
  };
  /**
   * `$context` as plain data. Templates write `requestOverride` and `responseOverride` into it in place; what they wrote
   * are template values, so read them with `toText`.
   */
  readonly context: Record<string, unknown>;
  readonly stageVariables: Readonly<Record<string, string>>;
  /** Variables that exist before the template starts; null is the same as not defined. */
  readonly variables?: Readonly<Record<string, unknown>>;
}
