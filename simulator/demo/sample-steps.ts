import { advance, win } from '../../src/core/deal/advance.ts';
import type { ActorContext, Decision } from '../../src/core/deal/change.ts';
import { lose } from '../../src/core/deal/close.ts';
import type { DealFile } from '../../src/core/deal/deal.ts';
import { openDeal } from '../../src/core/deal/open-deal.ts';
import { priceForPipeline } from '../../src/core/money/priced-value.ts';
import type { Member } from '../../src/core/people/member.ts';
import { nextStage, type Pipeline } from '../../src/core/pipeline/stage.ts';
import { addDays, dateAt, type PlainDate, weekday } from '../../src/core/time/calendar.ts';
import { DAY_MS, HOUR_MS } from '../../src/core/time/durations.ts';
import { CONTACTS, CUSTOMERS, SUBJECTS } from './sample-firm.ts';
import { createSampleRandom, type SampleRandom } from './sample-random.ts';
import type { HistoryStep } from './write-history.ts';

export const SAMPLE_TIME_ZONE = 'Europe/Warsaw';
export const YEAR_DAYS = 365;

/** Mean dwell time in days, and pass rate. */
type StageBehavior = { readonly days: number; readonly passRate: number };

/** Per open stage, in pipeline order. */
const STAGE_BEHAVIOR: readonly StageBehavior[] = [
  { days: 8, passRate: 0.62 },
  { days: 9, passRate: 0.66 },
  { days: 10, passRate: 0.7 },
  { days: 9, passRate: 0.72 },
  { days: 11, passRate: 0.66 },
  { days: 12, passRate: 0.68 },
];
/** Kuba's share at the stage where the decision maker is known. */
const WEAK_STAGE = { seller: 'Kuba', stage: 3, passRate: 0.38 } as const;
/** In July and August fewer deals come. */
const SUMMER_ARRIVAL_SHARE = 0.4;
/** Days without an entry into Offer, so that its stage gap is near. */
const DROUGHT_DAYS = 21;
export const OFFER_INDEX = 4;
const REASONS = ['expensive', 'expensive', 'competitor', 'decision', 'decision', 'budget', 'contact', 'fit'] as const;

/** What happens to a deal of the sample; `advance` out of the last open stage wins it. */
type SampleAct = 'open' | 'advance' | 'lose';

/** Something that happens to a deal of the sample. */
export type SampleStep = HistoryStep & { readonly act: SampleAct; readonly seller: Seller };

/** Who sells; `priceIn`: in another currency than the pipeline's, and what that is worth on a day. */
export type Seller = Pick<Member, 'id' | 'name'> & {
  readonly priceIn?: {
    readonly currency: string;
    readonly rateOn: (at: number) => { readonly rate: number; readonly on: PlainDate };
  };
};

/** What is sold another way than in the seven stages: how deals fare in each open stage, to whom, and what. */
export type SampleTrade = {
  readonly behavior: readonly StageBehavior[];
  readonly subjects: Readonly<Record<'en' | 'pl', readonly [string, ...string[]]>>;
  /** Thousands of a currency, from and to. */
  readonly thousands: readonly [number, number];
};

/** A working hour of that day or the next working day. */
export function workingTime(random: SampleRandom, at: number): number {
  let on = dateAt(Math.round(at), SAMPLE_TIME_ZONE);
  while (weekday(on) > 5) on = addDays(on, 1);
  return Date.parse(`${on}T07:00:00Z`) + Math.floor(random.between(0, 9 * 60)) * 60_000;
}

/** When deals came in: evenly over the year, fewer in summer, in order. */
function arrivalTimes(random: SampleRandom, count: number, now: number): readonly number[] {
  const found: number[] = [];
  while (found.length < count) {
    const at = workingTime(random, now - random.between(0.5, YEAR_DAYS) * DAY_MS);
    const month = new Date(at).getUTCMonth() + 1;
    if (at < now && (month !== 7 && month !== 8 ? true : random.next() < SUMMER_ARRIVAL_SHARE)) found.push(at);
  }
  return found.toSorted((a, b) => a - b);
}

const repAct = (seller: Pick<Seller, 'id'>, at: number): ActorContext => ({
  actor: { id: seller.id, role: 'rep' },
  at,
  today: dateAt(at, SAMPLE_TIME_ZONE),
  through: 'command',
});

/** One stage on, with everything that it asks for. */
export function advanceWithAnswers(
  file: DealFile,
  pipeline: Pipeline,
  closeOn: PlainDate,
  ownerId: string,
  at: number,
): Decision {
  const act = repAct({ id: ownerId }, at);
  const next = nextStage(pipeline, file.deal.stageId);
  const ticks = (next?.criteria ?? []).flatMap((criterion) => (criterion.field === undefined ? [criterion.id] : []));
  const answers = { ticks, contact: { decider: file.contact.name ?? 'Ola' }, deal: { closeOn } };
  if (next?.kind === 'won') return win(file, { pipeline, answers: { ticks } }, act);
  return advance(file, { pipeline, answers }, act);
}

/** A deal is given up, with a reason. */
export function loseWithReason(file: DealFile, pipeline: Pipeline, reason: string, ownerId: string, at: number): Decision {
  return lose(file, { pipeline, reasonId: reason, note: '' }, repAct({ id: ownerId }, at));
}

const requireFile = (file: DealFile | undefined): DealFile => {
  if (file === undefined) throw new Error('a deal of the sample moves before it is opened');
  return file;
};

/** Lower case, without what an address cannot hold. */
const addressPart = (name: string): string =>
  name
    .toLowerCase()
    .replaceAll('ł', 'l')
    .normalize('NFD')
    .replaceAll(/[^a-z]/g, '');

/** So many thousands of the pipeline's currency, in round thousands of the seller's. */
function priceOf({ pipeline, seller }: SampleDeal, thousands: number, at: number) {
  const { currency } = pipeline;
  const rate = seller.priceIn?.rateOn(at);
  const minor = Math.max(1, Math.round(thousands / (rate?.rate ?? 1))) * 1000_00;
  return priceForPipeline({ minor, currency: seller.priceIn?.currency ?? currency }, currency, rate);
}

function openingStep(deal: SampleDeal, at: number): SampleStep {
  const { pipeline, seller, random, number, trade } = deal;
  const { name: company, language } = CUSTOMERS[(number - 1) % CUSTOMERS.length] ?? { name: 'Bielik', language: 'pl' };
  const subject = random.pickOne((trade?.subjects ?? SUBJECTS)[language]);
  const [low, high] = trade?.thousands ?? [8, 130];
  const worth = Math.exp(random.between(Math.log(low), Math.log(high)));
  const [first, last] = random.pickOne(CONTACTS[language]);
  // A draw that an earlier sample took: without it every later life would be another.
  random.next();
  const details = {
    name: `${company}, ${subject}`,
    company,
    ownerId: seller.id,
    ...priceOf(deal, worth, at),
    contact: { name: `${first} ${last}`, email: `${addressPart(first)}.${addressPart(last)}@customer.example` },
  };
  const decide: SampleStep['decide'] = () => openDeal({ number, pipeline }, details, repAct(seller, at));
  return { at, number, act: 'open', seller, decide };
}

export type SampleDeal = {
  readonly pipeline: Pipeline;
  readonly seller: Seller;
  readonly random: SampleRandom;
  readonly number: number;
  readonly trade?: SampleTrade | undefined;
};

/**
 * A deal's life from its stay in a stage on, as the rules for people's commands would have it.
 *
 * @param from index of the stage, and when it is there at the latest. @param isOver whether nothing more is told, though it may pass.
 */
export function liveOn(
  { pipeline, seller, random, number, trade }: SampleDeal,
  from: { readonly stage: number; readonly at: number },
  isOver: (to: { readonly at: number; readonly stage: number; readonly passes: boolean }) => boolean,
): readonly SampleStep[] {
  const steps: SampleStep[] = [];
  let { at } = from;
  const behavior = trade?.behavior ?? STAGE_BEHAVIOR;
  for (let stage = from.stage; stage < behavior.length; stage += 1) {
    const life = behavior[stage] ?? { days: 10, passRate: 0.5 };
    at = Math.max(at + HOUR_MS, workingTime(random, at + random.exponential(life.days) * DAY_MS));
    const share = seller.name === WEAK_STAGE.seller && stage === WEAK_STAGE.stage ? WEAK_STAGE.passRate : life.passRate;
    const passes = random.next() < share;
    const reason = random.pickOne(REASONS);
    const when = at;
    if (isOver({ at: when, stage: stage + 1, passes })) return steps;
    if (!passes) {
      const decide: SampleStep['decide'] = (file) => loseWithReason(requireFile(file), pipeline, reason, seller.id, when);
      return [...steps, { at: when, number, act: 'lose', seller, decide }];
    }
    const closeOn = addDays(dateAt(when, SAMPLE_TIME_ZONE), Math.round(random.between(14, 60)));
    const decide: SampleStep['decide'] = (file) => advanceWithAnswers(requireFile(file), pipeline, closeOn, seller.id, when);
    steps.push({ at: when, number, act: 'advance', seller, decide });
  }
  return steps;
}

/** One deal's life up to now. */
function pastOf(deal: SampleDeal, born: number, now: number): readonly SampleStep[] {
  const isDrought = (at: number) => deal.trade === undefined && at > now - DROUGHT_DAYS * DAY_MS;
  const opening = openingStep(deal, born);
  const life = liveOn(
    deal,
    { stage: 0, at: born },
    ({ at, stage, passes }) => at >= now || (passes && stage === OFFER_INDEX && isDrought(at)),
  );
  return [opening, ...life];
}

/** One deal's life from its beginning until an instant. */
export const futureOf = (deal: SampleDeal, born: number, until: number): readonly SampleStep[] => [
  openingStep(deal, born),
  ...liveOn(deal, { stage: 0, at: born }, ({ at }) => at >= until),
];

/** `seed` and the number of the first deal, for a second pipeline beside the first one. */
export type SampleOptions = { readonly seed?: number; readonly firstNumber?: number; readonly trade?: SampleTrade | undefined };

/** The firm's way of selling: what it sells in which stages, and who does. */
export type SampleTeam = { readonly pipeline: Pipeline; readonly sellers: readonly [Seller, ...Seller[]] };

/** Everything that happens to the sample's deals in the year before an instant, in order; the same in every run for the same instant. */
export function sampleSteps(
  { pipeline, sellers }: SampleTeam,
  { now, deals }: { readonly now: number; readonly deals: number },
  { seed = 20_261, firstNumber = 1, trade }: SampleOptions = {},
): readonly SampleStep[] {
  const random = createSampleRandom(seed);
  const lives = arrivalTimes(random, deals, now).map((born, index) =>
    pastOf({ pipeline, seller: random.pickOne(sellers), random, number: firstNumber + index, trade }, born, now),
  );
  return lives.flat().toSorted((a, b) => a.at - b.at || a.number - b.number);
}
