import { dateAt } from '../../src/core/calendar.ts';
import type { Member } from '../../src/core/member.ts';
import type { Pipeline } from '../../src/core/stage.ts';
import type { Database } from '../../src/store/database.ts';
import { iso } from '../../src/store/deal-rows.ts';
import { newId } from '../../src/store/ids.ts';
import { jsonb } from '../../src/store/sql.ts';
import { ZONE } from './lives.ts';
import { insertAll } from './write-history.ts';

/** What the team is to win by month, January first, in thousands: less in summer, more towards the end of the year. */
const MONTHS = [90, 95, 105, 105, 110, 105, 90, 85, 105, 110, 115, 120] as const;
/** A seller's part of it, in percent; the first sellers have been there longest. */
const SHARES = [24, 22, 20, 18, 16] as const;
/** Next year everybody is to win so much more. */
const GROWTH = 1.1;

/** A seller's month in whole units of money; the parts add up to the team's. */
const partOf = (teamMajor: number, seller: number): number => Math.round((teamMajor * (SHARES[seller] ?? 0)) / 100);

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
  const year = Number(dateAt(now, ZONE).slice(0, 4));
  const rows = [year, year + 1].flatMap((each, later) =>
    MONTHS.flatMap((thousands, month) => {
      const parts = sellers.map(({ id }, seller) => ({
        memberId: id,
        major: partOf(Math.round((thousands * GROWTH ** later) / 5) * 5000, seller),
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
        set_at: iso(now),
      }));
    }),
  );
  await prisma.$executeRawUnsafe(insertAll('target'), jsonb(rows));
}
