/** Before all tests: the journeys start what is built, and two of them must not build at once. */

// biome-ignore lint/style/noDefaultExport: jest asks for one
export { buildIfChanged as default } from '../../scripts/inputs.mjs';
