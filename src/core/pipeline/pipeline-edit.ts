import type { CriterionId, LostReasonId, StageId } from '../ids.ts';
import type { Language } from '../people/language.ts';
import type { Instant } from '../time/instant.ts';
import type { CriterionField } from './stage.ts';
import type { TypedTexts } from './stage-text.ts';

/** A stage as an admin fills it in: texts by language, action lines by language, numbers as whole numbers (percent, deals, days). */
export type StageDraft = {
  readonly name: TypedTexts;
  /** Empty: the beginning of the name. */
  readonly shortName: TypedTexts;
  readonly meaning: TypedTexts;
  /** One line for each recommended action; of another language as many, or none. */
  readonly actions: Readonly<Record<Language, readonly string[]>>;
  readonly probabilityPercent: number;
  readonly minimum: number;
  readonly ageingDays: number;
  readonly strict: boolean;
};

/** What an entry criterion says and asks. `field` null: a person ticks it. */
export type CriterionDraft = { readonly text: TypedTexts; readonly required: boolean; readonly field: CriterionField | null };

/**
 * One change of a pipeline that an admin makes. `after`: the open stage that it stands behind, null for the first place. An id of null is a
 * new one.
 */
export type PipelineEdit =
  | { readonly kind: 'addStage'; readonly after: StageId | null; readonly draft: StageDraft }
  | { readonly kind: 'changeStage'; readonly stageId: StageId; readonly after: StageId | null; readonly draft: StageDraft }
  | { readonly kind: 'moveStage'; readonly stageId: StageId; readonly after: StageId | null }
  | { readonly kind: 'removeStage'; readonly stageId: StageId; readonly into: StageId }
  | {
      readonly kind: 'saveCriterion';
      readonly stageId: StageId;
      readonly criterionId: CriterionId | null;
      readonly draft: CriterionDraft;
    }
  | { readonly kind: 'removeCriterion'; readonly stageId: StageId; readonly criterionId: CriterionId }
  | { readonly kind: 'saveReason'; readonly reasonId: LostReasonId | null; readonly text: TypedTexts }
  | { readonly kind: 'removeReason'; readonly reasonId: LostReasonId };

/** Who edits, when, and where ids of what is new come from: none is ever used twice. */
export type EditContext = { readonly language: Language; readonly at: Instant; readonly newId: () => string };

/** The field of a form that a problem belongs to; what is of none concerns the whole. */
export type EditField =
  | 'name'
  | 'shortName'
  | 'meaning'
  | 'actions'
  | 'probability'
  | 'minimum'
  | 'ageingDays'
  | 'text'
  | 'field';

/** Why a change was refused; nothing has changed. `language`: of the field, where there is one for each. */
export type EditProblem =
  /** Somebody removed what it is about. */
  | { readonly why: 'gone' }
  | { readonly why: 'unchanged' }
  | { readonly why: 'empty'; readonly field: EditField }
  | {
      readonly why: 'tooLong';
      readonly field: EditField;
      readonly language: Language;
      readonly length: number;
      readonly most: number;
    }
  /** Only digits or signs: nobody could type it. */
  | { readonly why: 'notTypable'; readonly field: EditField; readonly language: Language }
  | { readonly why: 'nameTaken'; readonly field: EditField; readonly language: Language; readonly by: StageId }
  | { readonly why: 'outOfRange'; readonly field: EditField; readonly least: number; readonly most: number }
  | { readonly why: 'linesDiffer'; readonly language: Language; readonly lines: number; readonly wanted: number }
  | { readonly why: 'tooMany'; readonly of: 'stages' | 'criteria' | 'actions' | 'reasons'; readonly most: number }
  | { readonly why: 'criterionTaken' }
  | { readonly why: 'fieldTaken' }
  | { readonly why: 'reasonTaken' }
  | { readonly why: 'lastOpenStage' }
  | { readonly why: 'lastReason' };

/** The field that a problem stands under; undefined where it concerns the whole. */
export const problemField = (problem: EditProblem): EditField | undefined => {
  switch (problem.why) {
    case 'empty':
    case 'tooLong':
    case 'notTypable':
    case 'nameTaken':
    case 'outOfRange':
      return problem.field;
    case 'linesDiffer':
      return 'actions';
    case 'tooMany':
      return problem.of === 'actions' ? 'actions' : undefined;
    case 'criterionTaken':
    case 'reasonTaken':
      return 'text';
    case 'fieldTaken':
      return 'field';
    case 'gone':
    case 'unchanged':
    case 'lastOpenStage':
    case 'lastReason':
      return undefined;
  }
};
