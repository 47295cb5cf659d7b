import type { StageId } from '../ids.ts';
import { type Pipeline, stageById, stageHeirs } from '../pipeline/stage.ts';
import type { DealState } from './deal.ts';

/**
 * Whether a deal has reached a stage: it is open in that stage or a later one, or it was won. A lost deal has not. Who has reached the stage
 * that took the deals of a removed one has reached that one.
 */
export function hasReached(pipeline: Pipeline, { outcome, stageId: there }: DealState, stageId: StageId): boolean {
  if (outcome !== 'open') return outcome === 'won';
  const wantedId = stageHeirs(pipeline).get(stageId) ?? stageId;
  const [at, wanted] = [stageById(pipeline, there)?.position, stageById(pipeline, wantedId)?.position];
  return there === stageId || (at !== undefined && wanted !== undefined && at >= wanted);
}
