import type { PlainDate } from '../../../core/time/calendar.ts';
import { localeFormat } from '../../format.ts';

const f = localeFormat('en');
const deals = (count: number): string => `${f.number(count)} ${f.plural(count, { one: 'deal', many: 'deals' })}`;
const days = (count: number): string => `${f.number(count)} ${f.plural(count, { one: 'day', many: 'days' })}`;
const before = (text: string | undefined): string => (text === undefined ? '' : ` (before: ${text})`);

/** Stuck deals, and three months against the three before. Names are safe text; values are written, e.g. `48k`; months by their first days. */
export const review = {
  stuck: (count: number) => `*${deals(count)} stuck, with no next step planned:*`,
  stuckDeal: ({ deal, stage, stuckDays, usual }: { deal: string; stage: string; stuckDays: number; usual: number }) =>
    `${deal} · ${stage} for ${days(stuckDays)} (usually up to ${f.number(usual)})`,
  more: (count: number) => `… and ${f.number(count)} more`,
  list: 'All stuck deals',
  months: (from: PlainDate, to: PlainDate) => `*${f.month(from)} to ${f.month(to)}, against the three months before*`,
  winRate: ({
    share,
    won,
    closed,
    earlier,
  }: {
    share: string | undefined;
    won: number;
    closed: number;
    earlier: string | undefined;
  }) =>
    share === undefined
      ? `*Win rate:* too few closed deals to tell (${f.number(won)} of ${f.number(closed)} won)`
      : `*Win rate:* ${share}, ${f.number(won)} of ${f.number(closed)} closed deals${before(earlier)}`,
  cycle: ({ count, wins, earlier }: { count: number | undefined; wins: number; earlier: number | undefined }) =>
    count === undefined
      ? `*Cycle:* too few wins to tell (${f.number(wins)})`
      : `*Cycle:* half of the wins take ${days(count)} or less${before(earlier === undefined ? undefined : days(earlier))}`,
  velocity: (perWeek: string, earlier: string | undefined) => `*Sales velocity:* ${perWeek} won a week${before(earlier)}`,
  lost: (count: number, value: string, earlier: { readonly count: number; readonly value: string } | undefined) =>
    `*Lost:* ${deals(count)}, ${value}${before(earlier === undefined ? undefined : `${deals(earlier.count)}, ${earlier.value}`)}`,
  reason: ({
    reason,
    count,
    value,
    earlier,
  }: {
    reason: string;
    count: number;
    value: string;
    earlier: { readonly count: number; readonly value: string } | undefined;
  }) =>
    `${reason}: ${f.number(count)}, ${value}${before(earlier === undefined ? undefined : `${f.number(earlier.count)}, ${earlier.value}`)}`,
  noReason: 'no reason given',
};

export type ReviewMessages = typeof review;
