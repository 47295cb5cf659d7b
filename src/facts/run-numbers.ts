import { computePipelineNumbers, type NumbersRequest, type PipelineNumbers } from '../core/funnel/pipeline-numbers.ts';
import { numbersThread } from '../thread/worker-thread.ts';

/** Draws for this many groups of open deals take a few milliseconds: less than it takes to start a thread. */
const MAX_GROUPS_ON_MAIN_THREAD = 600;
/** What a forecast costs beside its groups, as so many groups; what the stages are measured by costs as much as one. */
const GROUPS_PER_PASS = 20;

/** The numbers of a pipeline; in a thread of their own unless there is little to compute. */
export async function runNumbers(request: NumbersRequest): Promise<PipelineNumbers> {
  const groups = request.counters.stock.length;
  const passes = request.forecasts.length + (request.measures === undefined ? 0 : 1);
  const size = groups + passes * (groups + GROUPS_PER_PASS) + (request.positions ?? []).length;
  return size <= MAX_GROUPS_ON_MAIN_THREAD ? computePipelineNumbers(request) : numbersThread.run('computeNumbers', request);
}
