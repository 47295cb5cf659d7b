import { describe, expect, it } from 'vitest';
import { advance, move } from '../../../src/core/deal/advance.ts';
import { lose, reopen } from '../../../src/core/deal/close.ts';
import { edit } from '../../../src/core/deal/edit.ts';
import { openDeal } from '../../../src/core/deal/open-deal.ts';
import { computeTierBounds, createTierTimeline, terciles, valueTier } from '../../../src/core/pipeline/tiers.ts';
import { acceptedChange, actBy, freshDeal, MONDAY, PIPELINE, withChange } from '../../support/deal-builders.ts';
import { priced } from '../../support/priced.ts';

const thirty = Array.from({ length: 30 }, (_, i) => (i + 1) * 1000);
const TIERED = { ...PIPELINE, tiers: { lowMinor: 10_000, highMinor: 50_000 } };
const ANYWAY = { anyway: { remindOn: '2026-11-20' as const } };

describe('value tiers', () => {
  it('are the terciles of thirty values or more, the latest two thousand of them', () => {
    expect(terciles(thirty.slice(1))).toBeUndefined();
    expect(computeTierBounds(thirty)).toEqual({ lowMinor: 11_000, highMinor: 21_000 });
    expect(terciles([...Array(5000).fill(1), ...Array(2000).fill(7)])).toEqual([7, 7]);
  });

  it('of a deal: low, middle, high from the bound on, and unknown without a value or bounds', () => {
    const bounds = { lowMinor: 100, highMinor: 200 };
    expect([99, 100, 199, 200].map((value) => valueTier(bounds, value))).toEqual([1, 2, 2, 3]);
    expect([valueTier(bounds, null), valueTier(undefined, 5), valueTier(bounds, 0)]).toEqual([0, 0, 1]);
  });

  it('are fixed as a visit begins: opened, moved on, moved back, reopened; an edit leaves them', () => {
    const details = { name: 'Bielik', ownerId: 'anna', ...priced(20_000) };
    const opened = acceptedChange(openDeal({ number: 1, pipeline: TIERED }, details, actBy('anna', MONDAY)));
    expect([opened.deal.tier, opened.event.after.tier]).toEqual([2, 2]);
    let life = withChange(
      {
        file: { deal: opened.deal, contact: { name: null, email: null, phone: null, decider: null }, ticks: [] },
        history: [opened.event],
      },
      acceptedChange(
        edit(
          { deal: opened.deal, contact: { name: null, email: null, phone: null, decider: null }, ticks: [] },
          { pipeline: TIERED, edits: { deal: priced(90_000) } },
          actBy('anna', MONDAY),
        ),
      ),
    );
    expect(life.file.deal.tier).toBe(2);
    life = withChange(life, acceptedChange(advance(life.file, { pipeline: TIERED, ...ANYWAY }, actBy('anna', MONDAY))));
    expect(life.file.deal.tier).toBe(3);
    const cheaper = { ...TIERED, tiers: { lowMinor: 100_000, highMinor: 200_000 } };
    life = withChange(
      life,
      acceptedChange(
        move(life.file, { pipeline: cheaper, to: 'lead', reason: 'wrong person', ...ANYWAY }, actBy('anna', MONDAY)),
      ),
    );
    expect(life.file.deal.tier).toBe(1);
    life = withChange(
      life,
      acceptedChange(lose(life.file, { pipeline: TIERED, reasonId: 'expensive', note: '' }, actBy('anna', MONDAY))),
    );
    expect(life.file.deal.tier).toBe(1);
    life = withChange(life, acceptedChange(reopen(life.file, TIERED, actBy('anna', MONDAY))));
    expect(life.file.deal.tier).toBe(3);
    expect(freshDeal({ name: 'x', ...priced(5) }).file.deal.tier).toBe(0);
  });

  it('along a history are made anew when a month begins, of the wins before it', () => {
    const clock = createTierTimeline([]);
    const [october, november] = [Date.parse('2026-10-20T00:00:00Z'), Date.parse('2026-11-01T00:00:00Z')];
    expect(clock.at(october)).toBeUndefined();
    for (const value of thirty) clock.addWin(value);
    expect(clock.at(october + 1)).toBeUndefined();
    expect(clock.at(november)).toMatchObject({ lowMinor: 11_000, highMinor: 21_000 });
    expect(clock.newBounds()).toEqual([{ lowMinor: 11_000, highMinor: 21_000, validFrom: november }]);
  });

  it('that are dated already are taken as they are', () => {
    const known = [
      { validFrom: 100, lowMinor: 1, highMinor: 2 },
      { validFrom: 200, lowMinor: 3, highMinor: 4 },
    ];
    const clock = createTierTimeline(known);
    expect([99, 100, 199, 200].map((at) => clock.at(at)?.lowMinor)).toEqual([undefined, 1, 1, 3]);
    expect(clock.newBounds()).toEqual([]);
  });
});
