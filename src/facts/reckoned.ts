import { type Reckoned, type Reckoning, reckon } from '../core/numbers/reckoning.ts';
import { numbersThread } from '../thread/thread.ts';

/** Groups of open deals times forecasts, up to which computing takes a few milliseconds: less than it takes to start a thread. */
const LITTLE = 400;

/** The numbers of a pipeline; in a thread of their own unless there is little to compute. */
export async function reckoned(reckoning: Reckoning): Promise<Reckoned> {
  const size = reckoning.counters.stock.length * (1 + reckoning.forecasts.length) + (reckoning.positions ?? []).length;
  return size <= LITTLE ? reckon(reckoning) : numbersThread.run('reckon', reckoning);
}
