import { utcDate } from './calendar.ts';
import type { Counters, EntryHow } from './counters.ts';
import type { DealState } from './deal.ts';

export const DAY_MS = 86_400_000;

/** What the counters read of a deal's state. */
export type CountedState = Pick<DealState, 'stageId' | 'stageSince' | 'ownerId' | 'tier' | 'outcome' | 'pipelineValueMinor'>;

/** Hears what a history amounts to, piece by piece; one rule tells it, whoever counts. Months and days (UTC) are whole numbers. */
export type Counting = {
  /** Time that a visit spent in a stage. */
  readonly exposed: (stageId: string, month: number, ageBin: number, ms: number) => void;
  /** An exit from a stage. */
  readonly left: (stageId: string, month: number, ageBin: number, destination: string) => void;
  /** The credit for it. */
  readonly credited: (before: CountedState, month: number, isLost: boolean) => void;
  readonly entered: (stageId: string, day: number, how: EntryHow) => void;
  /** An open deal that stands in a stage. */
  readonly stocked: (state: CountedState) => void;
};

/** The month (UTC) of an instant, counted from the beginning of year 0. */
export function monthNumber(at: number): number {
  const date = new Date(at);
  return date.getUTCFullYear() * 12 + date.getUTCMonth();
}

/** 'YYYY-MM'. */
export const monthText = (month: number): string =>
  `${String(Math.floor(month / 12)).padStart(4, '0')}-${String((month % 12) + 1).padStart(2, '0')}`;

/** The first instant of a month, ms. */
export const monthStart = (month: number): number => Date.UTC(1970, month - 1970 * 12, 1);

/** The day (UTC) of an instant, counted from 1970-01-01. */
export const dayNumber = (at: number): number => Math.floor(at / DAY_MS);

/** 'YYYY-MM-DD'. */
export const dayText = (day: number): string => utcDate(day * DAY_MS);

type Rows = { readonly [Table in keyof Counters]: Counters[Table][number][] };

/** Counts into rows, one for each piece, not added up: what one event writes. */
export function countingRows(): { readonly counting: Counting; readonly counters: Counters } {
  const rows: Rows = { exposure: [], exits: [], repExits: [], tierExits: [], entries: [], stock: [] };
  const counting: Counting = {
    exposed: (stageId, month, ageBin, exposureMs) => {
      rows.exposure.push({ stageId, month: monthText(month), ageBin, exposureMs });
    },
    left: (stageId, month, ageBin, destination) => {
      rows.exits.push({ stageId, month: monthText(month), ageBin, destination, count: 1 });
    },
    credited: ({ stageId, ownerId, tier }, month, isLost) => {
      const credit = { stageId, month: monthText(month), notLost: isLost ? 0 : 1, lost: isLost ? 1 : 0 };
      rows.repExits.push({ ...credit, memberId: ownerId });
      rows.tierExits.push({ ...credit, tier });
    },
    entered: (stageId, day, how) => {
      rows.entries.push({ stageId, day: dayText(day), how, count: 1 });
    },
    stocked: ({ stageId, ownerId, tier, stageSince, pipelineValueMinor }) => {
      const day = dayNumber(stageSince);
      rows.stock.push({
        ...{ stageId, ownerId, tier, day: dayText(day), count: 1, offsetMs: stageSince - day * DAY_MS },
        ...{ valueMinor: pipelineValueMinor ?? 0, unpriced: pipelineValueMinor === null ? 1 : 0 },
      });
    },
  };
  return { counting, counters: rows };
}
