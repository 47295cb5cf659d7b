/** Makes what a first start of the embedded database copies, from dist where it is built, else from the sources: `node scripts/make-database-template.mjs`. */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const built = new URL('../dist/store/db/', import.meta.url);
const isBuilt = existsSync(fileURLToPath(new URL('database-template.js', built)));
if (!isBuilt) (await import('tsx/esm/api')).register();
const [folder, extension] = isBuilt ? [built, 'js'] : [new URL('../src/store/db/', import.meta.url), 'ts'];
const { makeDatabaseTemplate } = await import(new URL(`database-template.${extension}`, folder).href);
const { initializeMigratedDatabase } = await import(new URL(`durable-pglite.${extension}`, folder).href);
await makeDatabaseTemplate(initializeMigratedDatabase);
