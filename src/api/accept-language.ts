import type { IncomingMessage } from 'node:http';
import { DEFAULT_LANGUAGE, type Language } from '../core/people/language.ts';
import { languageFromLocale } from '../locale/languages.ts';

/** Ranges that are looked at: a browser sends a handful. */
const MOST_RANGES = 20;

/**
 * The language that a request asks for, of those that there are: that of the highest weight, the first of several. Source: RFC 9110, 12.5.4.
 *
 * @example acceptedLanguage({ headers: { 'accept-language': 'de, pl;q=0.8, en;q=0.7' } }) // Polish
 */
export function acceptedLanguage({ headers }: Pick<IncomingMessage, 'headers'>): Language {
  const ranges = (headers['accept-language'] ?? '').slice(0, 500).split(',').slice(0, MOST_RANGES);
  const wanted = ranges.flatMap((range) => {
    const [tag = '', ...parameters] = range.split(';').map((each) => each.trim());
    const weight = Number(parameters.find((each) => each.startsWith('q='))?.slice(2) ?? 1);
    const language = languageFromLocale(tag);
    return language === null || !(weight > 0) ? [] : [{ language, weight }];
  });
  return wanted.toSorted((a, b) => b.weight - a.weight)[0]?.language ?? DEFAULT_LANGUAGE;
}
