import type { Deal } from '../core/deal/deal.ts';
import { type HygieneLine, type HygieneState, hygieneState, isKeptSince } from '../core/deal/hygiene.ts';
import type { MemberId, PipelineId } from '../core/ids.ts';
import type { PlainDate } from '../core/time/calendar.ts';
import type { Tenant } from '../store/types/store.ts';

/** A deal that wants a date, as it is now, and what was done about it since the digest. */
export type HygieneRow = { readonly deal: Deal; readonly state: HygieneState };

/** The rows of a digest, in its order. @param since when it was made, ms. */
export async function loadHygieneRows(
  tenant: Tenant,
  lines: readonly HygieneLine[],
  since: number,
  today: PlainDate,
): Promise<readonly HygieneRow[]> {
  const deals = new Map((await tenant.deals.byNumbers(lines.map(({ number }) => number))).map((deal) => [deal.number, deal]));
  const rows = lines.map(async ({ number }) => {
    const deal = deals.get(number);
    return deal === undefined
      ? undefined
      : { deal, state: hygieneState(deal, { history: await tenant.deals.history(number), since }, today) };
  });
  return (await Promise.all(rows)).filter((row) => row !== undefined);
}

/** Deals looked at for one person's list. */
const MAX_DEALS_READ = 40;

/** Open deals that want a date now and were not kept since a digest, most urgent first, and how many more there are. */
export async function loadHygieneNow(
  tenant: Tenant,
  whose: { readonly pipelineId: PipelineId; readonly ownerId?: MemberId },
  since: number,
  today: PlainDate,
  limit: number,
): Promise<{ readonly rows: readonly HygieneRow[]; readonly more: { readonly overdue: number; readonly undated: number } }> {
  const page = { order: 'attention', today, limit: MAX_DEALS_READ, offset: 0 } as const;
  const [overdue, undated] = await Promise.all([
    tenant.deals.list({ ...whose, dates: 'overdue' }, page),
    tenant.deals.list({ ...whose, dates: 'undated' }, page),
  ]);
  const [shown, kept]: [Deal[], Deal[]] = [[], []];
  for (const deal of [...overdue.deals, ...undated.deals]) {
    if (shown.length === limit) break;
    (isKeptSince(await tenant.deals.history(deal.number), since) ? kept : shown).push(deal);
  }
  const left = (of: typeof overdue) => of.total - of.deals.filter((deal) => shown.includes(deal) || kept.includes(deal)).length;
  return {
    rows: shown.map((deal) => ({ deal, state: { kind: 'wanted' } })),
    more: { overdue: left(overdue), undated: left(undated) },
  };
}
