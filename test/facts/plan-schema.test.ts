import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makePlan } from '../../src/core/funnel/plan/make-plan.ts';
import { parsePlan } from '../../src/facts/plan-schema.ts';
import { anyInputs } from '../support/plan/plan-situations.ts';

/** Word for word as the first version kept it; written out, so that it stays as it was. */
const FIRST_VERSION = {
  at: 1_795_420_800_000,
  timeZone: 'Europe/Warsaw',
  on: '2026-11-23',
  headline: 'gap',
  coverage: [
    {
      period: { kind: 'month', startsOn: '2026-11-01', endsOn: '2026-11-30' },
      running: true,
      targetMinor: 100_000,
      wonMinor: 10_000,
      expectedMinor: 96_000,
      percent: 96,
      state: 'almost',
      shortMinor: 4_000,
    },
  ],
  horizonAt: 1_803_164_400_000,
  stages: [
    {
      stageId: 'offer',
      count: 0,
      used: true,
      asks: [{ basis: { kind: 'minimum' }, required: 1, opensAt: 0 }],
      need: { basis: { kind: 'minimum' }, required: 1, opensAt: 0, since: '2026-11-20', setOn: '2026-11-20' },
      shortBy: 1,
      costMinor: 30_000,
      emptySince: null,
      runway: null,
      overfull: false,
      usual: null,
    },
  ],
  lead: { stageId: 'offer', costMinor: 30_000, emptyBehind: null },
  actions: { all: [], unnamedMoves: 0, shown: 0, total: 0, unfilled: [] },
};

describe('a plan that was kept', () => {
  it('is read back as it was made, whatever it says', () => {
    fc.assert(
      fc.property(anyInputs, (inputs) => {
        const plan = makePlan(inputs, null);
        expect(parsePlan(JSON.parse(JSON.stringify(plan)))).toEqual(plan);
      }),
      { numRuns: 50 },
    );
  });

  it('of the first version is read, with what it did not know left open', () => {
    expect(parsePlan(FIRST_VERSION)).toMatchObject({
      on: '2026-11-23',
      coverage: [{ percent: 96, range: null }],
      stages: [{ recovered: null, asks: [{ beyond: 0 }], need: { required: 1 } }],
      rescue: null,
      changes: [],
    });
  });

  it('is made anew where nobody can read it', () => {
    for (const payload of [null, {}, [], 'plan', { ...FIRST_VERSION, on: '2026-02-30' }, { ...FIRST_VERSION, stages: [{}] }])
      expect(parsePlan(payload)).toBeUndefined();
  });
});
