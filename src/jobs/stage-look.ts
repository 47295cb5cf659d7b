import type { StageNeed } from '../core/numbers/stage-needs.ts';
import type { IsHoliday } from '../core/slots.ts';
import type { Pipeline } from '../core/stage.ts';
import { type StageGap, stageGaps } from '../core/stage-gaps.ts';
import { type NeedFacts, needFacts, needsOf } from '../facts/need-facts.ts';
import { holidaysOf } from '../holidays.ts';
import type { StageAlert } from '../store/types/channels.ts';
import type { Workspace } from '../store/types/people.ts';
import type { Tenant } from '../store/types/store.ts';
import type { JobDeps } from './deps.ts';
import { measuredStages } from './measured-stages.ts';

/** One look at one pipeline. */
export type Look = {
  readonly tenant: Tenant;
  readonly workspace: Workspace;
  readonly pipeline: Pipeline;
  readonly at: number;
  readonly isHoliday: IsHoliday;
  readonly needs: readonly StageNeed[];
  /** Stages that are short now. */
  readonly gaps: readonly StageGap[];
  /** The same with all that is told of it: read once, and only when something is told. */
  readonly facts: () => Promise<NeedFacts>;
};

/** @param open episodes of the pipeline. @param isCheck a channel's daily check: the stages are measured anew for it. */
export async function look(
  { store }: JobDeps,
  tenant: Tenant,
  workspace: Workspace,
  pipeline: Pipeline,
  open: readonly StageAlert[],
  at: number,
  isCheck: boolean,
): Promise<Look> {
  const stock = await tenant.funnel.stockEver(pipeline.id);
  const used = new Set(stock.flatMap((each) => (each.used ? [each.stageId] : [])));
  const needs = needsOf(await measuredStages(store, tenant, workspace, pipeline, stock, at, isCheck), stock, used);
  let facts: Promise<NeedFacts> | undefined;
  return {
    tenant,
    workspace,
    pipeline,
    at,
    isHoliday: await holidaysOf(workspace.holidayRegion, at),
    needs,
    gaps: stageGaps(pipeline, needs, open),
    facts: () => {
      facts ??= needFacts(tenant, pipeline, at, workspace.timeZone, { workspace, stock });
      return facts;
    },
  };
}
