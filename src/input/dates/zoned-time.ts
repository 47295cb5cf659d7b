import { findTimeOfDay } from './time-of-day.ts';
import { zoneAt } from './zone-words.ts';

/** A text whose hour is in a zone that was named. */
export type ZonedText = {
  /** The text without the zone; a bare hour has a preposition. */
  readonly text: string;
  /** Undefined: the zone is not known, and the hour is not read. */
  readonly zone: string | undefined;
  /** The zone as it was typed. */
  readonly name: string;
  /** The hour and the zone as they were typed. */
  readonly typed: string;
};

const HOUR = /^\(?(?:\d{1,2})(?:[:.h]\d\d)?(?:am|pm|h)?$/i;
const OWN_HOUR = /^\d\d:\d\d$/;
const HALF = /^(?:am|pm|a\.m\.|p\.m\.)$/i;
const EDGE = /^\(|[!?.,;:)]{1,3}$/g;
/** Words that are looked at: a step has few. */
const MAX_WORDS = 60;

/**
 * Finds an hour with a zone behind it: `call 4pm CET`, `10 EST`, `o 16 czasu londyńskiego`; undefined where no hour has one.
 *
 * @example findZonedTime('call 10 EST') // => { text: 'call at 10', zone: 'America/New_York', name: 'EST', typed: '10 EST' }
 */
export function findZonedTime(text: string): ZonedText | undefined {
  const words = text.split(' ').slice(0, MAX_WORDS);
  for (let at = 1; at < words.length; at += 1) {
    const hourAt = HALF.test(words[at - 1] ?? '') ? at - 2 : at - 1;
    // `16:00 (15:00 UTC)` was put on the person's clock already.
    const isSaid = /^\(/.test(words[hourAt] ?? '') && OWN_HOUR.test(words[hourAt - 1] ?? '');
    if (!HOUR.test(words[hourAt] ?? '') || isSaid) continue;
    const found = zoneAt(words, at);
    if (found === undefined) continue;
    const rest = [...words.slice(found.end), ...text.split(' ').slice(MAX_WORDS)];
    const before = words.slice(0, at);
    const isRead = findTimeOfDay([...before, ...rest])?.end === at;
    const led = isRead ? before : [...words.slice(0, hourAt), 'at', ...words.slice(hourAt, at)];
    const name = words.slice(at, found.end).join(' ').replace(EDGE, '');
    const hour = words.slice(hourAt, at).join('').replace(EDGE, '');
    return { text: [...led, ...rest].join(' '), zone: found.zone, name, typed: `${hour} ${name}` };
  }
  return undefined;
}

/** Words that would move the hour behind them. */
const PART_OF_DAY = /^(?:tonight|evening|afternoon|morning|wieczorem|rano)$/i;

/** A step with its hour on the person's clock, and behind it the one that was typed: `call at 22:00 (4pm EST)`. */
export function withOwnHour(step: string, own: string, typed: string): string {
  const words = step.split(' ');
  const time = findTimeOfDay(words);
  if (time === undefined) return step;
  const lead = /^(?:at|o|@)$/i.test(words[time.start] ?? '') ? [words[time.start] ?? ''] : [];
  const edge = /[!?.,;:]{1,3}$/.exec(words[time.end - 1] ?? '')?.[0] ?? '';
  const others = (part: readonly string[]) => part.filter((word) => !PART_OF_DAY.test(word));
  const said = [...lead, own, `(${typed})${edge}`];
  return [...others(words.slice(0, time.start)), ...said, ...others(words.slice(time.end))].join(' ');
}
