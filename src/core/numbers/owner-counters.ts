import type { Counters } from '../history/counters.ts';
import type { MemberId } from '../ids.ts';
import type { Instant } from '../time/instant.ts';
import { ARRIVALS_HALF_LIFE_DAYS } from './model/arrivals.ts';
import { monthWeightLookup } from './statistics/time-decay.ts';

/**
 * The share of new deals that comes to some people: theirs of all exits, decayed like arrivals because people come and go, add-one smoothed
 * for each of them.
 */
export function arrivalShare(counters: Counters, owners: readonly MemberId[], at: Instant): number {
  const weightInMonth = monthWeightLookup(at, ARRIVALS_HALF_LIFE_DAYS);
  const exits = new Map<string, number>(owners.map((id) => [id, 0]));
  for (const { memberId, month, notLost, lost } of counters.repExits)
    exits.set(memberId, (exits.get(memberId) ?? 0) + weightInMonth(month) * (notLost + lost));
  const own = owners.reduce((sum, id) => sum + (exits.get(id) ?? 0) + 1, 0);
  return own / ([...exits.values()].reduce((sum, each) => sum + each, 0) + exits.size);
}

/**
 * The counters as a part of a company has them: its own stock, exits of its people, and its share of what enters. How long deals stay and
 * which share goes on is a matter of the whole: a part alone has seldom seen enough.
 */
export function ownerCounters(counters: Counters, owners: readonly MemberId[], at: Instant): Counters {
  const own = new Set(owners);
  const share = arrivalShare(counters, [...own], at);
  return {
    ...counters,
    stock: counters.stock.filter(({ ownerId }) => own.has(ownerId)),
    repExits: counters.repExits.filter(({ memberId }) => own.has(memberId)),
    entries: counters.entries.map((row) => ({ ...row, count: row.count * share })),
  };
}
