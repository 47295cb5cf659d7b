import type { StageNeed } from '../core/numbers/stage-needs.ts';
import type { IsHoliday } from '../core/slots.ts';
import { type StageGap, stageGaps } from '../core/stage-gaps.ts';
import { type NeedFacts, needFacts, needsOf } from '../facts/need-facts.ts';
import { holidaysOf } from '../holidays.ts';
import type { StageAlert } from '../store/types/channels.ts';
import type { JobDeps } from './deps.ts';
import { measuredStages, type Where } from './measured-stages.ts';

/** One look at one pipeline. */
export type Look = Where & {
  readonly isHoliday: IsHoliday;
  readonly needs: readonly StageNeed[];
  /** Stages that are short now. */
  readonly gaps: readonly StageGap[];
  /** The same with all that is told of it: read once, and only when something is told. */
  readonly facts: () => Promise<NeedFacts>;
};

/** @param open episodes of the pipeline. @param isCheck a channel's daily check: the stages are measured anew for it. */
export async function look({ store }: JobDeps, where: Where, open: readonly StageAlert[], isCheck: boolean): Promise<Look> {
  const { tenant, workspace, pipeline, at } = where;
  const stock = await tenant.funnel.stockEver(pipeline.id);
  const used = new Set(stock.flatMap((each) => (each.used ? [each.stageId] : [])));
  const needs = needsOf(await measuredStages(store, where, stock, isCheck), stock, used);
  let facts: Promise<NeedFacts> | undefined;
  return {
    ...where,
    isHoliday: await holidaysOf(workspace.holidayRegion, at),
    needs,
    gaps: stageGaps(pipeline, needs, open),
    facts: () => {
      facts ??= needFacts(tenant, pipeline, at, workspace.timeZone, { workspace, stock });
      return facts;
    },
  };
}
