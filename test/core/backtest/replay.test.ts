import { describe, expect, test } from 'vitest';
import { type CloseListener, createReplay } from '../../../src/core/backtest/replay.ts';
import type { HistoryEvent } from '../../../src/core/history/history-event.ts';
import { DAY_MS } from '../../../src/core/time/durations.ts';

const START = Date.parse('2025-03-03T00:00:00Z');
const NOBODY: CloseListener = { closed: () => {}, reopened: () => {} };

type Line = Partial<Omit<HistoryEvent, 'at'>> & { readonly day: number };

/** A deal of Anna's in Lead from day 0 on, and what else happened. */
function replayLines(lines: readonly Line[], listener: CloseListener = NOBODY) {
  const past = createReplay(listener);
  const first: Line = { day: 0, stageId: 'lead' };
  for (const { day, ...line } of [first, ...lines])
    past.apply({ at: START + day * DAY_MS, dealId: 'd1', rep: 'Anna', value: null, kind: 'stage', stageId: null, ...line });
  return past;
}

describe('the replay of a stage history', () => {
  test('credits an exit to who owned the deal before, not to who closed it', () => {
    const { repExits } = replayLines([{ day: 3, rep: 'Ben', kind: 'won' }]).counters();
    expect(repExits).toEqual([{ stageId: 'lead', memberId: 'Anna', month: '2025-03', notLost: 1, lost: 0 }]);
  });

  test('counts skips and returns as plain exits, and a return begins a new visit', () => {
    const past = replayLines([
      { day: 4, stageId: 'offer' },
      { day: 10, stageId: 'lead' },
    ]);
    const { exits, exposure, stock } = past.counters();
    expect(exits.map(({ stageId, destination, count }) => [stageId, destination, count])).toEqual([
      ['lead', 'offer', 1],
      ['offer', 'lead', 1],
    ]);
    const days = (id: string) =>
      exposure.filter((row) => row.stageId === id).reduce((sum, row) => sum + row.exposureMs, 0) / DAY_MS;
    expect([days('lead'), days('offer')]).toEqual([4, 6]);
    expect(stock).toMatchObject([{ stageId: 'lead', day: '2025-03-13', count: 1 }]);
  });

  test('ignores a repeat of the stage that a deal is in', () => {
    const once = replayLines([{ day: 9, kind: 'lost' }]).counters();
    const repeated = replayLines([
      { day: 2, stageId: 'lead' },
      { day: 9, kind: 'lost' },
    ]).counters();
    expect(repeated).toEqual(once);
  });

  test('keeps a loss when a deal comes back, and adds the return', () => {
    const heard: string[] = [];
    const listener: CloseListener = {
      closed: (visits, won) => heard.push(`closed ${won} after ${visits.length}`),
      reopened: (visits, won) => heard.push(`reopened ${won} after ${visits.length}`),
    };
    const lines: readonly Line[] = [
      { day: 5, kind: 'lost' },
      { day: 8, stageId: 'lead' },
      { day: 9, kind: 'won', value: 700 },
    ];
    const past = replayLines(lines, listener);
    const { entries, exits } = past.counters();
    expect(exits.map(({ destination }) => destination)).toEqual(['won', 'lost']);
    expect(entries.map(({ how }) => how)).toEqual(['created', 'reopened']);
    expect(past.wins).toMatchObject([{ rep: 'Anna', value: 700 }]);
    expect(heard).toEqual(['closed false after 1', 'reopened false after 1', 'closed true after 2']);
  });

  test('takes the value that was last said, and remembers deals that were won at a value nobody had said', () => {
    const said = replayLines([
      { day: 1, kind: 'value', value: 300 },
      { day: 2, kind: 'won' },
    ]);
    expect(said.wins).toMatchObject([{ value: 300 }]);
    expect(said.unvaluedWins).toEqual([]);
    expect(replayLines([{ day: 2, kind: 'won', value: 900 }]).unvaluedWins).toEqual([900]);
  });

  test('changes nothing for a closed deal but by a stage', () => {
    const closed = replayLines([{ day: 2, kind: 'lost' }]).counters();
    const later = replayLines([
      { day: 2, kind: 'lost' },
      { day: 3, kind: 'value', value: 5 },
      { day: 4, kind: 'won' },
    ]);
    expect(later.counters()).toEqual(closed);
    expect(later.wins).toEqual([]);
  });
});
