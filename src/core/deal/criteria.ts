import type { Contact, Deal, DealFile } from './deal.ts';
import type { CriterionField, EntryCriterion, Pipeline, Stage } from './stage.ts';

/** A step asks at most this many questions; the rest is advised and shown. */
export const MAX_CRITERIA_ASKED = 3;

const IS_FIELD_FILLED: Readonly<Record<CriterionField, (deal: Deal, contact: Contact) => boolean>> = {
  contact: (_, contact) => contact.name !== null,
  reachable: (_, contact) => contact.email !== null || contact.phone !== null,
  decider: (_, contact) => contact.decider !== null,
  value: (deal) => deal.valueMinor !== null,
  closeOn: (deal) => deal.closeOn !== null,
};

/** Does a criterion hold: its field is filled, or somebody confirmed it? */
export const isCriterionMet = (criterion: EntryCriterion, file: DealFile): boolean =>
  criterion.field === undefined ? file.ticks.includes(criterion.id) : IS_FIELD_FILLED[criterion.field](file.deal, file.contact);

/** The required criteria of a stage that the deal does not meet yet. */
export const missingCriteria = (stage: Stage, file: DealFile): readonly EntryCriterion[] =>
  stage.criteria.filter((criterion) => criterion.required && !isCriterionMet(criterion, file));

/**
 * What to ask before a deal enters a stage: what the stage requires, then what the deal was moved past earlier, at most three.
 *
 * @param pipeline where the criteria that were moved past are looked up; one that an admin has removed is no longer asked.
 */
export function criteriaToAsk(pipeline: Pipeline, stage: Stage, file: DealFile): readonly EntryCriterion[] {
  const here = missingCriteria(stage, file);
  const known = pipeline.stages.flatMap((each) => each.criteria);
  const earlier = known.filter(
    (criterion) => file.deal.missing.includes(criterion.id) && !here.includes(criterion) && !isCriterionMet(criterion, file),
  );
  return [...here, ...earlier].slice(0, MAX_CRITERIA_ASKED);
}

/** Of what a deal was moved past, the criteria that it still does not meet; one that an admin has removed is missing no longer. */
export const stillMissingIds = (pipeline: Pipeline, file: DealFile): readonly string[] => {
  const criteria = pipeline.stages.flatMap((stage) => stage.criteria);
  return file.deal.missing.filter((id) => {
    const criterion = criteria.find((each) => each.id === id);
    return criterion !== undefined && !isCriterionMet(criterion, file);
  });
};
