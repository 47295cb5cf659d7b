import type { AboutDays } from '../../../core/funnel/plan/stage-runway.ts';
import type { PlainDate } from '../../../core/time/calendar.ts';
import { localeFormat } from '../../format.ts';

const f = localeFormat('en');
const deals = (count: number): string => `${f.number(count)} ${f.plural(count, { one: 'deal', many: 'deals' })}`;
const days = (count: number): string => `${f.number(count)} ${f.plural(count, { one: 'day', many: 'days' })}`;
/** About a day that moves on with today: `early January`, `mid-January`, `the end of January`. */
function partOfMonth(on: PlainDate): string {
  const day = Number(on.slice(8));
  return day <= 10 ? `early ${f.month(on)}` : day <= 20 ? `mid-${f.month(on)}` : `the end of ${f.month(on)}`;
}
const newOnes = (count: number): string => `${f.number(count)} new ${f.plural(count, { one: 'deal', many: 'deals' })}`;
const moves = (count: number): string => `${f.number(count)} ${f.plural(count, { one: 'move', many: 'moves' })}`;

/** How long something takes or lasts, as people say it. */
type About = Readonly<Record<AboutDays, string>>;

const runsDryIn: About = {
  days: 'in a few days',
  week: 'in about a week',
  twoWeeks: 'in about two weeks',
  threeWeeks: 'in about three weeks',
  month: 'in about a month',
  twoMonths: 'in about two months',
  months: 'in a few months',
};
const takes: About = {
  days: 'takes a few days',
  week: 'takes about a week',
  twoWeeks: 'takes about two weeks',
  threeWeeks: 'takes about three weeks',
  month: 'takes about a month',
  twoMonths: 'takes about two months',
  months: 'takes a few months',
};

/** A stage, what it holds and needs; `forPeriod` null: what it usually holds. */
type StageAndNeed = {
  readonly stage: string;
  readonly count: number;
  readonly needed: number;
  readonly forPeriod: string | null;
};
type ChangeReason = 'target' | 'period' | 'covered' | 'numbers';

const none = (count: number): string => (count === 0 ? 'none' : f.number(count));

/** What stages need, why, and what to do about it. Names are safe text; values and periods are written; days are 'YYYY-MM-DD'. */
export const gaps = {
  none: '*No stage is short of deals.* Every stage you use has what it needs.',
  /** Nothing is short, for nothing is there to be measured yet. */
  early: {
    'no-deals': '*No deals are open.* Add one with `/deal new`.',
    beginning:
      '*Too early to tell what a stage is short of.* That shows once five deals have gone through it, or after four weeks.',
  },
  runsDry: ({ stage, about, count, needed, forPeriod }: StageAndNeed & { about: AboutDays }) =>
    `*${stage} runs dry ${runsDryIn[about]}: ${deals(count)}, ${forPeriod === null ? `usually ${f.number(needed)}.*` : `${f.number(needed)} needed* for ${forPeriod}.`}`,
  still: ({ stage, count, needed, forPeriod, inDays }: StageAndNeed & { inDays: number }) =>
    `*${stage} has had only ${deals(count)} for ${days(inDays)}: ${forPeriod === null ? `usually ${f.number(needed)}.*` : `${f.number(needed)} needed* for ${forPeriod}.`}`,
  few: ({ stage, count, needed, forPeriod }: { stage: string; count: number; needed: number; forPeriod: string | null }) =>
    `*${stage} is ${forPeriod === null ? 'below its usual level' : `short for ${forPeriod}`}: ${deals(count)}, ${forPeriod === null ? `usually ${f.number(needed)}` : `${f.number(needed)} needed`}.*`,
  needs: (needed: number, forPeriod: string | null) =>
    forPeriod === null ? `It usually has ${f.number(needed)}.` : `It needs ${f.number(needed)} for ${forPeriod}.`,
  /** @param minimum set for the stage. */
  needsAtLeast: (minimum: number) => `It needs at least ${f.number(minimum)}.`,
  /** What an empty stage leads to. @param stage the one after it. */
  feeds: (stage: string, about: AboutDays) => `With nothing coming from it, ${stage} runs dry ${runsDryIn[about]}.`,
  filling: (about: AboutDays) => `Refilling it ${takes[about]}.`,
  week: ({ came, went }: { came: number; went: number }) =>
    `In the last seven days ${none(came)} came in and ${none(went)} left.`,
  changed: (from: number, why: ChangeReason) =>
    `Until now it needed ${f.number(from)}: ${
      {
        target: 'the target has changed',
        period: 'part of it would come too late now',
        covered: 'part of the target is covered',
        numbers: "today's figures differ",
      }[why]
    }.`,
  /** Why a stage is short again that was no longer. */
  coveredBefore: (on: PlainDate, period: string) =>
    `On ${f.dayOfMonth(on)} wins and the forecast covered ${period}; they no longer do.`,
  /** @param costs expected value that is missing by the day if nothing is done. */
  lacks: (count: number, costs: { readonly value: string; readonly until: PlainDate }) =>
    `It is ${deals(count)} short, which costs about ${costs.value} by ${partOfMonth(costs.until)}.`,
  /** @param percents of the target that is won or expected. */
  coverage: (percents: readonly (readonly [period: string, percent: string])[]) =>
    `*Coverage of the targets* (won and expected): ${percents.map(([period, percent]) => `${period}: ${percent}`).join(' · ')}`,
  basis: {
    target: (period: string, target: string | null) =>
      `Based on the flow of the last quarter and the target for ${period}${target === null ? '' : ` (${target})`}.`,
    profile: (targetSet: boolean): string =>
      targetSet
        ? 'Based on the flow of the last quarter: what it usually has.'
        : 'Based on the flow of the last quarter; no target is set.',
    minimum: (minimum: number, targetSet: boolean, known: boolean) => {
      if (known) return `The minimum here is ${f.number(minimum)}.`;
      const why = targetSet ? 'Not enough history to go by' : 'No target is set';
      return `${why}; the minimum here is ${f.number(minimum)}.`;
    },
  },
  measured: (bases: string) => `*How many are needed:* ${bases}`,
  basisOfStages: (stages: readonly string[], basis: string) =>
    `${stages.join(', ')}: ${basis.charAt(0).toLowerCase()}${basis.slice(1)}`,
  saidOnce: ({ stage, needed }: { stage: string; needed: number }) =>
    `I will write about ${stage} again only when it is back to ${f.number(needed)}.`,
  saidOnceMany: 'I will write about these stages again only when one of them has recovered.',
  /** @param onTheWay the moves take deals only nearer to the stage. @param isPart they leave a part of it open. */
  closeGap: ({
    moving,
    named,
    made,
    sameNewDeals,
    onTheWay,
    isPart,
  }: {
    moving: number;
    named: number;
    made: number;
    sameNewDeals: boolean;
    onTheWay?: boolean;
    isPart?: boolean;
  }) => {
    const parts = [
      ...(moving > 0 ? [onTheWay ? `${deals(moving)} from earlier stages` : moves(moving)] : []),
      ...(made > 0 ? [newOnes(made)] : []),
      ...(sameNewDeals ? ['the same new deals'] : []),
    ];
    const verb = onTheWay ? 'can close' : moving + made === 1 && !sameNewDeals ? 'closes' : 'close';
    const first =
      moving > named && named > 0 ? (named === 1 ? ', starting with this one' : `, starting with these ${f.number(named)}`) : '';
    return `*${f.list(parts)} ${verb} ${isPart ? 'part of ' : ''}the gap*${first}`;
  },
  /** What its own actions leave open. */
  rest: {
    covered: 'The actions for the other stages cover the rest.',
    coveredAll: 'Nothing is asked for here itself: the actions for the other stages cover this.',
    /** @param isAlone no action is the stage's own. @param entering deals that these actions bring here, `leaving` those that they take from here. */
    coveredBy: ({
      isAlone,
      period,
      stages,
      entering,
      leaving,
    }: {
      isAlone: boolean;
      period: string;
      stages: readonly string[];
      entering: readonly string[];
      leaving: readonly string[];
    }) => {
      const sentences = [
        isAlone
          ? `Nothing is asked for here itself: the actions under ${f.list(stages)} cover ${period}.`
          : `The actions under ${f.list(stages)} cover the rest for ${period}.`,
        ...(entering.length > 0
          ? [`${f.list(entering)} ${f.plural(entering.length, { one: 'comes', many: 'come' })} here first.`]
          : []),
        ...(leaving.length > 0
          ? [`${f.list(leaving)} ${f.plural(leaving.length, { one: 'moves', many: 'move' })} on from here.`]
          : []),
      ];
      return sentences.join(' ');
    },
    tooLate: 'Nothing more can get there in time.',
  },
  newDeals: (count: number) => newOnes(count),
  /** New deals that the first stage asks for. */
  newLeads: (count: number) => `${f.number(count)} new ${f.plural(count, { one: 'lead', many: 'leads' })}`,
  newDealsCommitted: (count: number, stage: string, on: PlainDate) =>
    `You're on it: ${newOnes(count)} for ${stage} by ${f.day(on)}.`,
  newDealsCommittedAlready: (who: string) => `${who} is already on the new deals. Nothing changed.`,
  others: 'Not these',
  otherDeals: (stage: string) => `*Other deals that could fill ${stage}*`,
  noOthers: (stage: string) => `There are no other deals in the stages before ${stage}. New ones would help: \`/deal new\`.`,
  notShort: (stage: string) => `${stage} has what it needs now.`,
  overfull: ({ stage, count, low, high }: { stage: string; count: number; low: number; high: number }) =>
    `*${stage} has ${deals(count)}, usually ${f.number(low)}–${f.number(high)}:* more come in than move on.`,
  longest: (items: readonly string[]) => `Stuck there longest: ${items.join(', ')}.`,
  standing: (deal: string, count: number) => `${deal} (${days(count)})`,
  commitments: '*In hand:*',
  commitment: {
    move: (deal: string, stage: string) => `${deal} to ${stage}`,
    new: ({ made, of, stage }: { made: number; of: number; stage: string }) =>
      `${newOnes(of)} for ${stage}, ${f.number(made)} so far`,
    by: (on: PlainDate) => `by ${f.day(on)}`,
    due: (on: PlainDate) => `was due ${f.day(on)}`,
    done: 'done',
  },
  why: {
    button: 'Why?',
    head: ({ stage, count, needed }: { stage: string; count: number; needed: number }) =>
      `*${stage} has ${deals(count)} and needs ${f.number(needed)}. Here is why:*`,
    target: ({
      period,
      target,
      percent,
      isCovered,
      required,
      beyond,
    }: {
      period: string;
      target: string;
      percent: string | null;
      isCovered: boolean;
      required: number;
      beyond: number;
    }) =>
      isCovered && percent !== null
        ? `• Target for ${period} (${target}): ${percent} covered, so it asks for nothing here.`
        : `• Target for ${period} (${target}${percent === null ? '' : `, ${percent} covered`}): ${deals(required)}${beyond === 0 ? '' : `; ${f.number(beyond)} more would come too late`}.`,
    usual: ({ required, low, high }: { required: number; low: number; high: number }) =>
      `• Usually: ${deals(required)} (8 in 10: ${f.number(low)}–${f.number(high)}), by the flow of the last quarter.`,
    minimum: (minimum: number) => `• Minimum set for this stage: ${f.number(minimum)}.`,
    asked: (basis: 'target' | 'usual' | 'minimum') =>
      `It is measured by ${{ target: 'the target', usual: 'what it usually has', minimum: 'the minimum' }[basis]}.`,
    since: (on: PlainDate) => `It has been short since ${f.dayOfMonth(on)}.`,
    little: 'Fewer than ten deals have come in or left within a year: not enough history to go by.',
  },
};

export type GapMessages = typeof gaps;
