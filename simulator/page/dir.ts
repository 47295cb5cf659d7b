import { fileURLToPath } from 'node:url';

/** Where `npm run build-page` puts the page. */
export const PAGE_DIR = fileURLToPath(new URL('./dist', import.meta.url));
