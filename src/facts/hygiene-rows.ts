import type { Deal } from '../core/deal/deal.ts';
import { type HygieneLine, type HygieneState, hygieneState, isKeptSince } from '../core/deal/hygiene/hygiene.ts';
import type { MemberId, PipelineId } from '../core/ids.ts';
import type { PlainDate } from '../core/time/calendar.ts';
import type { Instant } from '../core/time/instant.ts';
import type { Deals } from '../store/types/deals.ts';

/** A deal that wants a date, as it is now, and what was done about it since the digest. */
export type HygieneRow = { readonly deal: Deal; readonly state: HygieneState };

/** When the digest was made that asks about them (`since`, ms), and the day by which dates are judged. */
type HygieneDay = { readonly since: Instant; readonly today: PlainDate };

/** The rows of a digest, in its order. */
export async function loadHygieneRows(
  deals: Deals,
  lines: readonly HygieneLine[],
  { since, today }: HygieneDay,
): Promise<readonly HygieneRow[]> {
  const read = await deals.withHistory(lines.map(({ number }) => number));
  const byNumber = new Map(read.map((each) => [each.deal.number, each]));
  return lines.flatMap(({ number }) => {
    const known = byNumber.get(number);
    return known === undefined
      ? []
      : { deal: known.deal, state: hygieneState(known.deal, { history: known.history, since }, today) };
  });
}

/** Deals read for one person's list. */
const MAX_DEALS_READ = 40;

/** Open deals that want a date now and were not kept since a digest, at most `limit`, most urgent first, and how many more there are. */
export async function loadHygieneNow(
  deals: Deals,
  whose: { readonly pipelineId: PipelineId; readonly ownerId?: MemberId },
  { since, today, limit }: HygieneDay & { readonly limit: number },
): Promise<{ readonly rows: readonly HygieneRow[]; readonly more: { readonly overdue: number; readonly undated: number } }> {
  const page = { order: 'attention', today, limit: MAX_DEALS_READ, offset: 0 } as const;
  const [overdue, undated] = await Promise.all([
    deals.list({ ...whose, dates: 'overdue' }, page),
    deals.list({ ...whose, dates: 'undated' }, page),
  ]);
  const candidates = [...overdue.deals, ...undated.deals];
  const [shown, kept]: [Deal[], Deal[]] = [[], []];
  while (shown.length < limit && shown.length + kept.length < candidates.length) {
    const seen = shown.length + kept.length;
    const next = candidates.slice(seen, seen + limit - shown.length);
    const histories = await deals.withHistory(next.map(({ number }) => number));
    const keptNumbers = new Set(histories.filter(({ history }) => isKeptSince(history, since)).map(({ deal }) => deal.number));
    for (const deal of next) (keptNumbers.has(deal.number) ? kept : shown).push(deal);
  }
  const left = (of: typeof overdue) => of.total - of.deals.filter((deal) => shown.includes(deal) || kept.includes(deal)).length;
  return {
    rows: shown.map((deal) => ({ deal, state: { kind: 'wanted' } })),
    more: { overdue: left(overdue), undated: left(undated) },
  };
}
