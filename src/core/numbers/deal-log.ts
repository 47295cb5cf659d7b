import type { Counters, EntryHow, ExitRow, ExposureRow, RepExitRow, StockRow, TierExitRow } from '../counters.ts';
import { ageBinOf, visitExposure } from '../stage-history.ts';
import { DAY_MS } from './fading.ts';

/** One line of a stage history: a deal entered a stage, was won, was lost or changed its value. Values in whole minor units. */
export type LogEvent = {
  readonly at: number;
  readonly dealId: string;
  readonly rep: string;
  readonly valueMinor: number;
  /** Id of an open stage, 'won' or 'lost'; null where only the value or the rep changed. */
  readonly to: string | null;
};

export type LogDeal = {
  readonly dealId: string;
  readonly ownerId: string;
  readonly stageId: string;
  readonly stageSince: number;
  readonly valueMinor: number;
};
export type LogWin = { readonly dealId: string; readonly ownerId: string; readonly at: number; readonly valueMinor: number };

/** A funnel that is being replayed from a log. */
export type DealLog = {
  /** Takes the next event; events come in order of time. */
  readonly take: (event: LogEvent) => void;
  readonly counters: () => Counters;
  readonly open: () => readonly LogDeal[];
  readonly wins: readonly LogWin[];
};

const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10);

/** Adds rows up by key. */
function sums<R extends object>(add: (sum: R, more: R) => R) {
  const rows = new Map<string, R>();
  return {
    add: (key: string, row: R): void => {
      const sum = rows.get(key);
      rows.set(key, sum === undefined ? row : add(sum, row));
    },
    all: (): readonly R[] => [...rows.values()],
  };
}

const plusCount = <R extends { readonly count: number }>(a: R, b: R): R => ({ ...a, count: a.count + b.count });
const plusShare = <R extends { readonly notLost: number; readonly lost: number }>(a: R, b: R): R => ({
  ...a,
  notLost: a.notLost + b.notLost,
  lost: a.lost + b.lost,
});

/**
 * Replays a stage history into counters, by the rules of core/stage-history: credit to the owner before the event, a repeat of the same
 * stage is ignored, a deal that comes back after it was closed is a reopening, open deals are stock. A value tier is not known here (0).
 */
export function dealLog(): DealLog {
  const exposure = sums<ExposureRow>((a, b) => ({ ...a, exposureMs: a.exposureMs + b.exposureMs }));
  const exits = sums<ExitRow>(plusCount);
  const repExits = sums<RepExitRow>(plusShare);
  const tierExits = sums<TierExitRow>(plusShare);
  const entries = sums<Counters['entries'][number]>(plusCount);
  const open = new Map<string, LogDeal>();
  const closed = new Set<string>();
  const wins: LogWin[] = [];

  function leave(deal: LogDeal, to: string, at: number): void {
    const { stageId, ownerId } = deal;
    for (const row of visitExposure(stageId, deal.stageSince, at)) exposure.add(`${stageId} ${row.month} ${row.ageBin}`, row);
    const month = dayOf(at).slice(0, 7);
    const ageBin = ageBinOf(Math.max(0, at - deal.stageSince));
    const lost = to === 'lost' ? 1 : 0;
    const credit = { stageId, month, notLost: 1 - lost, lost };
    exits.add(`${stageId} ${month} ${ageBin} ${to}`, { stageId, month, ageBin, destination: to, count: 1 });
    repExits.add(`${stageId} ${month} ${ownerId}`, { ...credit, memberId: ownerId });
    tierExits.add(`${stageId} ${month}`, { ...credit, tier: 0 });
  }

  return {
    wins,
    take: ({ at, dealId, rep, valueMinor, to }) => {
      const before = open.get(dealId);
      if (to === 'won' || to === 'lost') {
        if (before !== undefined) leave(before, to, at);
        if (to === 'won' && !(before === undefined && closed.has(dealId))) wins.push({ dealId, ownerId: rep, at, valueMinor });
        open.delete(dealId);
        closed.add(dealId);
        return;
      }
      if (to === null || before?.stageId === to) {
        if (before !== undefined) open.set(dealId, { ...before, ownerId: rep, valueMinor });
        return;
      }
      if (before !== undefined) leave(before, to, at);
      const how: EntryHow = before !== undefined ? 'moved' : closed.has(dealId) ? 'reopened' : 'created';
      entries.add(`${to} ${dayOf(at)} ${how}`, { stageId: to, day: dayOf(at), how, count: 1 });
      open.set(dealId, { dealId, ownerId: rep, stageId: to, stageSince: at, valueMinor });
    },
    open: () => [...open.values()],
    counters: () => {
      const stock = sums<StockRow>((a, b) => ({
        ...a,
        count: a.count + b.count,
        offsetMs: a.offsetMs + b.offsetMs,
        valueMinor: a.valueMinor + b.valueMinor,
      }));
      for (const { stageId, ownerId, stageSince, valueMinor } of open.values()) {
        const day = dayOf(stageSince);
        const offsetMs = stageSince % DAY_MS;
        stock.add(`${stageId} ${ownerId} ${day}`, {
          stageId,
          ownerId,
          tier: 0,
          day,
          count: 1,
          offsetMs,
          valueMinor,
          unpriced: 0,
        });
      }
      return {
        exposure: exposure.all(),
        exits: exits.all(),
        repExits: repExits.all(),
        tierExits: tierExits.all(),
        entries: entries.all(),
        stock: stock.all(),
      };
    },
  };
}
