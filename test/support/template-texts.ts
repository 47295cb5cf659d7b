import type { Language } from '../../src/core/people/language.ts';
import { LANGUAGE_CODES } from '../../src/core/people/language.ts';
import { sevenStagePipeline } from '../../src/core/pipeline/pipeline-templates.ts';

/** Every text of the template's stages, criteria, actions and lost reasons in a language. */
function templateTexts(language: Language): readonly string[] {
  const { stages, lostReasons } = sevenStagePipeline('sales', language, 'EUR');
  return [
    ...stages.flatMap(({ name, shortName, meaning, criteria, actions }) => [
      ...[name, shortName, meaning],
      ...[...criteria, ...actions].map(({ text }) => text),
    ]),
    ...lostReasons.map(({ text }) => text),
  ];
}

/** As it stands at the beginning of a sentence, and within one. */
const spellings = (text: string): readonly string[] => [text, `${text.charAt(0).toLowerCase()}${text.slice(1)}`];
const isWithin = (text: string, said: string): boolean =>
  new RegExp(`(?<![\\p{L}\\p{N}])${said.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![\\p{L}\\p{N}])`, 'u').test(text);

/** Texts of the template that stand in what a reader of a language is told, though they are of another language. */
export function foreignTemplateTexts(shown: string, reader: Language): readonly string[] {
  const own = new Set(templateTexts(reader).flatMap(spellings));
  const others = LANGUAGE_CODES.filter((each) => each !== reader).flatMap(templateTexts);
  // A name of one short word, in lower case, may be any word: it counts as it is written.
  const candidates = others.flatMap((text) => (text.includes(' ') ? spellings(text) : [text]));
  return [...new Set(candidates)].filter((text) => !own.has(text) && isWithin(shown, text));
}
