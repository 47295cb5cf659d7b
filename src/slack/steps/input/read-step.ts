import type { PlannedStep } from '../../../core/deal/deal.ts';
import { addDays, dateAt, type PlainDate, zonedInstant } from '../../../core/time/calendar.ts';
import { spellOutFromNow } from '../../../input/dates/time-of-day.ts';
import { findZonedTime, withOwnHour, type ZonedText } from '../../../input/dates/zoned-time.ts';
import { parseNextStep } from '../../../input/lines/next-step-line.ts';
import { splitStepDays } from '../../../input/lines/step-days.ts';
import { findDayDoubt, findDaysDoubt, findHourDoubt, type StepDoubt } from '../../../input/lines/step-doubts.ts';
import { normalizeText } from '../../../input/slack-text.ts';
import type { SafeText } from '../../../locale/safe-text.ts';
import { dateContext } from '../../request/date-context.ts';
import type { RequestContext } from '../../request/flow.ts';
import { literal } from '../../views/kit/text.ts';

/**
 * A step as it was typed; its words are '' for a day alone. `other`: what the digits of its day mean the other way round. `unknownZone`: its
 * hour is in that one, and is not read.
 */
export type TypedStep = PlannedStep & {
  readonly other?: PlainDate;
  readonly unknownZone?: string;
  /** What else of its day or hour is to be asked about. */
  readonly doubt?: StepDoubt;
};

/** Minutes since midnight on the person's clock. */
function minutesOfDay({ at, ownZone, m }: RequestContext): number {
  const [hours = 0, minutes = 0] = m.f.time(at, ownZone).split(':').map(Number);
  return hours * 60 + minutes;
}

/** An hour without a day is the next one on that zone's clock: `call at 16:00` is today, or tomorrow once it is past. */
function nextDayWithTime({ at }: RequestContext, time: string, zone: string): PlainDate {
  const today = dateAt(at, zone);
  return zonedInstant(today, time, zone) > at ? today : addDays(today, 1);
}

/** A step whose hour is on another clock: its day and hour on the person's, with what was typed behind it. */
function readInZone(
  context: RequestContext,
  { text, typed, zone }: ZonedText & { readonly zone: string },
  picked: PlainDate | null,
): TypedStep | undefined {
  const { step, on, at, other } = parseNextStep(text, dateContext(context));
  if (at === null || step === '') return undefined;
  const { ownZone, m } = context;
  const then = zonedInstant(picked ?? on ?? nextDayWithTime(context, at, zone), at, zone);
  const own = { step: withOwnHour(step, m.f.time(then, ownZone).padStart(5, '0'), typed), on: dateAt(then, ownZone) };
  return other === undefined || picked !== null ? own : { ...own, other };
}

/**
 * Reads a step with its day and hour. A day that was picked beside it wins; where the words name another one, they stay as they were typed.
 *
 * @example readStep(context, 'call Maria tomorrow at 10') // => { step: 'call Maria at 10', on: '2026-11-17' }
 */
export function readStep(context: RequestContext, typed: string, picked: PlainDate | null = null): TypedStep {
  const spelled = spellOutFromNow(typed, minutesOfDay(context));
  const zoned = findZonedTime(normalizeText(spelled));
  const { zone } = zoned ?? {};
  const inZone = zoned === undefined || zone === undefined ? undefined : readInZone(context, { ...zoned, zone }, picked);
  if (inZone !== undefined) return inZone;
  const parsed = parseNextStep(spelled, dateContext(context));
  const hour = findHourDoubt(spelled);
  const unknown = {
    ...(zoned === undefined || zone !== undefined ? {} : { unknownZone: zoned.name }),
    ...(hour === undefined ? {} : { doubt: hour }),
  };
  if (picked !== null) {
    const step = parsed.on === picked && parsed.step !== '' ? parsed.step : normalizeText(typed);
    return { step, on: picked, ...unknown };
  }
  const noDay = parsed.on === null ? findDayDoubt(spelled, dateContext(context)) : undefined;
  const day = hour === undefined ? (findDaysDoubt(spelled) ?? noDay) : undefined;
  const on = parsed.on ?? (parsed.at === null ? null : nextDayWithTime(context, parsed.at, context.ownZone));
  const doubt = day === undefined ? {} : { doubt: day };
  return { step: parsed.step, on, ...(parsed.other === undefined ? {} : { other: parsed.other }), ...unknown, ...doubt };
}

/** The steps that a text says: one for each of its days (`call tomorrow and on Friday`), unless a day was picked beside it. */
export function readSteps(context: RequestContext, typed: string, picked: PlainDate | null = null): readonly TypedStep[] {
  const parts = picked === null ? splitStepDays(spellOutFromNow(typed, minutesOfDay(context)), dateContext(context)) : [];
  return parts.length > 1 ? parts.map((part) => readStep(context, part)) : [readStep(context, typed, picked)];
}

/** What a field of a form says is to be done. `problem`: what the person has to be asked about it. */
export type StepFields = { readonly steps: readonly PlannedStep[]; readonly problem: SafeText | undefined };

/** The question about a day or an hour that cannot be read for sure; undefined where there is none. */
export const askStep = ({ m }: RequestContext, steps: readonly TypedStep[]): SafeText | undefined =>
  steps.flatMap(({ unknownZone, doubt }) => [
    ...(unknownZone === undefined ? [] : [m.morning.unknownZone(literal(unknownZone, 60))]),
    ...(doubt === undefined ? [] : [m.morning.stepDoubts[doubt.why](literal(doubt.text, 60))]),
  ])[0];

/** The same from a field of a form, where a day alone is what the step is called. */
export function readStepFields(context: RequestContext, typed: string, picked: PlainDate | null): StepFields {
  const read = readSteps(context, typed, picked);
  const isPast = read.some(({ on }) => on !== null && on < context.today);
  return {
    steps: read.map(({ step, on }) => ({ step: step === '' ? normalizeText(typed) : step, on })),
    problem: askStep(context, read) ?? (isPast ? context.m.input.date.past : undefined),
  };
}

/** The steps of a field with a line for each. */
export function readStepLines(context: RequestContext, text: string | null): StepFields {
  const lines = (text ?? '').split('\n').filter((line) => line.trim() !== '');
  const read = lines.map((line) => readStepFields(context, line, null));
  return { steps: read.flatMap(({ steps }) => steps), problem: read.find(({ problem }) => problem !== undefined)?.problem };
}
