import { foldText } from '../../core/fold-text.ts';
import { MONTH_BY_WORD, WEEKDAY_BY_WORD } from '../dates/date-words.ts';
import type { DateContext } from '../dates/period-phrase.ts';
import { findTimeOfDay } from '../dates/time-of-day.ts';
import { zoneAt } from '../dates/zone-words.ts';
import { parseNextStep } from './next-step-line.ts';
import { plainStep, stepLines } from './step-text.ts';

const JOINER = /^(?:and|i|oraz|a|&|\+|then|potem)$/;
/** Before two days that are the ends of one time: `between Monday and Friday`. */
const RANGE = /(?<![\p{L}\d])(?:between|from|mi[eę]dzy|pomi[eę]dzy|od)(?![\p{L}\d])/iu;
const DAY_OF_MONTH = /^\d{1,2}(?:st|nd|rd|th|\.)?$/;
/** Words that are looked at, and places that may part two steps: a step has few of either. */
const MAX_WORDS = 60;
const MAX_JOINERS = 8;

/** What is to be done, without its hour where `hourless`. */
function actionOf(step: string, hourless: boolean): string {
  const words = step.split(' ');
  const time = hourless ? findTimeOfDay(words) : undefined;
  if (time === undefined) return step;
  return words.toSpliced(time.start, (zoneAt(words, time.end)?.end ?? time.end) - time.start).join(' ');
}

/** The words before and behind a place where a step may end: behind `and`, or behind a comma; undefined where none is. */
function partsAt(words: readonly string[], at: number): { left: string; right: string; isComma: boolean } | undefined {
  const isComma = /[,;]$/.test(words[at] ?? '');
  if (!isComma && !JOINER.test(foldText(words[at] ?? ''))) return undefined;
  const from = words.findIndex((word, index) => index > at && !JOINER.test(foldText(word)));
  if (from < 0 || at === 0) return undefined;
  const before = words.slice(0, isComma ? at + 1 : at);
  while (JOINER.test(foldText(before.at(-1) ?? ''))) before.pop();
  const right = words.slice(from);
  // `3 and 4 December`: both are of that month.
  const month = foldText(right[1] ?? '').replace(/[.,]$/, '');
  const isShared = DAY_OF_MONTH.test(before.at(-1) ?? '') && DAY_OF_MONTH.test(right[0] ?? '') && MONTH_BY_WORD.has(month);
  const left = [...before, ...(isShared ? [right[1]] : [])].join(' ').replace(/[,;]$/, '');
  return { left, right: right.join(' '), isComma };
}

/**
 * The steps of a text that names two days: `call tomorrow and on Friday` is a call on each, `call tomorrow at 10 and send the offer on
 * Friday` two things, and so is a line each. A line with one day, or none, is one step.
 *
 * @returns each as it could have been typed.
 * @example splitStepDays('zadzwonić jutro i w piątek', context) // => ['zadzwonić jutro', 'zadzwonić w piątek']
 */
export function splitStepDays(text: string, context: DateContext): readonly string[] {
  const lines = stepLines(text);
  if (lines.length > 1) return lines.flatMap((line) => splitStepDays(line, context));
  const plain = plainStep(text);
  const words = plain.split(' ');
  const places = [...words.slice(0, MAX_WORDS).keys()].filter((at) => partsAt(words, at) !== undefined).slice(-MAX_JOINERS);
  for (const at of RANGE.test(plain) ? [] : places.toReversed()) {
    const parts = partsAt(words, at);
    if (parts === undefined) continue;
    const [first, second] = [parseNextStep(parts.left, context), parseNextStep(parts.right, context)];
    const isWeekday = WEEKDAY_BY_WORD.has(foldText(parts.right));
    const isName = MONTH_BY_WORD.has(foldText(parts.right));
    // `Monday, 30 November` is one day.
    if (first.on === null || second.on === null || first.on === second.on || isName) continue;
    if (parts.isComma && !isWeekday && (first.step === '' || second.step === '')) continue;
    // Days alone: which step is on which of them is for the person to say.
    if (first.step === '' && second.step === '') return [parts.left, parts.right];
    const before =
      first.step === '' ? [`${parts.left} ${actionOf(second.step, first.at !== null)}`] : splitStepDays(parts.left, context);
    const action = actionOf(parseNextStep(before[0] ?? '', context).step, true);
    return [...before, second.step === '' ? `${action} ${parts.right}` : parts.right];
  }
  return [plain];
}
