import type { ReviewMessages } from '../../en/funnel/review.ts';
import { localeFormat } from '../../format.ts';

const f = localeFormat('pl');
const deals = (count: number): string => `${f.number(count)} ${f.plural(count, { one: 'szansa', few: 'szanse', many: 'szans' })}`;
const days = (count: number): string => `${f.number(count)} ${f.plural(count, { one: 'dzień', few: 'dni', many: 'dni' })}`;
const before = (text: string | undefined): string => (text === undefined ? '' : ` (wcześniej: ${text})`);

export const review: ReviewMessages = {
  stuck: (count) => `*${deals(count)} bez ruchu i bez następnego kroku:*`,
  stuckDeal: ({ deal, stage, stuckDays, usual }) =>
    `${deal} · etap „${stage}” od ${f.number(stuckDays)} ${f.plural(stuckDays, { one: 'dnia', few: 'dni', many: 'dni' })} (zwykle do ${f.number(usual)})`,
  more: (count) => `… i jeszcze ${f.number(count)}`,
  list: 'Wszystkie bez ruchu',
  months: (from, to) =>
    `*${f.month(from).charAt(0).toUpperCase()}${f.month(from).slice(1)} – ${f.month(to)}, w porównaniu z poprzednimi trzema miesiącami*`,
  winRate: ({ share, won, closed, earlier }) =>
    share === undefined
      ? `*Skuteczność:* za mało zamkniętych szans, by ocenić (wygrane: ${f.number(won)} z ${f.number(closed)})`
      : `*Skuteczność:* ${share}, wygrane ${f.number(won)} z ${f.number(closed)} zamkniętych szans${before(earlier)}`,
  cycle: ({ count, wins, earlier }) =>
    count === undefined
      ? `*Cykl sprzedaży:* za mało wygranych, by ocenić (${f.number(wins)})`
      : `*Cykl sprzedaży:* połowa wygranych trwa najwyżej ${days(count)}${before(earlier === undefined ? undefined : days(earlier))}`,
  velocity: (perWeek, earlier) => `*Tempo sprzedaży:* wygrane za ${perWeek} tygodniowo${before(earlier)}`,
  lost: (count, value, earlier) =>
    `*Przegrane:* ${deals(count)}, ${value}${before(earlier === undefined ? undefined : `${deals(earlier.count)}, ${earlier.value}`)}`,
  reason: ({ reason, count, value, earlier }) =>
    `${reason}: ${f.number(count)}, ${value}${before(earlier === undefined ? undefined : `${f.number(earlier.count)}, ${earlier.value}`)}`,
  noReason: 'bez podanego powodu',
};
