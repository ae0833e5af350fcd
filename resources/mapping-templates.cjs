/** Replaces the names of .vtl files in an integration by the files' text. */

const { readFileSync } = require('node:fs');
const { join } = require('node:path');

/** `integration` is an `x-amazon-apigateway-integration`; it is changed in place. */
function inlineTemplates(integration, folder) {
  const responses = Object.values(integration.responses ?? {});
  const templates = [integration.requestTemplates, ...responses.map((response) => response.responseTemplates)];
  for (const byContentType of templates) {
    for (const [contentType, text] of Object.entries(byContentType ?? {})) {
      if (text.endsWith('.vtl')) byContentType[contentType] = readTemplate(text, folder);
    }
  }
}

/** API Gateway has no `#parse`. A line with it becomes the text of the named template here. */
function readTemplate(name, folder) {
  const text = readFileSync(join(folder, name), 'utf8');
  return text.replace(/^#parse\("([^"]+)"\)\n/gm, (_line, part) => readTemplate(part, folder));
}

module.exports = { inlineTemplates, readTemplate };
