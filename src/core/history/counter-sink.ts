import type { DealState } from '../deal/deal.ts';
import type { StageId } from '../ids.ts';
import { type PlainDate, utcDate } from '../time/calendar.ts';
import { DAY_MS, type DurationMs } from '../time/durations.ts';
import type { Instant } from '../time/instant.ts';
import type { Counters, EntryKind } from './counters.ts';

/** What the counters read of a deal's state. */
export type CountedState = Pick<DealState, 'stageId' | 'stageSince' | 'ownerId' | 'tier' | 'outcome' | 'pipelineValueMinor'>;

/** A stage in a month, and how long visits there had lasted by then (an index into the age bins). */
type AgeCell = { readonly stageId: StageId; readonly month: number; readonly ageBin: number };

/** Hears what a history amounts to, piece by piece; one rule tells it, whoever counts. Months and days (UTC) are whole numbers. */
export type CounterSink = {
  /** Time that a visit spent in a stage. */
  readonly addExposure: (at: AgeCell, ms: DurationMs) => void;
  /** An exit from a stage. */
  readonly addExit: (at: AgeCell, destination: string) => void;
  /** The credit for it. */
  readonly addCredit: (before: CountedState, month: number, isLost: boolean) => void;
  readonly addEntry: (stageId: StageId, day: number, how: EntryKind) => void;
  /** An open deal that stands in a stage. */
  readonly addOpenDeal: (state: CountedState) => void;
};

/** The month (UTC) of an instant, counted from the beginning of year 0. */
export function utcMonthNumber(at: Instant): number {
  const date = new Date(at);
  return date.getUTCFullYear() * 12 + date.getUTCMonth();
}

/** 'YYYY-MM'. */
export const monthText = (month: number): string =>
  `${String(Math.floor(month / 12)).padStart(4, '0')}-${String((month % 12) + 1).padStart(2, '0')}`;

/** The first instant of a month, ms. */
export const monthStart = (month: number): Instant => Date.UTC(1970, month - 1970 * 12, 1);

/** The day (UTC) of an instant, counted from 1970-01-01. */
export const utcDayNumber = (at: Instant): number => Math.floor(at / DAY_MS);

/** 'YYYY-MM-DD'. */
export const dayText = (day: number): PlainDate => utcDate(day * DAY_MS);

type Rows = { readonly [Table in keyof Counters]: Counters[Table][number][] };

/** Counts into rows, one for each piece, not added up: what one event writes. */
export function createCounterRows(): { readonly sink: CounterSink; readonly counters: Counters } {
  const rows: Rows = { exposure: [], exits: [], repExits: [], tierExits: [], entries: [], stock: [] };
  const counting: CounterSink = {
    addExposure: ({ stageId, month, ageBin }, exposureMs) => {
      rows.exposure.push({ stageId, month: monthText(month), ageBin, exposureMs });
    },
    addExit: ({ stageId, month, ageBin }, destination) => {
      rows.exits.push({ stageId, month: monthText(month), ageBin, destination, count: 1 });
    },
    addCredit: ({ stageId, ownerId, tier }, month, isLost) => {
      const credit = { stageId, month: monthText(month), notLost: isLost ? 0 : 1, lost: isLost ? 1 : 0 };
      rows.repExits.push({ ...credit, memberId: ownerId });
      rows.tierExits.push({ ...credit, tier });
    },
    addEntry: (stageId, day, how) => {
      rows.entries.push({ stageId, day: dayText(day), how, count: 1 });
    },
    addOpenDeal: ({ stageId, ownerId, tier, stageSince, pipelineValueMinor }) => {
      const day = utcDayNumber(stageSince);
      rows.stock.push({
        ...{ stageId, ownerId, tier, day: dayText(day), count: 1, offsetMs: stageSince - day * DAY_MS },
        ...{ valueMinor: pipelineValueMinor ?? 0, unpriced: pipelineValueMinor === null ? 1 : 0 },
      });
    },
  };
  return { sink: counting, counters: rows };
}
