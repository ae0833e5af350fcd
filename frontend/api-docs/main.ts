/** Draws the public contract, with the address of this very deployment, so that its routes can be tried from the page. */
import SwaggerUIBundle from 'swagger-ui-dist/swagger-ui-es-bundle.js';
import { loadOutputs } from '../outputs.ts';
import { currentTheme, watchSystemTheme } from '../theme.ts';
import { plainerPage } from './plainer-page.ts';

/** The renderer has a theme of its own for the dark, below this class. */
const followTheme = () => document.documentElement.classList.toggle('dark-mode', currentTheme() === 'dark');

followTheme();
watchSystemTheme(followTheme);

const [contract, { ApiUrl }] = await Promise.all([loadContract(), loadOutputs((file) => fetch(file))]);
SwaggerUIBundle({
  dom_id: '#contract',
  spec: { ...contract, servers: [{ url: ApiUrl }] },
  deepLinking: false,
  displayRequestDuration: true,
  // Checks contracts on a server of the renderer's makers. This one is nobody else's business.
  validatorUrl: null,
  plugins: [plainerPage],
});

async function loadContract(): Promise<object> {
  const response = await fetch('/api-docs/openapi.json');
  if (!response.ok) throw new Error(`/api-docs/openapi.json was answered with status ${response.status}.`);
  const contract: unknown = await response.json();
  if (typeof contract !== 'object' || contract === null) throw new Error('/api-docs/openapi.json is no contract.');
  return contract;
}
