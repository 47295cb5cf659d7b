import { advance, win } from '../src/core/deal/advance.ts';
import { lose } from '../src/core/deal/close.ts';
import { utcDate } from '../src/core/time/calendar.ts';
import { DAY_MS } from '../src/core/time/durations.ts';
import { loadPipeline } from '../src/facts/load-pipeline.ts';
import type { Tenant } from '../src/store/types/store.ts';
import { ALL_DEALS } from '../test/support/all-deals.ts';
import { MAX_MOVES } from './bench-deals.ts';

/** Moves each deal on, nought to five times, and closes a part: four events a deal on average. */
export async function moveDeals(tenant: Tenant, deals: number): Promise<void> {
  const pipeline = await loadPipeline(tenant, 'en');
  const actor = (await tenant.members.all()).find(({ role }) => role === 'manager');
  if (pipeline === undefined || actor === undefined) throw new Error('There is no pipeline.');
  const today = utcDate(Date.now());
  for (let number = 1; number <= deals; number += 1) {
    const start = (await tenant.deals(ALL_DEALS).file(number))?.deal.createdAt ?? 0;
    const steps = number % 7;
    for (let step = 1; step <= steps; step += 1) {
      const at = Math.min(Date.now(), start + step * (1 + (number % 11)) * DAY_MS);
      const act = { actor, at, today, through: 'command' as const };
      const ask = { anyway: { remindOn: today } };
      const saved = await tenant
        .deals(ALL_DEALS)
        .change(
          number,
          (file) =>
            step < steps || (steps <= MAX_MOVES && number % 3 === 0)
              ? advance(file, { pipeline, ...ask }, act)
              : number % 3 === 1
                ? win(file, { pipeline, answers: { ticks: ['signed'] } }, act)
                : lose(file, { pipeline, reasonId: 'expensive', note: '' }, act),
          { key: `move ${number} ${step}`, at },
        );
      if (!saved.ok) throw new Error(JSON.stringify(saved));
    }
  }
}
