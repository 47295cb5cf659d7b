import type { Person } from '../../simulator/person/person.ts';
import { type NewDealDetails, openDeal } from '../../src/core/deal/open-deal.ts';
import type { StoredPipeline } from '../../src/core/pipeline/stored-pipeline.ts';
import { utcDate } from '../../src/core/time/calendar.ts';
import { loadPipeline } from '../../src/facts/load-pipeline.ts';
import { ALL_DEALS } from './all-deals.ts';
import type { TestBot } from './test-bot.ts';

const memberOf = async ({ tenant }: TestBot, { id }: Person) => {
  const member = await tenant.members.bySlackUser(id);
  if (member === undefined) throw new Error('nobody is home');
  return member;
};

/** Another pipeline with the stages of the default one, directly in the store. @returns its id. */
export async function addPipeline(
  lejek: TestBot,
  by: Person,
  name: string,
  differs: Partial<StoredPipeline> = {},
): Promise<string> {
  const { tenant } = lejek;
  const [stored, { id: memberId }] = [await tenant.pipeline(), await memberOf(lejek, by)];
  if (stored === undefined) throw new Error('there is no pipeline to copy');
  // They are listed as they were made.
  lejek.advanceClock(1000);
  const pipeline = { ...stored, ...differs, id: tenant.newId(), name };
  await tenant.pipelineSettings.save(
    { kind: 'add', id: pipeline.id, name },
    { memberId, at: lejek.now(), key: tenant.newId() },
    pipeline,
  );
  return pipeline.id;
}

/** A deal of one of them, made a minute ago; its number. */
export async function createDealIn(
  lejek: TestBot,
  { owner, pipelineId }: { readonly owner: Person; readonly pipelineId: string },
  details: Partial<NewDealDetails> & { readonly name: string },
): Promise<number> {
  const [actor, pipeline] = [await memberOf(lejek, owner), await loadPipeline(lejek.tenant, 'en', pipelineId)];
  if (pipeline === undefined) throw new Error('there is no such pipeline');
  const at = lejek.now() - 60_000;
  const act = { actor, at, today: utcDate(at), through: 'command' as const };
  const saved = await lejek.tenant
    .deals(ALL_DEALS)
    .create((number) => openDeal({ number, pipeline }, { ownerId: actor.id, ...details }, act), { key: null, at });
  if (!saved.ok) throw new Error(`${details.name} was not made: ${JSON.stringify(saved)}`);
  return saved.file.deal.number;
}
