import { sampleSteps } from '../../simulator/demo/sample-steps.ts';
import { writeHistory } from '../../simulator/demo/write-history.ts';
import { isPlainDate, type PlainDate, startOfMonth } from '../../src/core/time/calendar.ts';
import { loadPipeline } from '../../src/facts/load-pipeline.ts';
import type { Database } from '../../src/store/db/database.ts';
import type { Tenant } from '../../src/store/types/store.ts';

/** A year of a firm's deals up to an instant, in a workspace that has none yet, owned by whoever is known there. */
export async function writeYear(database: Database, tenant: Tenant, now: number, deals: number): Promise<void> {
  const [pipeline, [first, ...others]] = [await loadPipeline(tenant, 'en'), await tenant.members.all()];
  if (pipeline === undefined || first === undefined) throw new Error('A year needs a pipeline and somebody who sells.');
  await writeHistory(database, tenant, sampleSteps({ pipeline, sellers: [first, ...others] }, { now, deals }), () => undefined);
}

/** Sets what the team is to win in the months of some days, in whole units of money; null: no target. */
export async function setMonthlyTargets(
  tenant: Tenant,
  targets: Readonly<Record<PlainDate, number | null>>,
  at: number,
): Promise<void> {
  const pipeline = await loadPipeline(tenant, 'en');
  for (const [on, major] of Object.entries(targets)) {
    if (!isPlainDate(on)) throw new Error(`no day: ${on}`);
    const target = { memberId: null, period: 'month', startsOn: startOfMonth(on) } as const;
    await tenant.targets.set(pipeline?.id ?? '', { ...target, valueMinor: major === null ? null : major * 100 }, at);
  }
}
