import {
  CHECKED_FOR_DAYS,
  type ForecastSnapshot,
  type ForecastTrackRecord,
  NO_TRACK_RECORD,
  toTrackRecord,
} from '../core/funnel/forecast-snapshot.ts';
import { wonBefore } from '../core/history/stock-before.ts';
import type { MemberId } from '../core/ids.ts';
import type { OwnerAmount } from '../core/money/amount.ts';
import { addDays, addMonths, dateAt, type PlainDate, startOfDay } from '../core/time/calendar.ts';
import type { PeriodKind } from '../core/time/periods.ts';
import type { AsOf } from './scope.ts';

/** What was won in each month from a day on, by its first day. */
async function loadWonByMonth(
  { tenant, pipeline, at, timeZone, eventsSince }: AsOf,
  since: PlainDate,
): Promise<ReadonlyMap<PlainDate, readonly OwnerAmount[]>> {
  const today = dateAt(at, timeZone);
  const instant = (on: PlainDate) => startOfDay(on, timeZone);
  const rows = await tenant.funnel.wonByMonth(pipeline.id, { from: instant(since), to: instant(today) }, timeZone);
  const months = new Map<PlainDate, readonly OwnerAmount[]>();
  for (let month = since; month < today; month = addMonths(month, 1)) {
    const own = rows.filter((row) => month.startsWith(row.month));
    const amounts = own.map(({ ownerId, count, valueMinor }) => ({ ownerId, count, valueMinor }));
    months.set(month, wonBefore(amounts, eventsSince, { from: instant(month), to: instant(addMonths(month, 1)) }));
  }
  return months;
}

/** Track records (forecasts of ended periods with outcomes) as of an instant: by kind of period, for the team and each owner; empty where there are none. */
export async function loadTrackRecords(
  asOf: AsOf,
  kinds: readonly PeriodKind[],
  whose: 'team' | 'everybody',
): Promise<(kind: PeriodKind, ownerId?: MemberId) => ForecastTrackRecord> {
  const { pipeline, at, timeZone } = asOf;
  // How wrong forecasts are is learnt of the whole: a team's own are not kept.
  const tenant = asOf.team?.whole ?? asOf.tenant;
  const today = dateAt(at, timeZone);
  const [ended, checkedForLong] = await Promise.all([
    tenant.forecasts.ofEndedPeriods(pipeline.id, { kinds, before: today, whose }),
    hasForecastsOfLongAgo({ ...asOf, tenant }, today),
  ]);
  const [first] = ended.map(({ startsOn }) => startsOn).sort();
  // Of months four have ended by then, where the person was there.
  const long = (kind: PeriodKind) => ({ checkedForLong: checkedForLong && kind !== 'month' });
  if (first === undefined) return (kind) => ({ ...NO_TRACK_RECORD, ...long(kind) });
  const months = await loadWonByMonth({ ...asOf, tenant }, first);
  const wonMinor = ({ startsOn, endsOn, memberId }: ForecastSnapshot): number => {
    let sum = 0;
    for (let month = startsOn; month < addDays(endsOn, 1); month = addMonths(month, 1))
      for (const { ownerId, valueMinor } of months.get(month) ?? [])
        if (memberId === null || memberId === ownerId) sum += valueMinor;
    return sum;
  };
  return (kind, ownerId) => ({
    ...toTrackRecord(
      ended.filter(({ period, memberId }) => period === kind && memberId === (ownerId ?? null)),
      wonMinor,
    ),
    ...long(kind),
  });
}

/** Whether a forecast was kept before the last {@link CHECKED_FOR_DAYS}. */
async function hasForecastsOfLongAgo({ tenant, pipeline }: AsOf, today: PlainDate): Promise<boolean> {
  const days = await tenant.forecasts.daysTaken(pipeline.id, addDays(today, -2 * CHECKED_FOR_DAYS));
  const [earliest] = days;
  return earliest !== undefined && earliest <= addDays(today, -CHECKED_FOR_DAYS);
}
