import { describe, expect, it } from 'vitest';
import { type Counters, NO_COUNTERS } from '../../../src/core/history/counters.ts';
import { type FunnelFinding, funnelHealth } from '../../../src/core/numbers/funnel-findings.ts';
import { fitFunnel } from '../../../src/core/numbers/model/funnel-model.ts';
import { seededRandom } from '../../../src/core/numbers/statistics/random.ts';
import { DAY_MS } from '../../../src/core/time/durations.ts';
import { FIRM_START, firmPipeline, observeAt, randomFirm, simulateHistory } from '../../support/simulated-firm.ts';

const NOW = FIRM_START + 460 * DAY_MS;
const healthOf = (counters: Counters, at = NOW) => funnelHealth(fitFunnel(firmPipeline, counters, at), counters, at);

/** A firm as it was lived, without anything that changed on the way. */
function simulateCounters(seed: number): Counters {
  const random = seededRandom(seed);
  return observeAt(simulateHistory(randomFirm(random, 2), random, 460), NOW).counters;
}
const STEADY = simulateCounters(3);

const isCertain = ({ kind }: FunnelFinding): boolean => kind !== 'unsure';

const exits = (stageId: string, month: string, destination: string, count: number) => ({
  stageId,
  month,
  ageBin: 8,
  destination,
  count,
});

describe('the health of a funnel', () => {
  it('of a steady firm is as usual, and its numbers are those of the counters', () => {
    const { findings, known, stages } = healthOf(STEADY);
    expect(findings.filter(isCertain)).toEqual([]);
    expect(known).toBe(true);
    const reached = stages.map((stage) => stage.reached);
    expect(reached).toEqual(reached.toSorted((a, b) => b - a));
    for (const { stageId, valueMinor } of stages) {
      const there = STEADY.stock.filter((row) => row.stageId === stageId).reduce((sum, row) => sum + row.valueMinor, 0);
      expect(valueMinor).toBe(there);
    }
  });

  it('is seldom called changed where nothing changed', () => {
    const changed = Array.from({ length: 20 }, (_, seed) =>
      healthOf(simulateCounters(seed + 10)).findings.filter(isCertain),
    ).filter((each) => each.length > 0);
    // Two kinds of finding over five stages, none of them true.
    expect(changed.length).toBeLessThanOrEqual(5);
  });

  it('names the stage that lets far fewer deals through, first', () => {
    const dropped = { ...STEADY, exits: [...STEADY.exits, exits('proposal', '2025-03', 'lost', 60)] };
    const [first] = healthOf(dropped).findings;
    expect(first).toMatchObject({ kind: 'drop', stageId: 'proposal' });
    if (first?.kind !== 'drop') throw new Error('no drop');
    expect(first.recent.share).toBeLessThan(first.earlier.share * 0.9);
  });

  it('names a drop that may be chance with its figures, and only where a table shows one', () => {
    const few = {
      ...NO_COUNTERS,
      exits: [
        exits('lead', '2025-03', 'lost', 8),
        exits('lead', '2025-03', 'proposal', 14),
        exits('lead', '2024-06', 'lost', 28),
        exits('lead', '2024-06', 'proposal', 72),
      ],
    };
    expect(healthOf(few).findings).toEqual([
      { kind: 'unsure', stageId: 'lead', recent: { exits: 22, share: 14 / 22 }, earlier: { exits: 100, share: 0.72 } },
    ]);
    const alike = { ...few, exits: [...few.exits, exits('lead', '2025-03', 'proposal', 4)] };
    expect(healthOf(alike).findings).toEqual([]);
  });

  it('names a stage that deals pass over', () => {
    const skipping = { stageId: 'proposal', day: '2025-03-20' as const, how: 'moved' as const, count: 300 };
    const [found] = healthOf({ ...STEADY, entries: [...STEADY.entries, skipping] }).findings;
    expect(found).toMatchObject({ kind: 'skipped', stageId: 'qualified', nextId: 'proposal' });
  });

  it('takes five hundred deals imported on one day for no change of shape', () => {
    const taken = { stageId: 'proposal', day: '2025-03-20' as const, how: 'imported' as const, count: 500 };
    expect(healthOf({ ...STEADY, entries: [...STEADY.entries, taken] }).findings.filter(isCertain)).toEqual([]);
  });

  it('is not told without ten exits lately and ten before', () => {
    expect(healthOf(NO_COUNTERS)).toMatchObject({ findings: [], known: false });
    const young = { ...NO_COUNTERS, exits: [exits('lead', '2025-03', 'lost', 30)] };
    expect(healthOf(young)).toMatchObject({ findings: [], known: false });
  });
});
