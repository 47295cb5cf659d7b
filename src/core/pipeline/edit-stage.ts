import { foldText, splitWords } from '../fold-text.ts';
import type { StageId } from '../ids.ts';
import { LANGUAGE_CODES, type Language } from '../people/language.ts';
import type { EditContext, EditField, EditProblem, StageDraft } from './pipeline-edit.ts';
import { actionText, stageTemplate } from './seven-stages.ts';
import { codePoints, cutShortName, STAGE_LIMITS } from './stage-limits.ts';
import { byLanguage, cleanText, editText, type TypedTexts, textFields } from './stage-text.ts';
import type { OwnText, StoredStage } from './stored-pipeline.ts';

const isEmpty = (texts: TypedTexts): boolean => LANGUAGE_CODES.every((code) => cleanText(texts[code]) === '');

/** The first text that is longer than it may be. */
export function tooLongProblem(field: EditField, texts: TypedTexts, most: number): EditProblem | undefined {
  const language = LANGUAGE_CODES.find((code) => codePoints(cleanText(texts[code])) > most);
  return language === undefined
    ? undefined
    : { why: 'tooLong', field, language, length: codePoints(cleanText(texts[language])), most };
}

/** What a stage is called in a language where somebody edited it or a template names it; '' where it has no name of its own there. */
const namesIn = (stage: StoredStage, language: Language): readonly string[] => {
  const template = stageTemplate(stage.id);
  return [textFields(stage.name, template?.name)[language], textFields(stage.shortName, template?.shortName)[language]];
};

/** A name that is another stage's, in any language: typed, it would mean both. */
function takenProblem(
  { stages, id }: { readonly stages: readonly StoredStage[]; readonly id: StageId | undefined },
  field: 'name' | 'shortName',
  texts: TypedTexts,
): EditProblem | undefined {
  for (const language of LANGUAGE_CODES) {
    const typed = foldText(cleanText(texts[language]));
    const other = stages.find(
      (stage) =>
        stage.id !== id &&
        LANGUAGE_CODES.some((code) => namesIn(stage, code).some((name) => name !== '' && foldText(name) === typed)),
    );
    if (typed !== '' && other !== undefined) return { why: 'nameTaken', field, language, by: other.id };
  }
  return undefined;
}

/** A name without a letter: a number names a stage by its place, and signs are not typed. */
function typableProblem(field: 'name' | 'shortName', texts: TypedTexts): EditProblem | undefined {
  const language = LANGUAGE_CODES.find((code) => {
    const text = cleanText(texts[code]);
    return text !== '' && !splitWords(foldText(text)).some((word) => /\p{L}/u.test(word));
  });
  return language === undefined ? undefined : { why: 'notTypable', field, language };
}

const outOfRange = (
  field: EditField,
  value: number,
  { least, most }: { readonly least: number; readonly most: number },
): EditProblem | undefined =>
  Number.isInteger(value) && value >= least && value <= most ? undefined : { why: 'outOfRange', field, least, most };

/** The short name as it is saved: where none was given, the beginning of the name. */
const shortNames = ({ name, shortName }: StageDraft): TypedTexts =>
  byLanguage((code) => cleanText(shortName[code]) || cutShortName(cleanText(name[code])).trim());

/** The first thing that is wrong with a stage as it was filled in. @param stages all in use. @param id of the stage; undefined: a new one. */
export function stageProblem(
  draft: StageDraft,
  of: { readonly stages: readonly StoredStage[]; readonly id: StageId | undefined; readonly kind: StoredStage['kind'] },
): EditProblem | undefined {
  if (isEmpty(draft.name)) return { why: 'empty', field: 'name' };
  const lines = LANGUAGE_CODES.map((code) => ({ code, lines: draft.actions[code].map(cleanText).filter((line) => line !== '') }));
  const most = Math.max(...lines.map((each) => each.lines.length));
  const uneven = lines.find((each) => each.lines.length > 0 && each.lines.length !== most);
  const longLine = lines.find((each) => each.lines.some((line) => codePoints(line) > STAGE_LIMITS.action));
  return (
    tooLongProblem('name', draft.name, STAGE_LIMITS.name) ??
    typableProblem('name', draft.name) ??
    takenProblem(of, 'name', draft.name) ??
    tooLongProblem('shortName', draft.shortName, STAGE_LIMITS.shortName) ??
    typableProblem('shortName', shortNames(draft)) ??
    takenProblem(of, 'shortName', shortNames(draft)) ??
    tooLongProblem('meaning', draft.meaning, STAGE_LIMITS.meaning) ??
    (most > STAGE_LIMITS.actions ? { why: 'tooMany', of: 'actions', most: STAGE_LIMITS.actions } : undefined) ??
    (uneven === undefined
      ? undefined
      : { why: 'linesDiffer', language: uneven.code, lines: uneven.lines.length, wanted: most }) ??
    (longLine === undefined
      ? undefined
      : {
          why: 'tooLong',
          field: 'actions',
          language: longLine.code,
          length: Math.max(...longLine.lines.map(codePoints)),
          most: STAGE_LIMITS.action,
        }) ??
    (of.kind !== 'open'
      ? undefined
      : (outOfRange('probability', draft.probabilityPercent, STAGE_LIMITS.probability) ??
        outOfRange('minimum', draft.minimum, STAGE_LIMITS.minimum) ??
        outOfRange('ageingDays', draft.ageingDays, STAGE_LIMITS.ageingDays)))
  );
}

type StoredAction = StoredStage['actions'][number];

/** The texts of an action in each language, as a form shows them. */
export function actionFields(stageId: StageId, { id, text }: StoredAction): TypedTexts {
  const template = stageTemplate(stageId);
  const of = (code: Language) => (template === undefined ? undefined : actionText(template, id, code));
  return textFields(
    text,
    byLanguage((code) => of(code) ?? ''),
  );
}

/**
 * The playbook after somebody edited its lines. A line that reads as before is the same action; of those left, the one at the same place is;
 * any other is new.
 */
function editActions(stage: StoredStage, draft: StageDraft, { language, newId }: EditContext): readonly StoredAction[] {
  const lines = LANGUAGE_CODES.map((code) => draft.actions[code].map(cleanText).filter((line) => line !== ''));
  const count = Math.max(...lines.map((each) => each.length));
  const typed = Array.from(
    { length: count },
    (_, index): TypedTexts => byLanguage((code) => lines[LANGUAGE_CODES.indexOf(code)]?.[index] ?? ''),
  );
  const isSame = (a: TypedTexts, b: TypedTexts): boolean => LANGUAGE_CODES.every((code) => a[code] === b[code]);
  const used = new Set<string>();
  const take = (action: StoredAction | undefined): StoredAction | undefined => {
    if (action === undefined || used.has(action.id)) return undefined;
    used.add(action.id);
    return action;
  };
  const kept = typed.map((texts) =>
    take(stage.actions.find((action) => !used.has(action.id) && isSame(texts, actionFields(stage.id, action)))),
  );
  return typed.map((texts, index) => {
    const known = kept[index] ?? take(stage.actions[index]);
    if (known === undefined) return { id: newId(), text: editText({ own: null }, texts, language) };
    return {
      id: known.id,
      text: editText({ own: known.text, template: actionFields(stage.id, { ...known, text: null }) }, texts, language),
    };
  });
}

/** A stage with what somebody filled in; what was not touched stays as it was. */
export function editStage(stage: StoredStage, draft: StageDraft, context: EditContext): StoredStage {
  const template = stageTemplate(stage.id);
  const { language } = context;
  const edit = (own: OwnText, of: TypedTexts | undefined, typed: TypedTexts): OwnText =>
    editText(of === undefined ? { own } : { own, template: of }, typed, language);
  const isOpen = stage.kind === 'open';
  return {
    ...stage,
    name: edit(stage.name, template?.name, draft.name),
    shortName: edit(stage.shortName, template?.shortName, shortNames(draft)),
    meaning: edit(stage.meaning, template?.meaning, draft.meaning),
    actions: editActions(stage, draft, context),
    ...(isOpen
      ? {
          startingProbability: samePercent(stage.startingProbability, draft.probabilityPercent),
          minimum: draft.minimum,
          ageingDays: draft.ageingDays,
          strict: draft.strict,
        }
      : {}),
  };
}

/** A probability keeps what a whole percentage does not show. */
const samePercent = (before: number, percent: number): number => (Math.round(before * 100) === percent ? before : percent / 100);
