import type { StageId } from '../ids.ts';
import { type Pipeline, stageById } from '../pipeline/stage.ts';
import type { DealState } from './deal.ts';

/**
 * Whether a deal has reached a stage: it is open in that stage or a later one, or it was won. A lost deal has not.
 *
 * @param stageId for an archived stage only a deal that is still in it has reached it.
 */
export function hasReached(pipeline: Pipeline, { outcome, stageId: there }: DealState, stageId: StageId): boolean {
  if (outcome !== 'open') return outcome === 'won';
  const [at, wanted] = [stageById(pipeline, there)?.position, stageById(pipeline, stageId)?.position];
  return there === stageId || (at !== undefined && wanted !== undefined && at >= wanted);
}
