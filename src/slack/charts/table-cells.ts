import { displayWidth } from './display-width.ts';

/** A cell of a preformatted table: no line breaks, control characters or backticks; a no-break space stays what it is. */
export function cleanCell(text: string): string {
  return text
    .replace(/[\n\r\t\v\f\u0085\u2028\u2029]+/gu, ' ')
    .replace(/[\p{Cc}\p{Cs}]/gu, '')
    .replaceAll('`', "'")
    .trim();
}

export const alignRight = (text: string, columns: number): string => ' '.repeat(Math.max(0, columns - displayWidth(text))) + text;

export const alignLeft = (text: string, columns: number): string => text + ' '.repeat(Math.max(0, columns - displayWidth(text)));
