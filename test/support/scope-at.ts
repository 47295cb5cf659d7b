import type { SeenScope } from '../../src/facts/scope.ts';
import { ALL_DEALS } from './all-deals.ts';

/** The scope of facts at an instant, in Warsaw unless another zone is given. */
export async function scopeAt(
  { tenant, pipeline }: Pick<SeenScope, 'tenant' | 'pipeline'>,
  at: number,
  timeZone = 'Europe/Warsaw',
): Promise<SeenScope> {
  const workspace = await tenant.workspace();
  if (workspace === undefined) throw new Error('no workspace');
  return { tenant, viewer: ALL_DEALS, workspace, pipeline, at, timeZone };
}
