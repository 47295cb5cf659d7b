import type { CriterionId, StageId } from '../ids.ts';
import { openStages, type Pipeline, type Stage, stageById } from '../pipeline/stage.ts';
import { valueTier } from '../pipeline/tiers.ts';
import { type ActorContext, acceptChange, type Change } from './change.ts';
import { isCriterionMet } from './criteria.ts';
import { type DealFile, isOpen } from './deal.ts';
import type { DealEvent } from './deal-event.ts';
import { undoOneOfMany } from './undo-bulk.ts';

/** A pipeline before and after an admin changed it, as one reader reads both. */
export type PipelineChange = { readonly before: Pipeline; readonly after: Pipeline };

/** The open stage that each removed one's deals go to. */
const destinations = ({ before, after }: PipelineChange): ReadonlyMap<StageId, Stage> =>
  new Map(
    openStages(before).flatMap(({ id }) => {
      const into = after.archivedStages?.find((stage) => stage.id === id)?.mergedInto;
      const stage = into == null || stageById(after, id) !== undefined ? undefined : stageById(after, into);
      return stage === undefined ? [] : [[id, stage] as const];
    }),
  );

const criteriaById = (pipeline: Pipeline) =>
  new Map(pipeline.stages.flatMap((stage) => stage.criteria).map((criterion) => [criterion.id, criterion]));

/** Ids of criteria that ask for something else than before: new ones, removed ones, those required now or no longer, those bound otherwise. */
function changedCriteria({ before, after }: PipelineChange): ReadonlySet<CriterionId> {
  const [old, now] = [criteriaById(before), criteriaById(after)];
  return new Set(
    [...old.keys(), ...now.keys()].filter((id) => {
      const [a, b] = [old.get(id), now.get(id)];
      return a?.required !== b?.required || a?.field !== b?.field;
    }),
  );
}

/** Open stages whose deals a change may concern: a removed one's, and those that stand in or behind a stage that asks for something else. */
export function concernedStages(change: PipelineChange): readonly StageId[] {
  const moved = destinations(change);
  const changed = changedCriteria(change);
  const first = Math.min(
    ...[change.before, change.after].flatMap((pipeline) =>
      pipeline.stages.filter(({ criteria }) => criteria.some(({ id }) => changed.has(id))).map(({ position }) => position),
    ),
  );
  return openStages(change.before)
    .filter(({ id, position }) => moved.has(id) || position >= first)
    .map(({ id }) => id);
}

/** Ids of the required criteria that an open deal lacks after the change; those that the change does not touch stay as they were. */
function missingAfter(file: DealFile, change: PipelineChange, entered: Stage | undefined): readonly CriterionId[] {
  const { deal } = file;
  const stage = entered ?? stageById(change.after, deal.stageId);
  const changed = changedCriteria(change);
  const from = stageById(change.before, deal.stageId);
  // Whoever is put forward into a stage enters it: what it asks for counts from then on.
  const isForward = entered !== undefined && (stageById(change.before, entered.id)?.position ?? 0) > (from?.position ?? 0);
  const required = openStages(change.after)
    .filter(({ position }) => stage !== undefined && position <= stage.position)
    .flatMap((each) => each.criteria.filter(({ id }) => changed.has(id) || (isForward && each.id === entered.id)))
    .filter((criterion) => criterion.required && !isCriterionMet(criterion, file))
    .map(({ id }) => id);
  const known = criteriaById(change.after);
  const kept = deal.missing.filter((id) => {
    const criterion = known.get(id);
    return !changed.has(id) || (criterion?.required === true && !isCriterionMet(criterion, file));
  });
  return [...new Set([...kept, ...required])];
}

/**
 * What a change of the stages does to one open deal: its stage was removed, so it goes to the one that takes its deals; it lacks what a stage
 * it has entered asks for since, so it is marked incomplete; or nothing is missing any more. Nobody is moved for a criterion.
 *
 * @returns undefined where nothing changes.
 */
export function applyPipelineChange(file: DealFile, change: PipelineChange, act: ActorContext): Change | undefined {
  const { deal } = file;
  if (!isOpen(deal)) return undefined;
  const into = destinations(change).get(deal.stageId);
  const missing = missingAfter(file, change, into);
  const isSameMissing = missing.length === deal.missing.length && missing.every((id) => deal.missing.includes(id));
  if (into === undefined && isSameMissing) return undefined;
  const entering =
    into === undefined
      ? {}
      : { stageId: into.id, stageSince: act.at, tier: valueTier(change.after.tiers, deal.pipelineValueMinor) };
  const now = { ...entering, missing, remindOn: missing.length === 0 ? null : deal.remindOn };
  const decision = acceptChange(file, { kind: 'pipelineChanged', now }, act);
  return decision.ok ? decision.change : undefined;
}

/** What a change does to open deals, in figures. */
export type PipelineImpact = {
  /** Deals that go to another stage. */
  readonly moved: number;
  /** Deals that are incomplete because of it, and those that are so no longer. */
  readonly incomplete: number;
  readonly complete: number;
};

export function pipelineImpact(changes: readonly Change[]): PipelineImpact {
  const count = (fits: (event: DealEvent) => boolean): number => changes.filter(({ event }) => fits(event)).length;
  return {
    moved: count(({ before, after }) => before?.stageId !== after.stageId),
    incomplete: count(({ before, after }) => after.missing.some((id) => before?.missing.includes(id) !== true)),
    complete: count(({ before, after }) => (before?.missing.length ?? 0) > 0 && after.missing.length === 0),
  };
}

/**
 * Takes back what a change of the stages did to a deal, where nothing has happened to it since. Only together with the stages: by itself it
 * would put the deal where no stage is.
 */
export const undoPipelineChange = (file: DealFile, event: DealEvent, act: ActorContext): Change | undefined =>
  event.kind === 'pipelineChanged' ? undoOneOfMany(file, event, act) : undefined;
