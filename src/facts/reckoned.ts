import { type Reckoned, type Reckoning, reckon } from '../core/numbers/reckoning.ts';
import { numbersThread } from '../thread/thread.ts';

/** Draws for this many groups of open deals take a few milliseconds: less than it takes to start a thread. */
const LITTLE = 600;
/** What a forecast costs beside its groups, as so many groups; what the stages are measured by costs as much as one. */
const EACH = 20;

/** The numbers of a pipeline; in a thread of their own unless there is little to compute. */
export async function reckoned(reckoning: Reckoning): Promise<Reckoned> {
  const groups = reckoning.counters.stock.length;
  const passes = reckoning.forecasts.length + (reckoning.measures === undefined ? 0 : 1);
  const size = groups + passes * (groups + EACH) + (reckoning.positions ?? []).length;
  return size <= LITTLE ? reckon(reckoning) : numbersThread.run('reckon', reckoning);
}
