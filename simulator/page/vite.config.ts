import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Builds the page into files that need nothing from elsewhere. JSX is Preact's, as ui/tsconfig.json says. */
export default defineConfig({
  root: here('./ui'),
  base: './',
  logLevel: 'warn',
  build: { outDir: here('./dist'), emptyOutDir: true, assetsInlineLimit: 0, modulePreload: { polyfill: false } },
});
