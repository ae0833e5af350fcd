/** Types of mapping-templates.cjs for the tests. */

export function readTemplate(name: string, folder: string): string;
export function inlineTemplates(integration: object, folder: string): void;
