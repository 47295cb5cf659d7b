import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { StageLine } from '../../../src/core/funnel/digest.ts';
import {
  MIN_TOLD_TOGETHER,
  untoldHygiene,
  untoldParts,
  untoldStages,
  withUntoldAmounts,
} from '../../../src/core/funnel/untold-amounts.ts';
import { viewData } from '../../support/view-data.ts';

const line = (stageId: string, count: number): StageLine => ({
  ...{ stageId, name: stageId, shortName: stageId, count, valueMinor: count * 100, unpriced: 0, weightedMinor: 0 },
  ...{ numbers: null, change: 0 },
});

it('a stage keeps its value where it would give hidden deals away, and never alone: the total less the rest would tell it', () => {
  const stages = [line('lead', 9), line('needs', 1), line('offer', 4)];
  const many = (stageId: string) => ['anna', 'piotr'].map((ownerId) => ({ stageId, ownerId, count: 2 }));
  const one = { stageId: 'needs', ownerId: 'anna', count: 1 };
  expect([...untoldStages(stages, [one, ...many('lead'), ...many('offer')])].sort()).toEqual(['needs', 'offer']);
  // All of one person's: their sum is theirs.
  const own = { stageId: 'lead', ownerId: 'anna', count: 9 };
  expect(untoldStages(stages, [own, ...many('offer')])).toContain('lead');
  expect([...untoldStages(stages, [...many('lead'), ...many('offer')])]).toEqual([]);
  expect([...untoldStages(stages, [])]).toEqual([]);
});

it('a sum is not told where what the reader sees of it, taken off, leaves one or two deals', () => {
  const of = (count: number) => ({ count, valueMinor: count * 100 });
  const told = (all: number, seen: number) => {
    const { overdue, undated } = untoldHygiene({ overdue: of(all), undated: of(0) }, { overdue: of(seen), undated: of(0) });
    expect(undated).toEqual(of(0));
    return overdue.untold !== true;
  };
  expect([told(4, 4), told(4, 3), told(5, 3), told(6, 3), told(2, 0), told(3, 0)]).toEqual([
    true,
    false,
    false,
    true,
    false,
    true,
  ]);
});

it('by how much one or two unseen deals grew or shrank is not told', () => {
  const { movement, ...facts } = viewData('en', 'usual').facts;
  const moved = (grewCount: number, shrankCount: number) => ({
    ...movement,
    grewMinor: 70,
    grewCount,
    shrankMinor: 9,
    shrankCount,
  });
  const told = (all: readonly [number, number], seen: readonly [number, number]) =>
    withUntoldAmounts(
      { ...facts, movement: moved(...all) },
      { hidden: [], seen: { hygiene: facts.hygiene, movement: moved(...seen) } },
    ).movement;
  expect(told([1, 0], [0, 0])).toMatchObject({ grewMinor: 0, shrankMinor: 0, growthUntold: true });
  expect(told([4, 3], [4, 1])).toMatchObject({ growthUntold: true });
  for (const seen of [
    [4, 3],
    [1, 0],
  ] as const)
    expect(told([4, 3], seen)).toEqual(expect.objectContaining({ grewMinor: 70, shrankMinor: 9 }));
});

it('of parts that add up to a told sum never one alone is kept back', () => {
  const part = (count: number, hidden: number) => ({
    count,
    hidden: Array.from({ length: hidden }, (_, index) => ({ ownerId: `owner ${index}`, count: 1 })),
  });
  expect([...untoldParts([part(5, 1), part(4, 4), part(3, 0), part(0, 0)])].sort()).toEqual([0, 2]);
  expect([...untoldParts([part(5, 3), part(4, 0)])]).toEqual([]);
  expect([...untoldParts([part(1, 1), part(2, 2), part(9, 9)])]).toEqual([0, 1]);
});

it('whatever is hidden, no told stage holds fewer hidden deals than may be told together, and an untold one has company where there is any', () => {
  const hidden = fc.array(
    fc.record({
      stageId: fc.constantFrom('a', 'b', 'c'),
      ownerId: fc.constantFrom('x', 'y'),
      count: fc.integer({ min: 1, max: 5 }),
    }),
    { maxLength: 6 },
  );
  fc.assert(
    fc.property(hidden, fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 3, maxLength: 3 }), (deals, seen) => {
      const of = (id: string) => deals.filter(({ stageId }) => stageId === id);
      const total = (id: string) => of(id).reduce((sum, { count }) => sum + count, 0);
      const stages = ['a', 'b', 'c'].map((id, index) => line(id, total(id) + (seen[index] ?? 0)));
      const kept = untoldStages(stages, deals);
      for (const { stageId } of stages)
        if (!kept.has(stageId) && total(stageId) > 0) expect(total(stageId)).toBeGreaterThanOrEqual(MIN_TOLD_TOGETHER);
      if (kept.size === 1) expect(stages.filter(({ count }) => count > 0)).toHaveLength(1);
    }),
  );
});
