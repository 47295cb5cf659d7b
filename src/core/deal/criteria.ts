import type { CriterionField, EntryCriterion, Pipeline, Stage } from '../pipeline/stage.ts';
import type { Contact, Deal, DealFile } from './deal.ts';

/** Criteria that one form asks for at most. */
export const MAX_CRITERIA_ASKED = 3;

const IS_FIELD_FILLED: Readonly<Record<CriterionField, (deal: Deal, contact: Contact) => boolean>> = {
  contact: (_, contact) => contact.name !== null,
  reachable: (_, contact) => contact.email !== null || contact.phone !== null,
  company: (deal) => deal.company !== null,
  decider: (_, contact) => contact.decider !== null,
  value: (deal) => deal.value !== null,
  closeOn: (deal) => deal.closeOn !== null,
};

/** Whether a deal meets a criterion: the field it is bound to is filled, or somebody confirmed it. */
export const isCriterionMet = (criterion: EntryCriterion, file: DealFile): boolean =>
  criterion.field === undefined ? file.ticks.includes(criterion.id) : IS_FIELD_FILLED[criterion.field](file.deal, file.contact);

/** The required criteria of a stage that the deal does not meet yet. */
export const missingCriteria = (stage: Stage, file: DealFile): readonly EntryCriterion[] =>
  stage.criteria.filter((criterion) => criterion.required && !isCriterionMet(criterion, file));

/**
 * Criteria to ask for before a deal enters a stage, at most {@link MAX_CRITERIA_ASKED}: first those that the stage requires and the deal
 * does not meet, then those that it skipped earlier. A skipped criterion that an admin has removed from the pipeline is not asked for.
 */
export function criteriaToAsk(pipeline: Pipeline, stage: Stage, file: DealFile): readonly EntryCriterion[] {
  const here = missingCriteria(stage, file);
  const known = pipeline.stages.flatMap((each) => each.criteria);
  const earlier = known.filter(
    (criterion) => file.deal.missing.includes(criterion.id) && !here.includes(criterion) && !isCriterionMet(criterion, file),
  );
  return [...here, ...earlier].slice(0, MAX_CRITERIA_ASKED);
}

/** Ids of the criteria that a deal skipped and still does not meet; one that an admin has removed from the pipeline no longer counts. */
export const stillMissingIds = (pipeline: Pipeline, file: DealFile): readonly string[] => {
  const criteria = pipeline.stages.flatMap((stage) => stage.criteria);
  return file.deal.missing.filter((id) => {
    const criterion = criteria.find((each) => each.id === id);
    return criterion !== undefined && !isCriterionMet(criterion, file);
  });
};
