import type { PlainDate } from '../../../core/time/calendar.ts';
import type { PeriodKind } from '../../../core/time/periods.ts';
import { amountRange } from '../../amount-phrases.ts';
import { localeFormat } from '../../format.ts';

const f = localeFormat('en');

/** Targets. People are safe text; values are written; periods come as the words of {@link period}. */
export const targets = {
  /** Ways to a target: figures of it as they would have to be, and now. */
  way: {
    wins: ({ needed, expected, value, isMore }: { needed: number; expected: number; value: string; isMore: boolean }) =>
      `${f.number(needed)} ${isMore ? 'more ' : ''}${f.plural(needed, { one: 'win', many: 'wins' })} of about ${value}${needed === 1 ? '' : ' each'}${expected === 0 ? '' : ` (${f.number(expected)} expected)`}`,
    newDeals: ({ now, needed }: { now: number; needed: number }) =>
      `about ${f.number(needed)} new deals a week (${f.number(now)} now)`,
    passRate: ({ stage, now, needed }: { stage: string; now: string; needed: string }) =>
      `${needed} of the deals in ${stage} moving on (${now} now)`,
  },
  /** What would have to be true for a target. @param ways each of them alone would do. */
  path: ({ period, target, ways }: { period: string; target: string; ways: readonly string[] }) =>
    `For ${period} to reach ${target} it would take ${ways.join(', or ')}.`,
  month: (on: PlainDate) => `${f.month(on)} ${on.slice(0, 4)}`,
  quarter: (number: number, startsOn: PlainDate) => `Q${number} ${startsOn.slice(0, 4)}`,
  year: (startsOn: PlainDate) =>
    startsOn.slice(5, 7) === '01' ? startsOn.slice(0, 4) : `year from ${f.month(startsOn)} ${startsOn.slice(0, 4)}`,
  half: ({ number, startsOn }: { number: 1 | 2; startsOn: PlainDate }) =>
    `H${number} ${startsOn.slice(0, 4)}: half of it in each quarter`,
  undo: (period: string) => `Undo ${period}`,
  title: 'Set a target',
  save: 'Save',
  period: 'Period',
  who: 'Whose target',
  whoHint: "Leave empty for the team's target.",
  value: (currency: string) => `Sales target, net (${currency})`,
  valueHint: 'E.g. 240k. Leave empty to remove the target.',
  head: '*Targets*',
  none: 'No target is set. With one, the summary shows how far away it is.',
  /** What ordinary periods have brought: a range each, or about so much. */
  ordinary: (periods: readonly { readonly kind: PeriodKind; readonly low: string; readonly high: string }[]) =>
    `So far an ordinary ${f.list(
      periods.map(({ kind, low, high }, i) => {
        const brought = low === high ? `about ${low}` : amountRange(low, high);
        return i === 0 ? `${kind} brought ${brought}` : `a ${kind} ${brought}`;
      }),
    )}.`,
  set: 'Set a target',
  team: 'Team',
  you: 'You',
  line: ({ who, period, value, from }: { who: string; period: string; value: string; from: 'set' | 'months' | 'reps' }) =>
    `${who}, ${period}: ${value}${{ set: '', months: ' (sum of its months)', reps: ' (sum of the reps)' }[from]}`,
  person: (who: string, values: readonly (readonly [period: string, value: string])[]) =>
    `${who}: ${values.map(([period, value]) => `${value} (${period})`).join(' · ')}`,
  more: (count: number) => `and ${f.number(count)} more: \`/funnel forecast\``,
  mismatch: ({ who, period, set, months }: { who: string; period: string; set: string; months: string }) =>
    `${who}, ${period}: ${set} is set, but its months add up to ${months}.`,
  saved: (who: string, period: string, value: string) => `Saved: ${who}, ${period}: ${value}.`,
  removed: (who: string, period: string) => `Saved: ${who}, ${period}: target removed.`,
  changed: ({ who, period, from, to }: { who: string; period: string; from: string | null; to: string | null }) =>
    `target: ${who}, ${period}: ${from ?? 'none'} → ${to ?? 'none'}`,
  undone: (who: string, period: string, value: string | null) =>
    value === null ? `Undone: ${who}, ${period}: no target, as before.` : `Undone: ${who}, ${period}: ${value} again.`,
  changedSince: (who: string, period: string) =>
    `Not undone: ${who}, ${period}: this target was changed by somebody since. Nothing changed.`,
  managersOnly: 'Only a manager can set targets. Nothing changed.',
  otherCurrency: (currency: string) => `Totals are in ${currency}: enter the target in ${currency}.`,
  digest: (target: string, won: string, share: string) => `Target ${target} · won ${won} (${share})`,
  won: (value: string) => `won ${value}`,
  noWins: 'no wins yet',
  /** What is won would say what a deal is worth that the reader may not see. @param target null: none is set. */
  kept: (target: string | null) => `${target === null ? '' : `Target ${target} · `}wins not shown: too few deals`,
  digestNoWins: (target: string) => `Target ${target} · no wins yet`,
  daysLeft: (days: number) => `${f.number(days)} working ${f.plural(days, { one: 'day', many: 'days' })} left`,
};

export type TargetMessages = typeof targets;
