/** Which words after a # are directives; every other one is text. */

/**
 * #include, #parse and #evaluate are switched off on API Gateway, and #macro only swallows what it defines: calls of
 * the macro print as text.
 */
const DIRECTIVES: ReadonlySet<string> = new Set([
  'if',
  'elseif',
  'else',
  'end',
  'set',
  'stop',
  'foreach',
  'define',
  'macro',
  'break',
]);

const NAME = /#(?:([A-Za-z_@][\w@]*)|\{([A-Za-z_][\w@]*)\})/y;

export function isDirectiveName(name: string): boolean {
  return DIRECTIVES.has(name);
}

/** The sticky pattern of a directive's name; its groups hold the plain and the bracketed form. */
export function directiveNamePattern(): RegExp {
  return NAME;
}
