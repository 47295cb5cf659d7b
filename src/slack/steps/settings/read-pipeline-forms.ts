import { LANGUAGE_CODES } from '../../../core/people/language.ts';
import { actionFields } from '../../../core/pipeline/edit-stage.ts';
import { type CriterionDraft, type EditProblem, problemField, type StageDraft } from '../../../core/pipeline/pipeline-edit.ts';
import { stageTemplate } from '../../../core/pipeline/seven-stages.ts';
import { CRITERION_FIELDS as CRITERION_FIELD_NAMES, type Pipeline, stageById } from '../../../core/pipeline/stage.ts';
import { byLanguage, type TypedTexts, textFields } from '../../../core/pipeline/stage-text.ts';
import type { StoredStage } from '../../../core/pipeline/stored-pipeline.ts';
import { parseListFilter } from '../../../input/lines/list-filter.ts';
import { normalizeText } from '../../../input/slack-text.ts';
import type { SafeText } from '../../../locale/safe-text.ts';
import { dateContext } from '../../request/date-context.ts';
import type { RequestContext } from '../../request/flow.ts';
import type { Form } from '../../request/form.ts';
import { literal } from '../../views/kit/text.ts';
import { inLanguage } from '../../views/workspace/settings/pipeline-fields.ts';
import { CRITERION_FIELDS, REQUIRED, TICK } from '../../views/workspace/settings/pipeline-forms.ts';
import { stageText } from '../../views/workspace/settings/pipeline-pages.ts';
import { STAGE_FIELDS, STRICT } from '../../views/workspace/settings/stage-form.ts';

const texts = (form: Form, name: string): TypedTexts => byLanguage((code) => form.text(inLanguage(name, code)) ?? '');

/** A number that is none is out of every range. */
const toNumber = (text: string | null): number => (text === null || !/^-?\d{1,9}$/.test(text) ? Number.NaN : Number(text));

/** A stage as it was filled in. */
export const readStageDraft = (form: Form): StageDraft => ({
  name: texts(form, STAGE_FIELDS.name),
  shortName: texts(form, STAGE_FIELDS.shortName),
  meaning: texts(form, STAGE_FIELDS.meaning),
  actions: byLanguage((code) =>
    (form.text(inLanguage(STAGE_FIELDS.actions, code)) ?? '')
      .split('\n')
      .map(normalizeText)
      .filter((line) => line !== ''),
  ),
  probabilityPercent: toNumber(form.text(STAGE_FIELDS.probability)),
  minimum: toNumber(form.text(STAGE_FIELDS.minimum)),
  ageingDays: toNumber(form.text(STAGE_FIELDS.ageingDays)),
  strict: form.choice(STAGE_FIELDS.strict) === STRICT.yes,
});

/** A stage as its form shows it. */
export function toStageDraft(stage: StoredStage): StageDraft {
  const template = stageTemplate(stage.id);
  const actions = stage.actions.map((action) => actionFields(stage.id, action));
  return {
    name: textFields(stage.name, template?.name),
    shortName: textFields(stage.shortName, template?.shortName),
    meaning: textFields(stage.meaning, template?.meaning),
    actions: byLanguage((code) => actions.map((each) => each[code])),
    probabilityPercent: Math.round(stage.startingProbability * 100),
    minimum: stage.minimum,
    ageingDays: stage.ageingDays,
    strict: stage.strict,
  };
}

/**
 * A stage that is to be added, behind another one: its numbers are those of its neighbours, the probability the geometric mean of theirs.
 *
 * @param after undefined: at the beginning.
 */
export function newStageDraft(stages: readonly StoredStage[], after: StoredStage | undefined): StageDraft {
  const open = stages.filter(({ kind }) => kind === 'open');
  const next = open.find(({ position }) => position > (after?.position ?? 0));
  const low = after?.startingProbability ?? (next?.startingProbability ?? 0.1) / 2;
  const high = next?.startingProbability ?? 1;
  return {
    name: textFields(null, undefined),
    shortName: textFields(null, undefined),
    meaning: textFields(null, undefined),
    actions: byLanguage(() => []),
    probabilityPercent: Math.min(99, Math.max(1, Math.round(Math.sqrt(low * high) * 100))),
    minimum: 1,
    ageingDays: (after ?? next)?.ageingDays ?? 14,
    strict: false,
  };
}

export function readCriterionDraft(form: Form): CriterionDraft {
  const chosen = form.choice(CRITERION_FIELDS.field);
  return {
    text: texts(form, CRITERION_FIELDS.text),
    required: form.choice(CRITERION_FIELDS.required) !== REQUIRED.no,
    field: chosen === TICK ? null : (CRITERION_FIELD_NAMES.find((each) => each === chosen) ?? null),
  };
}

export const readTexts = (form: Form): TypedTexts => texts(form, CRITERION_FIELDS.text);

/** A name that `/deal list` would take for one of its own words, by the field that it stands in; undefined where none is. */
export function reservedName(
  context: RequestContext,
  { name, shortName }: StageDraft,
): Readonly<Record<string, SafeText>> | undefined {
  const words = { ...dateContext(context), currency: context.pipeline.currency };
  for (const [field, typed] of [
    [STAGE_FIELDS.name, name],
    [STAGE_FIELDS.shortName, shortName],
  ] as const) {
    const language = LANGUAGE_CODES.find((code) => typed[code] !== '' && parseListFilter(typed[code], words).rest === '');
    if (language !== undefined)
      return { [inLanguage(field, language)]: context.m.pipeline.problems.reserved(literal(typed[language], 40)) };
  }
  return undefined;
}

/** What a problem says. */
export function problemSentence({ m }: Pick<RequestContext, 'm'>, problem: EditProblem, pipeline: Pipeline): SafeText {
  const p = m.pipeline.problems;
  switch (problem.why) {
    case 'gone':
    case 'unchanged':
    case 'criterionTaken':
    case 'fieldTaken':
    case 'reasonTaken':
    case 'lastOpenStage':
    case 'lastReason':
    case 'notTypable':
      return p[problem.why];
    case 'empty':
      return problem.field === 'name' ? p.empty : p.emptyText;
    case 'tooLong':
      return p.tooLong(problem.length, problem.most);
    case 'nameTaken': {
      const other = stageById(pipeline, problem.by);
      return p.nameTaken(other === undefined ? literal(problem.by) : stageText(other));
    }
    case 'outOfRange':
      return p.outOfRange(problem.least, problem.most);
    case 'linesDiffer':
      return p.linesDiffer(problem.lines, problem.wanted);
    case 'tooMany':
      return {
        stages: p.tooManyStages,
        criteria: p.tooManyCriteria,
        actions: p.tooManyActions,
        reasons: p.tooManyReasons,
      }[problem.of](problem.most);
  }
}

/** Fields that there are once in each language. */
const SPOKEN: ReadonlySet<string> = new Set(['name', 'shortName', 'meaning', 'actions', 'text']);
const BLOCKS: Readonly<Record<string, string>> = { ...STAGE_FIELDS, ...CRITERION_FIELDS };

/** The block under which a problem stands; undefined where it concerns the whole form. */
export function problemBlock({ language: own }: Pick<RequestContext, 'language'>, problem: EditProblem): string | undefined {
  const field = problemField(problem);
  if (field === undefined) return undefined;
  const block = BLOCKS[field] ?? field;
  return SPOKEN.has(field) ? inLanguage(block, 'language' in problem ? problem.language : own) : block;
}
