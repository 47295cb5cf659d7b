import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Counters, NO_COUNTERS } from '../../../src/core/history/counters.ts';
import { mergeStages } from '../../../src/core/history/merge-stages.ts';

const HEIRS = new Map([['needs', 'decision']]);
const exit = (stageId: string, destination: string, count: number) => ({
  stageId,
  destination,
  count,
  month: '2026-10',
  ageBin: 4,
});

describe('the history of a removed stage', () => {
  it('is that of the stage that took its deals: time and exits add up, and what led from one to the other is no exit', () => {
    const counted: Counters = {
      ...NO_COUNTERS,
      exposure: [
        { stageId: 'needs', month: '2026-10', ageBin: 4, exposureMs: 500 },
        { stageId: 'decision', month: '2026-10', ageBin: 4, exposureMs: 300 },
      ],
      exits: [exit('prospect', 'needs', 9), exit('needs', 'decision', 6), exit('needs', 'lost', 3), exit('decision', 'offer', 4)],
      entries: [
        { stageId: 'needs', day: '2026-10-05', how: 'moved', count: 9 },
        { stageId: 'needs', day: '2026-10-05', how: 'created', count: 2 },
        { stageId: 'decision', day: '2026-10-05', how: 'moved', count: 6 },
      ],
    };
    const merged = mergeStages(counted, HEIRS);
    expect(merged.exposure).toEqual([{ stageId: 'decision', month: '2026-10', ageBin: 4, exposureMs: 800 }]);
    expect(new Set(merged.exits)).toEqual(
      new Set([exit('prospect', 'decision', 9), exit('decision', 'lost', 3), exit('decision', 'offer', 4)]),
    );
    expect(new Set(merged.entries)).toEqual(
      new Set([
        { stageId: 'decision', day: '2026-10-05', how: 'created', count: 2 },
        { stageId: 'decision', day: '2026-10-05', how: 'moved', count: 6 },
      ]),
    );
  });

  it('loses no time, no win and no loss, whichever stage is the heir, and merging twice is merging once', () => {
    const stage = fc.constantFrom('lead', 'needs', 'decision', 'offer');
    const row = fc.record({
      stageId: stage,
      destination: fc.oneof(stage, fc.constantFrom('won', 'lost')),
      count: fc.nat({ max: 9 }),
    });
    fc.assert(
      fc.property(fc.array(row), fc.constantFrom('lead', 'decision', 'offer'), (rows, heir) => {
        const counted: Counters = {
          ...NO_COUNTERS,
          exits: rows.map(({ stageId, destination, count }) => exit(stageId, destination, count)),
          exposure: rows.map(({ stageId, count }) => ({ stageId, month: '2026-10', ageBin: 1, exposureMs: count })),
        };
        const heirs = new Map([['needs', heir]]);
        const merged = mergeStages(counted, heirs);
        const sum = (of: Counters, to: string) =>
          of.exits.filter(({ destination }) => destination === to).reduce((all, { count }) => all + count, 0);
        const time = (of: Counters) => of.exposure.reduce((all, { exposureMs }) => all + exposureMs, 0);
        expect([sum(merged, 'won'), sum(merged, 'lost'), time(merged)]).toEqual([
          sum(counted, 'won'),
          sum(counted, 'lost'),
          time(counted),
        ]);
        expect(merged.exits.every(({ stageId, destination }) => stageId !== 'needs' && destination !== 'needs')).toBe(true);
        expect(mergeStages(merged, heirs)).toEqual(merged);
      }),
    );
  });
});
