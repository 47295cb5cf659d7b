import type { PlainDate } from '../../../core/time/calendar.ts';
import { localeFormat } from '../../format.ts';

const f = localeFormat('en');
const deals = (count: number): string => `${f.number(count)} ${f.plural(count, { one: 'deal', many: 'deals' })}`;
const days = (count: number): string => `${f.number(count)} ${f.plural(count, { one: 'day', many: 'days' })}`;
const newOnes = (count: number): string => `${f.number(count)} new ${f.plural(count, { one: 'deal', many: 'deals' })}`;
const moves = (count: number): string => `${f.number(count)} ${f.plural(count, { one: 'move', many: 'moves' })}`;

/** What stages need, why, and what to do about it. Names are safe text; values and periods are written; days are 'YYYY-MM-DD'. */
export const gaps = {
  none: '*No stage is short of deals.* Every stage you use has what it needs.',
  runsDry: ({
    stage,
    inDays,
    count,
    needed,
    forPeriod,
  }: {
    stage: string;
    inDays: number;
    count: number;
    needed: number;
    forPeriod: string | null;
  }) =>
    `*${stage} runs dry in ${days(inDays)}: ${deals(count)}, ${f.number(needed)} needed*${forPeriod === null ? '' : ` for ${forPeriod}`}.`,
  runsDryLong: ({
    stage,
    inDays,
    count,
    needed,
    forPeriod,
  }: {
    stage: string;
    inDays: number;
    count: number;
    needed: number;
    forPeriod: string | null;
  }) =>
    `*${stage} runs dry in ${days(inDays)}.* It has ${deals(count)} and ${forPeriod === null ? `usually has ${f.number(needed)}` : `needs ${f.number(needed)} for ${forPeriod}`}`,
  few: ({ stage, count, needed, forPeriod }: { stage: string; count: number; needed: number; forPeriod: string | null }) =>
    `*${stage} is ${forPeriod === null ? 'below its usual level' : `short for ${forPeriod}`}: ${deals(count)}, ${forPeriod === null ? `usually ${f.number(needed)}` : `${f.number(needed)} needed`}.*`,
  needs: (needed: number, forPeriod: string | null) =>
    forPeriod === null ? `It usually has ${f.number(needed)}.` : `It needs ${f.number(needed)} for ${forPeriod}.`,
  fillingFrom: (stage: string, inDays: number) => `refilling it from ${stage} takes about ${days(inDays)}`,
  fillingAnew: (inDays: number) => `a new deal takes about ${days(inDays)} to get there`,
  week: ({ came, went, usually }: { came: number; went: number; usually: number }) =>
    `In the last seven days ${f.number(came)} came in and ${f.number(went)} left; usually ${f.number(usually)} ${f.plural(usually, { one: 'comes', many: 'come' })} in.`,
  lacks: (count: number, value: string) => `It is ${deals(count)} short, about ${value}.`,
  /** @param shares `ofMissing`: as the forecast writes it. */
  coverage: (shares: readonly (readonly [period: string, ofMissing: string])[]) =>
    `*Coverage:* after wins and expected new deals, the open deals should bring in ${f.list(shares.map(([period, ofMissing]) => `${ofMissing} in ${period}`))}.`,
  basis: {
    target: (overDays: number, period: string, target: string | null) =>
      `Based on ${days(overDays)} of history and the target for ${period}${target === null ? '' : ` (${target})`}.`,
    profile: (overDays: number, targetSet: boolean) =>
      targetSet
        ? `Based on ${days(overDays)} of history: what it usually has.`
        : `Based on ${days(overDays)} of history; no target is set.`,
    minimum: (minimum: number, targetSet: boolean, known: boolean) => {
      if (known) return `The minimum here is ${f.number(minimum)}.`;
      const why = targetSet ? 'Not enough history to go by' : 'No target is set';
      return `${why}; the minimum here is ${f.number(minimum)}.`;
    },
  },
  measured: (bases: string) => `*Where these needs come from:* ${bases}`,
  basisOfStages: (stages: readonly string[], basis: string) =>
    `${stages.join(', ')}: ${basis.charAt(0).toLowerCase()}${basis.slice(1)}`,
  saidOnce: (needed: number) => `I will write again only when it is back to ${f.number(needed)}.`,
  saidOnceMany: 'I will write again only when a stage has recovered.',
  oneCloses: '*Any one of these closes the gap*',
  closeGap: ({ moving, named, made, sameNewDeals }: { moving: number; named: number; made: number; sameNewDeals: boolean }) => {
    const parts = [
      ...(moving > 0 ? [moves(moving)] : []),
      ...(made > 0 ? [newOnes(made)] : []),
      ...(sameNewDeals ? ['the same new deals'] : []),
    ];
    const verb = moving + made === 1 && !sameNewDeals ? 'closes' : 'close';
    const first =
      moving > named && named > 0 ? (named === 1 ? ', starting with this one' : `, starting with these ${f.number(named)}`) : '';
    return `*${f.list(parts)} ${verb} the gap*${first}`;
  },
  newDeals: (count: number) => newOnes(count),
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
    today: ({ told, needed }: { told: number; needed: number }) =>
      `At the time of the alert it needed ${f.number(told)}, and ${f.number(told)} still closes the gap; by today's figures it would need ${f.number(needed)}:`,
    flow: ({
      overDays,
      perWeek,
      stay,
      usual,
      low,
      high,
    }: {
      overDays: number;
      perWeek: number;
      stay: number;
      usual: number;
      low: number;
      high: number;
    }) =>
      `Flow: over ${days(overDays)}, ${f.number(perWeek)} a week came in and stayed ${days(stay)} on average, so usually ${f.number(usual)} ${f.plural(usual, { one: 'is', many: 'are' })} there (8 in 10: ${f.number(low)}–${f.number(high)}).`,
    target: ({
      period,
      target,
      won,
      fresh,
      open,
    }: {
      period: string;
      target: string;
      won: string;
      fresh: string;
      open: string;
    }) =>
      `Target for ${period}: ${target}. ${won} is won and new deals should bring in ${fresh}; the open ones have to bring in ${open}.`,
    factor: (times: number) => `That takes ${f.number(times)} times the usual number of deals in every stage.`,
    win: (share: string, until: PlainDate, value: string) =>
      `${share} of the deals here are won by ${f.day(until)}; the average deal is worth ${value}.`,
    left: (inDays: number) => `Time left: ${days(inDays)}.`,
    runway: (inDays: number) => `With nothing new coming in, it runs dry in about ${days(inDays)}.`,
    refillFrom: (stage: string, inDays: number) => `Refilling it from ${stage} takes about ${days(inDays)}.`,
    refillAnew: (inDays: number) => `A new deal takes about ${days(inDays)} to get here.`,
    reach: (share: string) => `${share} of new deals get this far.`,
    minimum: (minimum: number) => `The minimum set for this stage is ${f.number(minimum)}.`,
    little: 'Fewer than ten deals have come in or left within a year: not enough history to go by.',
  },
};

export type GapMessages = typeof gaps;
