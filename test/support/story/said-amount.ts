import type { Language } from '../../../src/core/people/language.ts';

/** An amount as somebody reads it, in whole units of money; `step`: what it is rounded to. */
export type SaidAmount = { readonly text: string; readonly major: number; readonly hasUnit: boolean; readonly step: number };

const FACTORS: readonly (readonly [RegExp, number])[] = [
  [/(?:mld|bn)/, 1e9],
  [/(?:mln|m)(?![a-z])/, 1e6],
  // Its full stop is also the sentence's.
  [/(?:tys|k)(?![a-z])/, 1e3],
];

/** `205k`, `1,71 mln zł`, `33`: undefined where no number stands at the beginning. */
export function parseSaidAmount(text: string, language: Language): SaidAmount | undefined {
  const [, sign = '', figures = '', rest = ''] = /^([−-]?)(\d[\d ,.]*\d|\d)(.*)$/u.exec(text.trim()) ?? [];
  if (figures === '') return undefined;
  const plain =
    language === 'pl' ? figures.replaceAll(' ', '').replace(',', '.') : figures.replaceAll(',', '').replaceAll(' ', '');
  const unit = rest.trim();
  const factor = FACTORS.find(([name]) => new RegExp(`^${name.source}`).test(unit))?.[1] ?? 1;
  const decimals = plain.split('.')[1]?.length ?? 0;
  const major = Number(plain) * factor * (sign === '' ? 1 : -1);
  return { text: text.trim(), major, hasUnit: unit !== '' || Number(plain) === 0, step: factor / 10 ** decimals };
}

/** Both ends of a range: a unit that they share is said once. */
export function parseSaidRange(
  { low, high }: { readonly low: string; readonly high: string },
  language: Language,
): { readonly low: SaidAmount; readonly high: SaidAmount } | undefined {
  const upper = parseSaidAmount(high, language);
  const unit = /[^\d ,.]+.*$/u.exec(high)?.[0] ?? '';
  const alone = parseSaidAmount(low, language);
  const lower = alone === undefined || (alone.hasUnit && alone.major !== 0) ? alone : parseSaidAmount(`${low} ${unit}`, language);
  return upper === undefined || lower === undefined ? undefined : { low: lower, high: upper };
}
