import { LANGUAGE_CODES, type Language } from '../people/language.ts';
import { actionText, LOST_REASON_TEMPLATES, stageTemplate } from './seven-stages.ts';
import type { ArchivedStage, EntryCriterion, LostReason, Pipeline, RecommendedAction, Stage } from './stage.ts';
import { cutShortName } from './stage-limits.ts';

/** A text that somebody edited: in the language it was written in, and in others where those were given too. */
export type EditedText = { readonly written: Language; readonly texts: Readonly<Partial<Record<Language, string>>> };

/** Null: nobody edited it, so it is the template's, which everybody reads in their own language. */
export type OwnText = EditedText | null;

type Texts<T, Names extends keyof T> = Omit<T, Names> & Readonly<Record<Names, OwnText>>;

/** A stage with its texts as they are kept: in no language yet. */
export type StoredStage = Omit<Texts<Stage, 'name' | 'shortName' | 'meaning'>, 'criteria' | 'actions' | 'otherNames'> & {
  readonly criteria: readonly Texts<EntryCriterion, 'text'>[];
  readonly actions: readonly Texts<RecommendedAction, 'text'>[];
};

export type StoredReason = Texts<Omit<LostReason, 'otherTexts'>, 'text'>;

/** A pipeline as it is kept: {@link localizePipeline} gives it to a reader. */
export type StoredPipeline = Omit<Pipeline, 'stages' | 'lostReasons' | 'archivedStages' | 'archivedReasons'> & {
  readonly stages: readonly StoredStage[];
  readonly lostReasons: readonly StoredReason[];
  readonly archivedStages?: readonly (StoredStage & Pick<ArchivedStage, 'mergedInto'>)[];
  readonly archivedReasons?: readonly StoredReason[];
};

/** An edited text for a reader of a language: in that language, or as it was written. @returns undefined for a text of the template. */
const readEdited = (own: OwnText, language: Language): string | undefined =>
  own === null ? undefined : (own.texts[language] ?? own.texts[own.written]);

/** A text that neither anybody edited nor a template has is shown as its id. */
const localizeStage = (stored: StoredStage, language: Language): Stage => {
  const template = stageTemplate(stored.id);
  const read = (own: OwnText, ofTemplate: string | undefined, id: string) => readEdited(own, language) ?? ofTemplate ?? id;
  return {
    ...stored,
    name: read(stored.name, template?.name[language], stored.id),
    shortName: cutShortName(read(stored.shortName, template?.shortName[language], stored.id)),
    meaning: read(stored.meaning, template?.meaning[language], ''),
    criteria: stored.criteria.map(({ id, text, ...rest }) => {
      const ofTemplate = template?.criteria.find((each) => each.id === id);
      return { id, ...rest, text: read(text, ofTemplate?.[language], id) };
    }),
    actions: stored.actions.map(({ id, text }) => {
      const ofTemplate = template === undefined ? undefined : actionText(template, id, language);
      return { id, text: read(text, ofTemplate, id) };
    }),
  };
};

const otherLanguages = (language: Language) => LANGUAGE_CODES.filter((each) => each !== language);

const withOtherNames = <S extends StoredStage>(stored: S, language: Language): Stage & Omit<S, keyof Stage> => ({
  ...stored,
  ...localizeStage(stored, language),
  otherNames: otherLanguages(language).map((each) => {
    const { name, shortName } = localizeStage(stored, each);
    return { name, shortName };
  }),
});

function localizeReason(reason: StoredReason, language: Language): LostReason {
  const read = (each: Language) => readEdited(reason.text, each) ?? LOST_REASON_TEMPLATES[reason.id]?.[each] ?? reason.id;
  return { id: reason.id, text: read(language), otherTexts: otherLanguages(language).map(read) };
}

/** A pipeline in the language of who reads it. A stage and a reason also know how they are called in the other languages. */
export function localizePipeline(stored: StoredPipeline, language: Language): Pipeline {
  const { archivedStages = [], archivedReasons = [], ...rest } = stored;
  const archived = archivedStages.map((stage) => ({ ...withOtherNames(stage, language), mergedInto: stage.mergedInto }));
  return {
    ...rest,
    stages: stored.stages.map((stage) => withOtherNames(stage, language)),
    lostReasons: stored.lostReasons.map((reason) => localizeReason(reason, language)),
    ...(archived.length === 0 ? {} : { archivedStages: archived }),
    ...(archivedReasons.length === 0
      ? {}
      : { archivedReasons: archivedReasons.map((reason) => localizeReason(reason, language)) }),
  };
}
