import { computePipelineNumbers, type NumbersRequest, type PipelineNumbers } from '../core/funnel/pipeline-numbers.ts';
import { numbersThread } from '../thread/worker-thread.ts';

/** Below this many groups of open deals the Monte Carlo draws take a few ms, less than starting a worker. */
const MAX_GROUPS_ON_MAIN_THREAD = 600;
/** Cost of a forecast beside its groups, in groups; measuring the stages costs as much as one forecast. */
const GROUPS_PER_PASS = 20;

/** Computes the numbers of a pipeline: in the worker thread, unless there is little to compute. */
export async function runNumbers(request: NumbersRequest): Promise<PipelineNumbers> {
  const groups = request.counters.stock.length;
  const { plan, change } = request;
  // A plan forecasts each of its periods, the one that has not begun up to its beginning too, and measures the stages.
  const passesOfPlan = plan === undefined ? 0 : plan.periods.length + 2;
  // A change weighs every group twice, and each deal that it tells by itself.
  const passesOfChange = change === undefined ? 0 : 2;
  const told = change === undefined ? 0 : 2 * (change.changed.length + (change.unchanged ?? []).length);
  const passes = request.forecasts.length + passesOfPlan + passesOfChange;
  const positions = (request.positions ?? []).length + (plan === undefined ? 0 : plan.positions.length * plan.periods.length);
  const size = groups + passes * (groups + GROUPS_PER_PASS) + positions + told;
  return size <= MAX_GROUPS_ON_MAIN_THREAD ? computePipelineNumbers(request) : numbersThread.run('computeNumbers', request);
}
