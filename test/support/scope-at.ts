import type { PipelineScope } from '../../src/facts/scope.ts';

/** The scope of facts at an instant, in Warsaw unless another zone is given. */
export async function scopeAt(
  { tenant, pipeline }: Pick<PipelineScope, 'tenant' | 'pipeline'>,
  at: number,
  timeZone = 'Europe/Warsaw',
): Promise<PipelineScope> {
  const workspace = await tenant.workspace();
  if (workspace === undefined) throw new Error('no workspace');
  return { tenant, workspace, pipeline, at, timeZone };
}
