import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sevenStageTemplate } from '../../src/core/pipeline/pipeline-templates.ts';
import type { Database } from '../../src/store/db/database.ts';
import { createStore } from '../../src/store/open-store.ts';
import { createPipelineCache } from '../../src/store/pipeline-cache.ts';
import type { Requester } from '../../src/store/types/people.ts';
import type { Tenant } from '../../src/store/types/store.ts';
import { type Company, createCompany } from '../support/company.ts';
import { MONDAY } from '../support/deal-builders.ts';
import { emptyDatabase, openTestDatabase } from '../support/store/test-database.ts';

let database: Database;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

/** Two instances of the bot over one database; the second has read everything once. */
let here: Company;
let there: Tenant;
beforeEach(async () => {
  await emptyDatabase(database);
  here = await createCompany(database);
  there = createStore(database).tenant('T1');
  await readThere();
});

async function readThere(): Promise<Requester> {
  const requester = await there.findRequester('U1');
  if (requester === undefined) throw new Error('Anna is not known.');
  return requester;
}

/** Only the row of the stage: its pipeline's version stays as it is. */
const renameStage = (stageId: string, name: string) =>
  database.session((sql) =>
    sql.query(`UPDATE stage SET name = $1::text::jsonb WHERE workspace_id = 'T1' AND id = $2`, [
      JSON.stringify({ written: 'en', texts: { en: name } }),
      stageId,
    ]),
  );

describe('what an instance knows of who asks', () => {
  it('is the same pipeline, not read again, while nothing has changed', async () => {
    const first = await readThere();
    expect((await readThere()).pipeline).toBe(first.pipeline);
    expect(first.pipeline.stages).toHaveLength(8);
  });

  it.each<readonly [what: string, change: () => Promise<unknown>, read: (requester: Requester) => unknown, then: unknown]>([
    [
      'a right that was given',
      () => here.tenant.members.setRole(here.anna.id, 'manager'),
      ({ member }) => member.role,
      'manager',
    ],
    [
      'an account that was closed',
      () => here.tenant.members.upsert({ slackUserId: 'U1', account: 'left', at: MONDAY }),
      ({ member }) => member.active,
      false,
    ],
    ['a language', () => here.tenant.members.setLanguage(here.anna.id, 'pl'), ({ member }) => member.language, 'pl'],
    [
      'the time zone',
      () => here.tenant.updateWorkspace({ timeZone: 'Asia/Tokyo' }),
      ({ workspace }) => workspace.timeZone,
      'Asia/Tokyo',
    ],
    [
      'a colleague who came',
      () => here.tenant.members.upsert({ slackUserId: 'U2', name: 'Piotr', account: 'member', at: MONDAY }),
      ({ solo }) => solo,
      false,
    ],
    [
      'a stage that is called otherwise',
      () => renameStage('offer', 'Proposal'),
      ({ pipeline }) => pipeline.stages.find(({ id }) => id === 'offer')?.name?.texts.en,
      'Proposal',
    ],
    [
      'the tiers of values',
      () => here.tenant.tiers.save(here.pipeline.id, { validFrom: MONDAY, lowMinor: 10, highMinor: 20 }),
      ({ pipeline }) => pipeline.tiers,
      { lowMinor: 10, highMinor: 20 },
    ],
  ])('%s is known at once, though another instance wrote it', async (_, change, read, then) => {
    expect(read(await readThere())).not.toEqual(then);
    await change();
    expect(read(await readThere())).toEqual(then);
  });
});

it('keeps the pipelines that were read last', () => {
  const cache = createPipelineCache(2);
  const pipeline = sevenStageTemplate('sales', 'en', 'EUR');
  for (const id of ['T1', 'T2', 'T1', 'T3']) cache.set(id, { stamp: id, pipelines: [pipeline] });
  expect(['T1', 'T2', 'T3'].map((id) => cache.get(id)?.stamp)).toEqual(['T1', undefined, 'T3']);
});
