/** Runs before the first paint, so that a remembered theme does not flash. The CSP forbids doing this inline. */
import { applyRememberedTheme } from './theme.ts';

applyRememberedTheme();
