import { randomBytes } from 'node:crypto';
import { afterEach, describe, expect, inject, it, vi } from 'vitest';
import { readManifest } from '../../simulator/read-manifest.ts';
import { checkResultLine } from '../../src/doctor/check-result.ts';
import { connect } from '../../src/store/db/database.ts';
import { MACHINE_MISCONFIGURATIONS } from '../support/doctor/machine-misconfigurations.ts';
import { createPatient, type Patient } from '../support/doctor/patient.ts';
import { SLACK_MISCONFIGURATIONS } from '../support/doctor/slack-misconfigurations.ts';
import { createDatabase } from '../support/store/server-databases.ts';

const MISCONFIGURATIONS = [...SLACK_MISCONFIGURATIONS, ...MACHINE_MISCONFIGURATIONS];

let patient: Patient | undefined;
afterEach(async () => {
  vi.restoreAllMocks();
  await patient?.stop();
  patient = undefined;
});

const found = async (of: Patient) => (await of.results()).filter(({ state }) => state === 'ill');

describe('the doctor', () => {
  it('finds nothing in an installation that is well', async () => {
    patient = await createPatient();
    expect(await found(patient)).toEqual([]);
    expect(await patient.report()).toContain('✓ app manifest: the app in Slack has what this version needs');
  });

  it.each(MISCONFIGURATIONS)('finds that $done, that alone, and says what to do', async ({ to, manifest, found: line }) => {
    patient = await createPatient(manifest === undefined ? readManifest() : manifest(readManifest()));
    await to(patient);
    const ill = await found(patient);
    expect(ill.map(checkResultLine)).toEqual([expect.stringMatching(line)]);
    expect(ill[0]?.remedy?.length).toBeGreaterThan(10);
    expect(JSON.stringify(ill)).not.toContain('hunter22');
  });

  it('is tried on more than twenty of them', () => {
    expect(MISCONFIGURATIONS.length).toBeGreaterThan(20);
  });

  it('says that a database older than the code is brought up to date by the next start', async () => {
    patient = await createPatient();
    await patient.sql(
      'DELETE FROM _prisma_migrations WHERE migration_name = (SELECT max(migration_name) FROM _prisma_migrations)',
    );
    expect(await found(patient)).toEqual([]);
    expect((await patient.report()).find((line) => line.includes('database'))).toMatch(
      /^– database: embedded; the next start brings it up to date \(\d{4}_/,
    );
  });
});

const server = inject('testServer');
// Only where there is one: .ci/run runs the tests a second time with it.
if (server !== null) {
  it('finds that a role gets too few connections', async () => {
    patient = await createPatient();
    const url = new URL(await createDatabase(server, 'migrated'));
    const admin = await connect({ databaseUrl: url.href });
    const role = `lejek_few_${randomBytes(4).toString('hex')}`;
    await admin.session((sql) =>
      sql.exec(`CREATE ROLE ${role} LOGIN CONNECTION LIMIT 4; GRANT USAGE ON SCHEMA public TO ${role};
        GRANT ALL ON ALL TABLES IN SCHEMA public TO ${role}`),
    );
    url.username = role;
    patient.env['DATABASE_URL'] = url.href;
    expect((await found(patient)).map(checkResultLine)).toEqual([
      '✗ connections: only 4 are there for Lejek, one instance uses up to 10. Raise max_connections of PostgreSQL, or the CONNECTION LIMIT of the role or the database',
    ]);
    await admin.session((sql) => sql.exec(`DROP OWNED BY ${role}; DROP ROLE ${role}`));
    await admin.close();
  });
}
