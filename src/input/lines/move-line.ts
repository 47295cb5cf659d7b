import { moveSplits } from '../deal-reference.ts';
import { type NamedStage, stageMatcher } from '../stage-reference.ts';

/** One reading of `<deal> to <stage> [because reason]`. `stageIds`: several where the typed stage is ambiguous. */
export type ParsedMove = { readonly reference: string; readonly stageIds: readonly string[]; readonly reason: string };

/** Words between a stage and the reason, which belong to neither. */
const BECAUSE = /^(?:because|since|as|why|reason|bo|poniewa[zż]|gdy[zż]|pow[oó]d|dlatego,? [zż]e)(?=[\s:,]|$)[\s:,]*/i;
const EDGE = /^[\s:,;.-]+/;
/** Words of a stage's name, with a preposition. */
const MAX_STAGE_WORDS = 7;
const MAX_READINGS = 12;

/**
 * Every reading of a typed move, the likeliest first; the caller takes the first whose reference names a deal.
 *
 * The stage is the longest prefix of the text after the deal that names a stage; the rest is the reason.
 *
 * @example parseMoveLine('bielik to offer because they asked', stages)[0] // => bielik | offer | they asked
 */
export function parseMoveLine(text: string, stages: readonly NamedStage[]): readonly ParsedMove[] {
  const readings: ParsedMove[] = [];
  const match = stageMatcher(stages);
  for (const { reference, rest } of moveSplits(text)) {
    const words = rest.split(' ');
    for (let count = Math.min(words.length, MAX_STAGE_WORDS); count > 0 && rest !== ''; count -= 1) {
      const beginning = words
        .slice(0, count)
        .join(' ')
        .replace(/(?<![,;:.])[,;:.]+$/, '');
      const found = match(beginning);
      if (found.kind === 'none') continue;
      const reason = words.slice(count).join(' ').replace(EDGE, '').replace(BECAUSE, '');
      readings.push({ reference, stageIds: found.kind === 'one' ? [found.id] : found.ids, reason });
      break;
    }
    if (readings.length >= MAX_READINGS) break;
  }
  return readings;
}
