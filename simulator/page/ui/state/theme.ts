/** Light, dark, or as the machine is set. */
export type Theme = 'light' | 'dark';

const KEY = 'theme';

const storedTheme = (): Theme | undefined => {
  const theme = localStorage.getItem(KEY);
  return theme === 'light' || theme === 'dark' ? theme : undefined;
};

const applyTheme = (theme: Theme | undefined) => {
  if (theme === undefined) delete document.documentElement.dataset['theme'];
  else document.documentElement.dataset['theme'] = theme;
};

/** Shows the theme that was chosen last time. */
export function applyStoredTheme(): void {
  applyTheme(storedTheme());
}

/** Changes from light to dark or back, and keeps it. */
export function toggleTheme(): void {
  const now = storedTheme() ?? (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light');
  const next = now === 'dark' ? 'light' : 'dark';
  localStorage.setItem(KEY, next);
  applyTheme(next);
}
