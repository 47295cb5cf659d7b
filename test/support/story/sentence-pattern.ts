import type { Language } from '../../../src/core/people/language.ts';
import type { PlainDate } from '../../../src/core/time/calendar.ts';
import { LANGUAGES } from '../../../src/locale/languages.ts';
import type { Messages } from '../../../src/locale/messages.ts';
import type { SafeText } from '../../../src/locale/safe-text.ts';
import { literal, toPlainText } from '../../../src/slack/views/kit/text.ts';
import { plainSpaces } from '../plain-spaces.ts';

/** What stands in the places of a sentence that are filled in. */
export type Slots = {
  /** One of the pipeline's stages, by any of its names. */
  readonly stage: (name?: string) => SafeText;
  /** A period, an amount, a person: any words, as few as possible. */
  readonly words: (name: string) => SafeText;
  readonly count: (name: string) => number;
  readonly day: () => PlainDate;
};

/** A sentence of the product with its places open. */
export type OpenSentence = (m: Messages, slots: Slots) => SafeText;

/** What was found in the places of a sentence; a count that the sentence leaves to its word is 1. */
export type Filled = {
  readonly index: number;
  readonly end: number;
  readonly stages: Readonly<Record<string, string>>;
  readonly words: Readonly<Record<string, string>>;
  readonly counts: Readonly<Record<string, number>>;
};

type SlotKind = 'stage' | 'words' | 'count';
type Place = { readonly kind: SlotKind; readonly name: string; readonly marker: string };

/** Numbers that every language writes in the form of one, few and many; large ones can be told from each other. */
const PLURAL_FORMS = [() => 1, (place: number) => 70_022 + 100 * place, (place: number) => 70_025 + 100 * place] as const;
const DAYS: readonly [PlainDate, PlainDate] = ['2031-03-17', '2032-11-20'];
const DAY_MARK = '§day§';

const escapeRegExp = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
const numbersAs = (language: Language, value: number): string => plainSpaces(LANGUAGES[language].f.number(value));

/** What differs between two texts is one place of any words. */
function markDifference(a: string, b: string): string {
  if (a === b) return a;
  let from = 0;
  while (a[from] === b[from]) from += 1;
  let back = 0;
  while (back < a.length - from && back < b.length - from && a.at(-1 - back) === b.at(-1 - back)) back += 1;
  // Whole words, so that a shared ending of two days is no part of the sentence.
  while (from > 0 && !/\s/.test(a[from - 1] ?? ' ')) from -= 1;
  while (back > 0 && !/[\s.,:;)]/.test(a.at(-back) ?? ' ')) back -= 1;
  return `${a.slice(0, from)}${DAY_MARK}${a.slice(a.length - back)}`;
}

function writeSentence(
  open: OpenSentence,
  language: Language,
  forms: readonly number[],
  day: PlainDate,
): { readonly text: string; readonly places: readonly Place[] } {
  const places: Place[] = [];
  const counted: string[] = [];
  const mark = (kind: SlotKind, name: string): SafeText => {
    const marker = `§${kind}-${name}§`;
    places.push({ kind, name, marker });
    return literal(marker);
  };
  const slots: Slots = {
    stage: (name = 'stage') => mark('stage', name),
    words: (name) => mark('words', name),
    count: (name) => {
      const place = counted.push(name) - 1;
      const value = PLURAL_FORMS[forms[place] ?? 2]?.(place) ?? 1;
      places.push({ kind: 'count', name, marker: value === 1 ? '' : numbersAs(language, value) });
      return value;
    },
    day: () => day,
  };
  return { text: plainSpaces(toPlainText(open(LANGUAGES[language], slots))), places };
}

const GROUP: Readonly<Record<SlotKind, (labels: string) => string>> = {
  stage: (labels) => `(${labels})`,
  words: () => '([^\\n]{1,250}?)',
  count: () => '(\\d[\\d ,]*)',
};

/** A pattern with the places of its groups, in their order. */
type Pattern = { readonly regex: RegExp; readonly groups: readonly Place[]; readonly ones: readonly string[] };

function toPattern(open: OpenSentence, language: Language, labels: string, forms: readonly number[]): Pattern {
  const [first, second] = DAYS.map((day) => writeSentence(open, language, forms, day));
  if (first === undefined || second === undefined) throw new Error('a sentence has two days to be told apart');
  let source = escapeRegExp(markDifference(first.text, second.text)).replaceAll(escapeRegExp(DAY_MARK), '[^\\n]{1,40}?');
  const found: (Place & { readonly at: number })[] = [];
  for (const place of first.places) {
    if (place.marker === '') continue;
    const at = source.indexOf(escapeRegExp(place.marker));
    if (at >= 0) found.push({ ...place, at });
  }
  const groups = found.toSorted((a, b) => a.at - b.at);
  for (const { kind, marker } of groups) source = source.replace(escapeRegExp(marker), GROUP[kind](labels));
  // What ends with any words ends where the line or its part does.
  if (source.endsWith(GROUP.words(''))) source += '(?=\\n|$| · |; |[.,)](?:\\s|$))';
  const ones = first.places.filter(({ marker }) => marker === '').map(({ name }) => name);
  return { regex: new RegExp(source, 'gu'), groups, ones };
}

const countSlots = (open: OpenSentence, language: Language): number =>
  writeSentence(open, language, [], DAYS[0]).places.filter(({ kind }) => kind === 'count').length;

/** Every way in which the counts of a sentence can be written. */
function allForms(counts: number): readonly (readonly number[])[] {
  return counts === 0 ? [[]] : allForms(counts - 1).flatMap((rest) => PLURAL_FORMS.map((_, form) => [...rest, form]));
}

/** Finds a sentence of the product in what was told, whatever it says in its places, in the order in which it stands there. */
export type SentenceFinder = (text: string) => readonly Filled[];

/** @param stageNames every name by which a stage may be told in the language; longest names win. */
export function sentenceFinder(open: OpenSentence, language: Language, stageNames: readonly string[]): SentenceFinder {
  const labels = stageNames
    .toSorted((a, b) => b.length - a.length)
    .map(escapeRegExp)
    .join('|');
  const sources = new Map<string, Pattern>();
  for (const forms of allForms(countSlots(open, language))) {
    const pattern = toPattern(open, language, labels, forms);
    sources.set(`${pattern.regex.source} ${pattern.ones.join()}`, pattern);
  }
  return (text) => {
    const found = [...sources.values()].flatMap(({ regex, groups, ones }) =>
      [...text.matchAll(regex)].map((match): Filled => {
        const of = (kind: SlotKind) =>
          groups.flatMap((place, i) => (place.kind === kind ? [[place.name, match[i + 1] ?? ''] as const] : []));
        const counts = of('count').map(([name, value]) => [name, Number(value.replace(/[ ,]/g, ''))] as const);
        return {
          index: match.index,
          end: match.index + match[0].length,
          stages: Object.fromEntries(of('stage')),
          words: Object.fromEntries(of('words')),
          counts: Object.fromEntries([...ones.map((name) => [name, 1] as const), ...counts]),
        };
      }),
    );
    // A number that fits several forms of the word is the same find.
    const kept = new Map(found.map((each) => [`${each.index} ${each.end}`, each]));
    return [...kept.values()].toSorted((a, b) => a.index - b.index || b.end - a.end);
  };
}
