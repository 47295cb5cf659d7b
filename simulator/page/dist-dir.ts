import { fileURLToPath } from 'node:url';

/** Where `npm run build-page` puts the page. */
export const PAGE_DIST_DIR = fileURLToPath(new URL('./dist', import.meta.url));
