import type { ChannelId, CriterionId, LostReasonId, PipelineId, StageId } from '../ids.ts';
import type { DealVisibility } from '../people/viewer.ts';
import type { Instant } from '../time/instant.ts';
import type { TierBounds } from './tiers.ts';

/** Role of a stage in the funnel; its name is free text in any language. */
export type StageKind = 'open' | 'won' | 'lost';

/** Fields of a deal that a criterion can be bound to: the criterion holds when the field is filled. */
export const CRITERION_FIELDS = ['contact', 'reachable', 'company', 'decider', 'value', 'closeOn'] as const;
export type CriterionField = (typeof CRITERION_FIELDS)[number];

/** What a deal needs to enter a stage: a field to fill, or something a person confirms by a tick. */
export type EntryCriterion = {
  readonly id: CriterionId;
  readonly text: string;
  /** A required criterion is asked for on entering; an advised one is only shown. */
  readonly required: boolean;
  readonly field?: CriterionField;
};

/** A line of the stage's playbook. */
export type RecommendedAction = { readonly id: string; readonly text: string };

/** One step of a pipeline. `position` counts from 1; the id is stable and never re-used. */
export type Stage = {
  readonly id: StageId;
  readonly position: number;
  readonly kind: StageKind;
  readonly name: string;
  /** At most 12 characters: tables, charts, buttons. */
  readonly shortName: string;
  /** How readers of the other languages know it. */
  readonly otherNames?: readonly Pick<Stage, 'name' | 'shortName'>[];
  readonly meaning: string;
  readonly criteria: readonly EntryCriterion[];
  readonly actions: readonly RecommendedAction[];
  /** 0..1, what the history takes over from. */
  readonly startingProbability: number;
  /** Fewer open deals than this is a stage gap. */
  readonly minimum: number;
  /** Days after which a deal here is ageing. */
  readonly ageingDays: number;
  /** Strict: no deal enters without its required criteria. */
  readonly strict: boolean;
  /** Since when it stands where it stands: an admin added or moved it then; undefined: since the pipeline began. */
  readonly placedAt?: Instant;
};

/** A stage that was removed: the past knows it. `mergedInto`: the stage that its deals went to, where any could. */
export type ArchivedStage = Stage & { readonly mergedInto: StageId | null };

/** `otherTexts`: how readers of the other languages know it. */
export type LostReason = { readonly id: LostReasonId; readonly text: string; readonly otherTexts?: readonly string[] };

/** A configured sequence of stages (in use, by position), with one currency for totals. */
export type Pipeline = {
  readonly id: PipelineId;
  readonly name: string;
  readonly currency: string;
  readonly lostReasons: readonly LostReason[];
  readonly stages: readonly Stage[];
  /** Raised by one by every change of its stages or reasons. */
  readonly version: number;
  /** Stages that were removed, and reasons: what the past is told with. None where nothing was. */
  readonly archivedStages?: readonly ArchivedStage[];
  readonly archivedReasons?: readonly LostReason[];
  /** Value tiers in force now; none before there are enough wins. */
  readonly tiers?: TierBounds;
  /** Nothing new is opened there and nothing is posted about it; its deals stay. */
  readonly isArchived?: true;
  /** Who sees its single deals: everybody, where nothing is said. And channels in which they are shown all the same. */
  readonly visibility?: DealVisibility;
  readonly shownIn?: readonly ChannelId[];
};

export const openStages = (pipeline: Pipeline): readonly Stage[] => pipeline.stages.filter((stage) => stage.kind === 'open');

export const wonStage = (pipeline: Pipeline): Stage | undefined => pipeline.stages.find((stage) => stage.kind === 'won');

export const stageById = (pipeline: Pipeline, id: StageId): Stage | undefined => pipeline.stages.find((stage) => stage.id === id);

/** A stage in use or a removed one: how history, lists of closed deals and older posts name it. */
export const knownStage = (pipeline: Pipeline, id: StageId): Stage | undefined =>
  stageById(pipeline, id) ?? pipeline.archivedStages?.find((stage) => stage.id === id);

/** The text of a reason in use or of a removed one. */
export const reasonText = (pipeline: Pipeline, id: LostReasonId | null): string | undefined =>
  [...pipeline.lostReasons, ...(pipeline.archivedReasons ?? [])].find((reason) => reason.id === id)?.text;

/**
 * For each removed stage the one in use that its deals went to, through every removal since; those without one are left out. The history of
 * the removed stage counts as that stage's from then on: docs/forecasting.md, section 1.
 */
export function stageHeirs({
  stages,
  archivedStages = [],
}: Pick<Pipeline, 'stages' | 'archivedStages'>): ReadonlyMap<StageId, StageId> {
  const next = new Map(archivedStages.map(({ id, mergedInto }) => [id, mergedInto]));
  const used = new Set(stages.map(({ id }) => id));
  const heirs = new Map<StageId, StageId>();
  for (const { id } of archivedStages) {
    let heir = next.get(id) ?? null;
    for (let steps = 0; heir !== null && !used.has(heir) && steps < archivedStages.length; steps += 1)
      heir = next.get(heir) ?? null;
    if (heir !== null && used.has(heir)) heirs.set(id, heir);
  }
  return heirs;
}

/** Whether a move goes back, one stage forward, or skips open stages. An archived stage counts as lying before all others. */
export function moveKind(pipeline: Pipeline, from: StageId, to: StageId): 'returned' | 'advanced' | 'skipped' {
  const position = (id: StageId): number => stageById(pipeline, id)?.position ?? 0;
  const [here, there] = [position(from), position(to)];
  if (there < here) return 'returned';
  return openStages(pipeline).some((stage) => stage.position > here && stage.position < there) ? 'skipped' : 'advanced';
}

/** The stage after this one on the way to Won (which may be Won itself); undefined when the stage is gone or closed. */
export function nextStage(pipeline: Pipeline, stageId: StageId): Stage | undefined {
  const here = stageById(pipeline, stageId);
  if (here === undefined) return undefined;
  return pipeline.stages.find((stage) => stage.kind !== 'lost' && stage.position > here.position);
}

/** The open stage before this one; undefined for the first. */
export function previousStage(pipeline: Pipeline, stageId: StageId): Stage | undefined {
  const here = stageById(pipeline, stageId);
  if (here === undefined) return undefined;
  return openStages(pipeline)
    .filter((stage) => stage.position < here.position)
    .at(-1);
}
