import type { HomeView, ModalView } from '@slack/types';
import { describe, expect, it } from 'vitest';
import { LANGUAGE_CODES, type Language } from '../../../src/core/people/language.ts';
import { sevenStageTemplate } from '../../../src/core/pipeline/pipeline-templates.ts';
import { localizePipeline } from '../../../src/core/pipeline/stored-pipeline.ts';
import { LANGUAGES } from '../../../src/locale/languages.ts';
import { foreignPhrases, phraseCount } from '../../support/locale-sentences.ts';
import { foreignTemplateTexts } from '../../support/template-texts.ts';
import { viewData } from '../../support/view-data.ts';
import { type AnyView, VIEWS } from '../../support/views.ts';

const otherThan = (language: Language): Language => LANGUAGE_CODES.find((each) => each !== language) ?? language;

/** Every text of a view that somebody reads: whatever stands under `text`, and the label of a picture. */
function textsOf(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(textsOf);
  if (!(value instanceof Object)) return [];
  return Object.entries(value).flatMap(([name, held]) =>
    typeof held === 'string' ? (name === 'text' || name === 'alt_text' ? [held] : []) : textsOf(held),
  );
}

const isThere = (view: AnyView): view is Exclude<AnyView, undefined> => view !== undefined;
const flatten = (made: AnyView | readonly AnyView[]): readonly (Exclude<AnyView, undefined> | ModalView | HomeView)[] =>
  [made].flat().filter(isThere);

/** The pipeline of a workspace that was made in the other language, as this reader gets it. */
function dataFor(reader: Language, size: 'empty' | 'usual') {
  const pipeline = localizePipeline(sevenStageTemplate('sales', otherThan(reader), 'PLN'), reader);
  return { ...viewData(reader, size), pipeline };
}

describe.each(LANGUAGE_CODES)('a reader of %s in a workspace of the other language', (reader) => {
  it.each(Object.keys(VIEWS))('%s', (name) => {
    const build = VIEWS[name];
    if (build === undefined) throw new Error(`there is no view ${name}`);
    for (const size of ['empty', 'usual'] as const) {
      for (const view of flatten(build(LANGUAGES[reader], dataFor(reader, size)))) {
        for (const text of textsOf(view)) {
          expect(foreignTemplateTexts(text, reader), text).toEqual([]);
          expect(foreignPhrases(text, reader), text).toEqual([]);
        }
      }
    }
  });
});

describe('the list of sentences', () => {
  it('holds those of every file, and finds one that stands among others', () => {
    for (const language of LANGUAGE_CODES) expect(phraseCount(language)).toBeGreaterThan(400);
    const { refusals, setup } = LANGUAGES.pl;
    const mixed = `Saved. ${refusals.nothingToUndo} Thanks. ${setup.youAreAdmin}`;
    expect(foreignPhrases(mixed, 'en')).toEqual(
      expect.arrayContaining([
        'Nie masz zmian do cofnięcia',
        'To pierwsze ustawienia Lejka, więc masz teraz uprawnienia administratora',
      ]),
    );
    expect(foreignPhrases(mixed, 'pl')).toEqual([]);
    expect(foreignPhrases(LANGUAGES.en.refusals.tooLateToUndo, 'pl')).toEqual([
      'Undo works for 10 minutes. You can still move it back',
    ]);
  });
});
