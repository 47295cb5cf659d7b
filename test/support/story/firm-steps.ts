import type { HistoryStep } from '../../../simulator/demo/write-history.ts';
import { advance, move, win } from '../../../src/core/deal/advance.ts';
import type { ActorContext, Decision } from '../../../src/core/deal/change.ts';
import { lose } from '../../../src/core/deal/close.ts';
import type { DealFile } from '../../../src/core/deal/deal.ts';
import { openDeal } from '../../../src/core/deal/open-deal.ts';
import { drawNormal, type Random, seededRandom } from '../../../src/core/numbers/statistics/random.ts';
import type { Member } from '../../../src/core/people/member.ts';
import { nextStage, openStages, type Pipeline } from '../../../src/core/pipeline/stage.ts';
import { addDays, dateAt, weekday, zonedInstant } from '../../../src/core/time/calendar.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../src/core/time/durations.ts';
import { priced } from '../priced.ts';

export const FIRM_ZONE = 'Europe/Warsaw';

/** How a made-up firm sells. Shares and days are by open stage, in order. */
export type FirmHabits = {
  /** Days of history before the first day that is lived through. */
  readonly pastDays: number;
  readonly dealsPerWeek: number;
  readonly passRates: readonly number[];
  readonly stayDays: readonly number[];
  readonly usualValueMajor: number;
  /** Share of deals without a value. */
  readonly unvalued: number;
  /** A stage into which nothing comes in the last weeks, by its place; -1: none. */
  readonly droughtAt: number;
  readonly droughtDays: number;
  /** Wins of a usual month times this is a month's target; 0: none is set. */
  readonly targetFactor: number;
};

const choose = <T>(random: Random, items: readonly [T, ...T[]]): T => items[Math.floor(random() * items.length)] ?? items[0];
const between = (random: Random, low: number, high: number): number => low + (high - low) * random();

/** How the firm of a seed sells: young and old ones, small and large ones, with and without targets and droughts. */
export function firmHabits(seed: number, stages: number): FirmHabits {
  const random = seededRandom(seed);
  const each = (draw: () => number): readonly number[] => Array.from({ length: stages }, draw);
  return {
    pastDays: choose(random, [3, 21, 60, 150, 365]),
    dealsPerWeek: Math.exp(between(random, Math.log(1), Math.log(14))),
    passRates: each(() => between(random, 0.4, 0.85)),
    stayDays: each(() => between(random, 3, 20)),
    usualValueMajor: choose(random, [900, 12_000, 60_000]),
    unvalued: choose(random, [0, 0, 0.2]),
    droughtAt: choose(random, [-1, 1, 2, 3, 4, stages - 1]),
    droughtDays: between(random, 7, 35),
    targetFactor: choose(random, [0, 0.5, 1, 1.3, 3]),
  };
}

/** What the firm wins in a usual month, whole units of money. */
export const usualMonthMajor = ({ dealsPerWeek, passRates, usualValueMajor }: FirmHabits): number =>
  (dealsPerWeek * 52 * passRates.reduce((share, rate) => share * rate, 1) * usualValueMajor) / 12;

/** A working minute of that day or the next working day. */
function workingMinute(random: Random, at: number): number {
  let on = dateAt(Math.round(at), FIRM_ZONE);
  while (weekday(on) > 5) on = addDays(on, 1);
  return zonedInstant(on, '08:00', FIRM_ZONE) + Math.floor(random() * 9 * 60) * MINUTE_MS;
}

type DealLife = {
  readonly pipeline: Pipeline;
  readonly habits: FirmHabits;
  readonly random: Random;
  readonly seller: Member;
  readonly number: number;
  readonly until: number;
  /** From here on it is lived through. */
  readonly watchedFrom: number;
};

const requireFile = (file: DealFile | undefined): DealFile => {
  if (file === undefined) throw new Error('a deal moves before it is opened');
  return file;
};

/** Everything that happens to one deal, as the rules for people's commands would have it. */
function dealSteps(
  { pipeline, habits, random, seller, number, until, watchedFrom }: DealLife,
  born: number,
): readonly HistoryStep[] {
  const act = (at: number): ActorContext => ({
    actor: { id: seller.id, role: 'rep' },
    at,
    today: dateAt(at, FIRM_ZONE),
    through: 'command',
  });
  const major = Math.max(1, Math.round(habits.usualValueMajor * Math.exp(0.7 * drawNormal(random))));
  const valueMinor = random() < habits.unvalued ? null : major * 100;
  const openedOn = dateAt(born, FIRM_ZONE);
  const details = {
    name: `Firma ${number}`,
    company: `Firma ${number}`,
    ownerId: seller.id,
    ...priced(valueMinor, pipeline.currency),
    closeOn: random() < 0.6 ? addDays(openedOn, Math.round(between(random, 5, 80))) : null,
    ...(random() < 0.3 ? { nextStep: 'Telefon', nextStepOn: addDays(openedOn, Math.round(between(random, 1, 20))) } : {}),
    contact: { name: 'Ola', email: 'ola@customer.example' },
  };
  const steps: HistoryStep[] = [{ at: born, number, decide: () => openDeal({ number, pipeline }, details, act(born)) }];
  const add = (at: number, decide: (file: DealFile) => Decision): void => {
    steps.push({ at, number, decide: (file) => decide(requireFile(file)) });
  };
  const reason = choose(random, ['expensive', 'competitor', 'decision', 'budget']);
  let at = born;
  for (const [k, stage] of openStages(pipeline).entries()) {
    const stay = -(habits.stayDays[k] ?? 9) * Math.log(1 - random());
    at = Math.max(at + HOUR_MS, workingMinute(random, at + stay * DAY_MS));
    if (at >= until) return steps;
    const when = at;
    if (random() >= (habits.passRates[k] ?? 0.6)) {
      add(when, (file) => lose(file, { pipeline, reasonId: reason, note: '' }, act(when)));
      return steps;
    }
    if (k + 1 === habits.droughtAt && when > until - habits.droughtDays * DAY_MS) return steps;
    // A few fall back a stage before they go on, while the firm is watched: a history that is written at once holds no notes.
    if (k > 0 && when >= watchedFrom && random() < 0.2) {
      const before = openStages(pipeline)[k - 1];
      const again = when + 2 * HOUR_MS;
      if (before === undefined || again >= until) return steps;
      add(when, (file) => move(file, { pipeline, to: before.id, reason: 'za szybko' }, act(when)));
      add(again, (file) =>
        move(file, { pipeline, to: stage.id, reason: 'wraca', anyway: { remindOn: '2030-01-04' } }, act(again)),
      );
      at = again + HOUR_MS;
      if (at >= until) return steps;
    }
    const on = at;
    const next = nextStage(pipeline, stage.id);
    const ticks = (next?.criteria ?? []).flatMap((criterion) => (criterion.field === undefined ? [criterion.id] : []));
    const answers = { ticks, contact: { decider: 'Ola' }, deal: priced(major * 100, pipeline.currency) };
    add(on, (file) =>
      next?.kind === 'won'
        ? win(file, { pipeline, answers }, act(on))
        : advance(file, { pipeline, answers, anyway: { remindOn: '2030-01-04' } }, act(on)),
    );
  }
  return steps;
}

/** Everything that happens in a firm up to an instant, in order; the same in every run for the same seed. @param lived days lived through at the end. */
export function firmSteps(
  pipeline: Pipeline,
  sellers: readonly [Member, ...Member[]],
  {
    seed,
    habits,
    until,
    lived,
  }: { readonly seed: number; readonly habits: FirmHabits; readonly until: number; readonly lived: number },
): readonly HistoryStep[] {
  const random = seededRandom(seed + 1_000_003);
  const days = habits.pastDays + lived;
  const watchedFrom = until - (lived - 1) * DAY_MS;
  const count = Math.max(1, Math.round((habits.dealsPerWeek * days) / 7));
  const born = Array.from({ length: count }, () => workingMinute(random, until - random() * days * DAY_MS))
    .filter((at) => at < until)
    .toSorted((a, b) => a - b);
  const lives = born.map((at, index) =>
    dealSteps({ pipeline, habits, random, seller: choose(random, sellers), number: index + 1, until, watchedFrom }, at),
  );
  return lives.flat().toSorted((a, b) => a.at - b.at || a.number - b.number);
}
