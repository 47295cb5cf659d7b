import { randomBytes } from 'node:crypto';
import { expect, inject, it, onTestFinished } from 'vitest';
import { connect } from '../../src/store/db/database.ts';
import { createPatient } from '../support/doctor/patient.ts';
import { createDatabase } from '../support/store/server-databases.ts';

it('doctor says that a database older than the code is brought up to date by the next start', async () => {
  const patient = await createPatient();
  onTestFinished(patient.stop);
  await patient.addDatabase();
  await patient.sql('DELETE FROM _prisma_migrations WHERE migration_name = (SELECT max(migration_name) FROM _prisma_migrations)');
  expect((await patient.report()).find((line) => line.includes('database'))).toMatch(
    /^– database: embedded; the next start brings it up to date \(\d{4}_/,
  );
});

const server = inject('testServer');
// Only where there is one: .ci/run runs the tests a second time with it.
if (server !== null) {
  it('finds that a role gets too few connections', async () => {
    const patient = await createPatient();
    onTestFinished(patient.stop);
    const url = new URL(await createDatabase(server, 'migrated'));
    const admin = await connect({ databaseUrl: url.href });
    const role = `lejek_few_${randomBytes(4).toString('hex')}`;
    await admin.session((sql) =>
      sql.exec(`CREATE ROLE ${role} LOGIN CONNECTION LIMIT 4; GRANT USAGE ON SCHEMA public TO ${role};
        GRANT ALL ON ALL TABLES IN SCHEMA public TO ${role}`),
    );
    url.username = role;
    patient.env['DATABASE_URL'] = url.href;
    expect((await patient.report()).filter((line) => line.startsWith('✗'))).toEqual([
      '✗ connections: only 4 are there for Lejek, one instance uses up to 10. Raise max_connections of PostgreSQL, or the CONNECTION LIMIT of the role or the database',
    ]);
    await admin.session((sql) => sql.exec(`DROP OWNED BY ${role}; DROP ROLE ${role}`));
    await admin.close();
  });
}
