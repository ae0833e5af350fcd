/** The two ways in which a mapping template fails, each with the code that callers may switch on. */

/** The template's text is not VTL. API Gateway answers every call that uses it with a 500. */
export class TemplateSyntaxError extends Error {
  override readonly name = 'TemplateSyntaxError';
  readonly code = 'TEMPLATE_SYNTAX_ERROR';
  readonly line: number;
  readonly column: number;

  /** Lines and columns count from 1. */
  constructor(reason: string, line: number, column: number) {
    super(`${reason} at line ${line}, column ${column}`);
    this.line = line;
    this.column = column;
  }
}

/** The template is VTL, but rendering it with this payload failed: a Java method threw, or a limit was passed. */
export class TemplateRenderError extends Error {
  override readonly name = 'TemplateRenderError';
  readonly code = 'TEMPLATE_RENDER_ERROR';
}
