import type { OwnerAmount } from '../core/amount.ts';
import { addDays, addMonths, type PlainDate, startOfDay } from '../core/calendar.ts';
import type { DealEvent } from '../core/deal-event.ts';
import { type Experience, experienceOf, type ForecastSnapshot, NO_EXPERIENCE } from '../core/forecast-snapshot.ts';
import type { PeriodKind } from '../core/periods.ts';
import type { Pipeline } from '../core/stage.ts';
import { wonBefore } from '../core/stock-before.ts';
import type { Tenant } from '../store/types/store.ts';

/** An instant's day and zone, and every event after it. */
type Then = { readonly today: PlainDate; readonly timeZone: string; readonly later: readonly DealEvent[] };

/** What was won in each month from a day on, by its first day. */
async function wonByMonth(
  tenant: Tenant,
  pipeline: Pipeline,
  since: PlainDate,
  { today, timeZone, later }: Then,
): Promise<ReadonlyMap<PlainDate, readonly OwnerAmount[]>> {
  const instant = (on: PlainDate) => startOfDay(on, timeZone);
  const rows = await tenant.funnel.wonByMonth(pipeline.id, instant(since), instant(today), timeZone);
  const months = new Map<PlainDate, readonly OwnerAmount[]>();
  for (let month = since; month < today; month = addMonths(month, 1)) {
    const own = rows.filter((row) => month.startsWith(row.month));
    const amounts = own.map(({ ownerId, count, valueMinor }) => ({ ownerId, count, valueMinor }));
    months.set(month, wonBefore(amounts, later, instant(month), instant(addMonths(month, 1))));
  }
  return months;
}

/**
 * What own forecasts teach whose periods had ended by a day: by kind of period, for the team and for each owner.
 *
 * @returns no experience for whom there is none.
 */
export async function experiences(
  tenant: Tenant,
  pipeline: Pipeline,
  then: Then,
  kinds: readonly PeriodKind[],
  whose: 'team' | 'everybody',
): Promise<(kind: PeriodKind, ownerId?: string) => Experience> {
  const ended = await tenant.forecasts.ended(pipeline.id, kinds, then.today, whose);
  const [first] = ended.map(({ startsOn }) => startsOn).sort();
  if (first === undefined) return () => NO_EXPERIENCE;
  const months = await wonByMonth(tenant, pipeline, first, then);
  const wonMinor = ({ startsOn, endsOn, memberId }: ForecastSnapshot): number => {
    let sum = 0;
    for (let month = startsOn; month < addDays(endsOn, 1); month = addMonths(month, 1))
      for (const { ownerId, valueMinor } of months.get(month) ?? [])
        if (memberId === null || memberId === ownerId) sum += valueMinor;
    return sum;
  };
  return (kind, ownerId) =>
    experienceOf(
      ended.filter(({ period, memberId }) => period === kind && memberId === (ownerId ?? null)),
      wonMinor,
    );
}
