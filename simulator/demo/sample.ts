import { advance, win } from '../../src/core/advance.ts';
import { addDays, dateAt, weekday } from '../../src/core/calendar.ts';
import type { Act, Decision } from '../../src/core/change.ts';
import { lose } from '../../src/core/close.ts';
import type { DealFile } from '../../src/core/deal.ts';
import type { Member } from '../../src/core/member.ts';
import { openDeal } from '../../src/core/open-deal.ts';
import { nextStage, openStages, type Pipeline } from '../../src/core/stage.ts';
import type { Tenant } from '../../src/store/store-types.ts';
import { CONTACTS, CUSTOMERS, SELLERS, SUBJECTS } from './firm.ts';
import { createRandom, type Random } from './random.ts';

const DAY_MS = 86_400_000;
const ZONE = 'Europe/Warsaw';
const YEAR_DAYS = 365;

/** By stage, in order: mean days there, and the share that goes on. */
const LIFE: readonly { readonly days: number; readonly goesOn: number }[] = [
  { days: 8, goesOn: 0.62 },
  { days: 9, goesOn: 0.66 },
  { days: 10, goesOn: 0.7 },
  { days: 9, goesOn: 0.72 },
  { days: 11, goesOn: 0.66 },
  { days: 12, goesOn: 0.68 },
];
/** Kuba's share at the stage where the decision maker is known. */
const WEAK = { seller: 'Kuba', stage: 3, goesOn: 0.38 } as const;
/** In July and August fewer deals come. */
const SUMMER = 0.4;
/** Nothing has entered Offer for so long: it is about to run dry. */
const DROUGHT_DAYS = 21;
const OFFER = 4;
const REASONS = ['expensive', 'expensive', 'competitor', 'decision', 'decision', 'budget', 'contact', 'fit'] as const;

type Progress = (done: number, of: number) => void;

/** A working hour of that day or the next working day. */
function workingTime(random: Random, at: number): number {
  let on = dateAt(Math.round(at), ZONE);
  while (weekday(on) > 5) on = addDays(on, 1);
  return Date.parse(`${on}T07:00:00Z`) + Math.floor(random.between(0, 9 * 60)) * 60_000;
}

/** When deals came in: evenly over the year, fewer in summer, in order. */
function arrivals(random: Random, count: number, now: number): readonly number[] {
  const found: number[] = [];
  while (found.length < count) {
    const at = workingTime(random, now - random.between(0.5, YEAR_DAYS) * DAY_MS);
    const month = new Date(at).getUTCMonth() + 1;
    if (at < now && (month !== 7 && month !== 8 ? true : random.next() < SUMMER)) found.push(at);
  }
  return found.toSorted((a, b) => a - b);
}

/** Plays one deal's life up to now through the rules that people's commands go through. */
async function play(
  tenant: Tenant,
  pipeline: Pipeline,
  seller: Member,
  random: Random,
  born: number,
  now: number,
  index: number,
): Promise<void> {
  const act = (at: number): Act => ({ actor: { id: seller.id, role: 'rep' }, at, today: dateAt(at, ZONE), through: 'command' });
  const company = CUSTOMERS[index % CUSTOMERS.length] ?? 'Bielik';
  const subject = SUBJECTS[Math.floor(random.next() * SUBJECTS.length)] ?? '';
  const value = Math.round(Math.exp(random.between(Math.log(8), Math.log(130)))) * 1000_00;
  const details = {
    name: `${company}, ${subject}`,
    company,
    ownerId: seller.id,
    valueMinor: value,
    pipelineValueMinor: value,
    currency: pipeline.currency,
    contact: { name: random.oneOf(CONTACTS), email: `${random.oneOf(CONTACTS).toLowerCase()}@customer.example` },
  };
  const created = await tenant.deals.create((number) => openDeal(number, pipeline, details, act(born)), { key: null, at: born });
  if (!created.ok) throw new Error(`the sample's deal was refused: ${JSON.stringify(created)}`);
  const { number } = created.file.deal;
  const change = async (at: number, decide: (file: DealFile) => Decision) => {
    const saved = await tenant.deals.change(number, decide, { key: null, at });
    if (!saved.ok) throw new Error(`the sample's change was refused: ${JSON.stringify(saved)}`);
  };
  let at = born;
  for (const [stage, life] of LIFE.entries()) {
    at = Math.max(at + 3_600_000, workingTime(random, at + random.wait(life.days) * DAY_MS));
    const share = seller.name === WEAK.seller && stage === WEAK.stage ? WEAK.goesOn : life.goesOn;
    const goesOn = random.next() < share;
    const reason = random.oneOf(REASONS);
    const when = at;
    if (when >= now) return;
    if (!goesOn) return change(when, (file) => lose(file, pipeline, reason, '', act(when)));
    if (stage + 1 === OFFER && when > now - DROUGHT_DAYS * DAY_MS) return;
    const closeOn = addDays(dateAt(when, ZONE), Math.round(random.between(14, 60)));
    await change(when, (file) => step(file, pipeline, closeOn, act(when)));
  }
}

/** One stage on, with everything that it asks for. */
function step(file: DealFile, pipeline: Pipeline, closeOn: string, act: Act): Decision {
  const next = nextStage(pipeline, file.deal.stageId);
  const ticks = (next?.criteria ?? []).flatMap((criterion) => (criterion.field === undefined ? [criterion.id] : []));
  const answers = { ticks, contact: { decider: file.contact.name ?? 'Ola' }, deal: { closeOn } };
  if (next?.kind === 'won') return win(file, pipeline, { answers: { ticks } }, act);
  return advance(file, pipeline, { answers }, act);
}

/** Leaves one deal in Offer: losing or moving it makes the stage run dry before the visitor's eyes. */
async function thinOffer(tenant: Tenant, pipeline: Pipeline, now: number): Promise<void> {
  const [decision, offer] = openStages(pipeline).slice(OFFER - 1);
  if (decision === undefined || offer === undefined) return;
  const at = workingTime(createRandom(7), now - 2 * DAY_MS);
  const act = (ownerId: string): Act => ({
    actor: { id: ownerId, role: 'rep' },
    at,
    today: dateAt(at, ZONE),
    through: 'command',
  });
  const [kept, ...more] = await tenant.deals.filesInStage(pipeline.id, offer.id, 1000);
  for (const { deal } of more) {
    await tenant.deals.change(deal.number, (file) => lose(file, pipeline, 'decision', '', act(deal.ownerId)), { key: null, at });
  }
  if (kept !== undefined) return;
  const [nearest] = (await tenant.deals.filesInStage(pipeline.id, decision.id, 1000)).filter(({ deal }) => deal.stageSince < at);
  if (nearest === undefined) return;
  const { number, ownerId } = nearest.deal;
  const closeOn = addDays(dateAt(now, ZONE), 20);
  await tenant.deals.change(number, (file) => step(file, pipeline, closeOn, act(ownerId)), { key: null, at });
}

/**
 * A year of a believable firm's history, the same in every run for the same instant: written through the rules and the store that
 * people's own commands go through, so that history and counters agree.
 *
 * @param now ms; the year ends there. @param progress is told after every deal.
 */
export async function playSample(tenant: Tenant, now: number, deals = 400, progress: Progress = () => undefined): Promise<void> {
  const [pipeline, members] = [await tenant.pipeline(), await tenant.members.all()];
  if (pipeline === undefined) throw new Error('the sample needs a pipeline');
  const random = createRandom(20_261);
  const sellers = SELLERS.flatMap((name) => members.find((member) => member.name.toLowerCase() === name) ?? []);
  const [first, ...others] = sellers;
  if (first === undefined) throw new Error('the sample needs sellers');
  for (const [index, born] of arrivals(random, deals, now).entries()) {
    await play(tenant, pipeline, random.oneOf([first, ...others]), random, born, now, index);
    progress(index + 1, deals);
  }
  await thinOffer(tenant, pipeline, now);
}
