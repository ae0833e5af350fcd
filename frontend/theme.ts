/** Light or dark: what the system prefers, unless the visitor chose otherwise. */
import { openStorage } from './storage.ts';

export type Theme = 'light' | 'dark';

const key = 'theme';
const systemDark = () => matchMedia('(prefers-color-scheme: dark)');

/** Puts the remembered choice on the root element, where tokens.css looks for it. */
export function applyRememberedTheme(): void {
  const remembered = openStorage('localStorage').getItem(key);
  if (remembered === 'light' || remembered === 'dark') document.documentElement.dataset.theme = remembered;
}

export function currentTheme(): Theme {
  const chosen = document.documentElement.dataset.theme;
  if (chosen === 'light' || chosen === 'dark') return chosen;
  return systemDark().matches ? 'dark' : 'light';
}

/** A choice that agrees with the system is forgotten, so that the page follows the system again. */
export function chooseTheme(theme: Theme): void {
  const isSystems = theme === (systemDark().matches ? 'dark' : 'light');
  const storage = openStorage('localStorage');
  if (isSystems) {
    delete document.documentElement.dataset.theme;
    storage.removeItem(key);
  } else {
    document.documentElement.dataset.theme = theme;
    storage.setItem(key, theme);
  }
}

/** Calls back whenever the system changes its mind; returns the way to stop. */
export function watchSystemTheme(onChange: () => void): () => void {
  const query = systemDark();
  query.addEventListener('change', onChange);
  return () => query.removeEventListener('change', onChange);
}
