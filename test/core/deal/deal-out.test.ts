import fc from 'fast-check';
import { expect, it } from 'vitest';
import { dealOut } from '../../../src/core/deal/deal-out.ts';

const deals = (...stages: readonly string[]) => stages.map((stageId, index) => ({ number: index + 1, stageId }));

it('gives the deals of a stage to the person of the stage, the others in turn, stage by stage', () => {
  const owners = dealOut(deals('needs', 'lead', 'lead', 'needs', 'offer'), {
    byStage: new Map([['offer', 'ola']]),
    to: ['jan', 'ewa'],
  });
  expect([...owners]).toEqual([
    [2, 'jan'],
    [3, 'ewa'],
    [1, 'jan'],
    [4, 'ewa'],
    [5, 'ola'],
  ]);
});

it('leaves out the deals that nobody was named for', () => {
  expect([...dealOut(deals('lead', 'needs'), { byStage: new Map([['needs', 'ola']]), to: [] })]).toEqual([[2, 'ola']]);
});

it('deals out every deal, and a stage evenly', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom('lead', 'needs', 'offer')), fc.integer({ min: 1, max: 5 }), (stages, count) => {
      const to = Array.from({ length: count }, (_, index) => `m${index}`);
      const owners = dealOut(deals(...stages), { byStage: new Map(), to });
      expect(owners.size).toBe(stages.length);
      for (const stage of new Set(stages)) {
        const held = to.map(
          (id) => deals(...stages).filter((each) => each.stageId === stage && owners.get(each.number) === id).length,
        );
        expect(Math.max(...held) - Math.min(...held)).toBeLessThanOrEqual(1);
      }
    }),
  );
});
