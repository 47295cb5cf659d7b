import { afterEach, describe, expect, it, vi } from 'vitest';
import { readManifest } from '../../simulator/read-manifest.ts';
import { checkResultLine } from '../../src/doctor/check-result.ts';
import { MACHINE_MISCONFIGURATIONS } from '../support/doctor/machine-misconfigurations.ts';
import { createPatient, type Patient } from '../support/doctor/patient.ts';
import { SLACK_MISCONFIGURATIONS } from '../support/doctor/slack-misconfigurations.ts';

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
    await patient.addDatabase();
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
});
