import { isRecord } from '../block-kit/json-record.ts';

/** What could move the cursor, colour the screen or turn the reading direction: control characters, lone surrogates, bidi marks. */
const DANGEROUS = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/**
 * A text that is safe to print: control characters are spelt out, a tab is two spaces, a line feed stays.
 * @example cleanText('\u001b[31mred') // => '\\u001b[31mred'
 */
export function cleanText(text: string): string {
  return text.replaceAll('\r\n', '\n').replace(DANGEROUS, (character) => {
    if (character === '\n') return character;
    if (character === '\t') return '  ';
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}

/** A text on one line that is safe to print: line feeds become spaces. */
export function cleanLine(text: string): string {
  return cleanText(text).replaceAll('\n', ' ');
}

/** A copy of a JSON value in which every string is safe to print. */
export function cleanJson(value: unknown): unknown {
  if (typeof value === 'string') return cleanText(value);
  if (Array.isArray(value)) return value.map(cleanJson);
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([field, each]) => [cleanText(field), cleanJson(each)]));
}
