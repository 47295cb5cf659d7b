import type {} from 'vitest';
import type { TestProject } from 'vitest/node';
import { type EmbeddedTemplates, embeddedTemplates } from './support/store/embedded-templates.ts';
import { createRunTemplate, dropRunDatabases, type TestServer } from './support/store/server-databases.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where `testDatabase()` gets its databases from. */
    embeddedTemplates: EmbeddedTemplates;
    testServer: TestServer | null;
  }
}

/** Once per run: the migrated databases that every test file copies. `TEST_DATABASE_URL` runs the store's suites on that server. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const url = process.env['TEST_DATABASE_URL'];
  const server = url === undefined || url === '' ? null : await createRunTemplate(url);
  project.provide('embeddedTemplates', await embeddedTemplates());
  project.provide('testServer', server);
  return async () => {
    if (server !== null) await dropRunDatabases(server);
  };
}
