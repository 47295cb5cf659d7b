import { type StageGap, stageGaps } from '../core/funnel/stage-gaps.ts';
import type { StageNeed } from '../core/numbers/needs/stage-needs.ts';
import type { StoredPipeline } from '../core/pipeline/stored-pipeline.ts';
import type { IsHoliday } from '../core/time/slots.ts';
import { loadNeedFacts, type NeedFacts, stageNeeds } from '../facts/need-facts.ts';
import { loadHolidays } from '../platform/holidays.ts';
import type { StageAlert } from '../store/types/channels.ts';
import type { JobDeps } from './deps.ts';
import { loadStageMeasures, type PipelineInWorkspace } from './stage-measures.ts';

/** One look at one pipeline. */
export type PipelineInspection = PipelineInWorkspace & {
  /** In no language yet, for readers of several. */
  readonly stored: StoredPipeline;
  readonly isHoliday: IsHoliday;
  readonly needs: readonly StageNeed[];
  /** Stages that are short now. */
  readonly gaps: readonly StageGap[];
  /** The needs with all that an announcement says of them: memoized, and read only for one. */
  readonly loadNeedFacts: () => Promise<NeedFacts>;
};

/** Compares the stages of one pipeline with what they need. `open`: its open alerts; `isCheck`: a channel's daily check, for which the stages are measured anew. */
export async function inspectPipeline(
  { progress }: JobDeps,
  scope: PipelineInWorkspace & Pick<PipelineInspection, 'stored'>,
  { open, isCheck }: { readonly open: readonly StageAlert[]; readonly isCheck: boolean },
): Promise<PipelineInspection> {
  const { tenant, workspace, pipeline, at } = scope;
  const stock = await tenant.funnel.stockWithUsage(pipeline.id);
  const used = new Set(stock.flatMap((each) => (each.used ? [each.stageId] : [])));
  const needs = stageNeeds(await loadStageMeasures(progress.measures, scope, { stock, forceRefresh: isCheck }), stock, used);
  let facts: Promise<NeedFacts> | undefined;
  return {
    ...scope,
    isHoliday: await loadHolidays(workspace.holidayRegion, at),
    needs,
    gaps: stageGaps(pipeline, needs, open),
    loadNeedFacts: () => {
      facts ??= loadNeedFacts(scope, stock);
      return facts;
    },
  };
}
