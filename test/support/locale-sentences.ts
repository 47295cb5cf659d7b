import { readdirSync, readFileSync } from 'node:fs';
import { LANGUAGE_CODES, type Language } from '../../src/core/people/language.ts';
import { LANGUAGES } from '../../src/locale/languages.ts';

/** What stands between the quotes and placeholders of a source: the constant pieces of its sentences. */
const LITERAL = /'((?:[^'\\\n]|\\.)*)'|`((?:[^`\\]|\\.)*)`/g;
/** Markup and punctuation, at which a sentence comes apart as it is rendered. */
const SEAM = /[*_~`•·:;()[\]{}<>"„”“|\n]+|\s[-–—]\s/u;
/** So many words and letters are no coincidence. */
const MIN_WORDS = 3;
const MIN_LETTERS = 14;

const withoutComments = (source: string): string => source.replace(/\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/[^\n]*/g, '');

/** The pieces of a template between its placeholders; a literal within a placeholder is found on its own. */
function constantPieces(template: string): readonly string[] {
  const pieces: string[] = [];
  let [depth, piece] = [0, ''];
  for (let index = 0; index < template.length; index += 1) {
    if (depth === 0 && template.startsWith('${', index)) {
      pieces.push(piece);
      [depth, piece] = [1, ''];
      index += 1;
    } else if (depth > 0) {
      if (template[index] === '{') depth += 1;
      if (template[index] === '}') depth -= 1;
    } else piece += template[index];
  }
  return [...pieces, piece];
}

function literalsIn(source: string): readonly string[] {
  return [...source.matchAll(LITERAL)].flatMap(([, quoted, template]) => {
    if (quoted !== undefined) return [quoted.replace(/\\(.)/g, '$1')];
    const contains = [...(template ?? '').matchAll(/\$\{([^`]*)\}/g)].flatMap(([, code = '']) => literalsIn(code));
    return [...constantPieces(template ?? ''), ...contains];
  });
}

const plain = (text: string): string => text.replace(/[\s\u00A0\u202F]+/g, ' ').trim();

function phrasesIn(language: Language): readonly string[] {
  const folder = new URL(`../../src/locale/${language}/`, import.meta.url);
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  const sources = files.map((file) => withoutComments(readFileSync(new URL(file, folder), 'utf8')).replace(/^import .*$/gm, ''));
  const pieces = sources
    .flatMap(literalsIn)
    .flatMap((text) => text.split(SEAM))
    .map((piece) => plain(piece.replace(/^[,.!?]+|[,.!?]+$/g, '')));
  const isTelling = (piece: string) =>
    piece.split(' ').filter((word) => /\p{L}{2}/u.test(word)).length >= MIN_WORDS &&
    (piece.match(/\p{L}/gu) ?? []).length >= MIN_LETTERS;
  return [...new Set(pieces.filter(isTelling))];
}

const PHRASES: Readonly<Record<Language, readonly string[]>> = {
  en: phrasesIn('en'),
  pl: phrasesIn('pl'),
};

/** How many phrases of a language are known: long enough that they stand in no text by chance. */
export const phraseCount = (language: Language): number => PHRASES[language].length;

/** Phrases of another language that stand in what a reader of a language is told. */
export function foreignPhrases(told: string, reader: Language): readonly string[] {
  const own = PHRASES[reader].join('\n');
  const said = plain(told.replace(/[│┃]/g, ' '));
  return LANGUAGE_CODES.filter((each) => each !== reader && each in LANGUAGES)
    .flatMap((each) => PHRASES[each])
    .filter((phrase) => said.includes(phrase) && !own.includes(phrase));
}
