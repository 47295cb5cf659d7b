import type { Member } from '../../src/core/people/member.ts';
import type { Pipeline } from '../../src/core/pipeline/stage.ts';
import { dateAt } from '../../src/core/time/calendar.ts';
import type { Database } from '../../src/store/db/database.ts';
import { newId } from '../../src/store/db/ids.ts';
import { jsonb } from '../../src/store/db/sql.ts';
import { toIso } from '../../src/store/rows/deal-rows.ts';
import { SAMPLE_TIME_ZONE } from './sample-steps.ts';
import { insertRows } from './write-history.ts';

/** What the team is to win by month, January first, in thousands: less in summer, more towards the end of the year. */
const MONTHLY_TARGETS_THOUSANDS = [90, 95, 105, 105, 110, 105, 90, 85, 105, 110, 115, 120] as const;
/** A seller's part of it, in percent; the first sellers have been there longest. */
const SELLER_SHARES_PERCENT = [24, 22, 20, 18, 16] as const;
/** Next year everybody is to win so much more. */
const YEARLY_GROWTH = 1.1;

/** A seller's month in whole units of money; the parts add up to the team's. */
const sellerTargetMajor = (teamMajor: number, seller: number): number =>
  Math.round((teamMajor * (SELLER_SHARES_PERCENT[seller] ?? 0)) / 100);

/**
 * What the sample firm is to win in the year of an instant and in the next one: a target for every month, of the team and of each seller.
 * Sellers add up to the team, months to quarters and years, which nobody has to set.
 */
export async function setSampleTargets(
  { prisma }: Database,
  workspaceId: string,
  pipeline: Pipeline,
  sellers: readonly Member[],
  now: number,
): Promise<void> {
  const year = Number(dateAt(now, SAMPLE_TIME_ZONE).slice(0, 4));
  const rows = [year, year + 1].flatMap((each, later) =>
    MONTHLY_TARGETS_THOUSANDS.flatMap((thousands, month) => {
      const parts = sellers.map(({ id }, seller) => ({
        memberId: id,
        major: sellerTargetMajor(Math.round((thousands * YEARLY_GROWTH ** later) / 5) * 5000, seller),
      }));
      const team = { memberId: null, major: parts.reduce((sum, { major }) => sum + major, 0) };
      return [team, ...parts].map(({ memberId, major }) => ({
        workspace_id: workspaceId,
        id: newId(),
        pipeline_id: pipeline.id,
        member_id: memberId,
        period: 'month',
        starts_on: `${each}-${String(month + 1).padStart(2, '0')}-01`,
        value_minor: major * 100,
        set_at: toIso(now),
      }));
    }),
  );
  await insertRows('target')(prisma, { rows: jsonb(rows) });
}
