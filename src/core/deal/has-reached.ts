import type { DealState } from './deal.ts';
import { type Pipeline, stageById } from './stage.ts';

/**
 * Whether a deal that stands like this has come as far as a stage: it is there or further on, or it was won. A lost one has not.
 *
 * @param stageId of a stage that is not in use any more: only a deal that still stands in it has reached it.
 */
export function hasReached(pipeline: Pipeline, { outcome, stageId: there }: DealState, stageId: string): boolean {
  if (outcome !== 'open') return outcome === 'won';
  const [at, wanted] = [stageById(pipeline, there)?.position, stageById(pipeline, stageId)?.position];
  return there === stageId || (at !== undefined && wanted !== undefined && at >= wanted);
}
