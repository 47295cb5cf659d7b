import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DealEvent } from '../../../src/core/deal/deal-event.ts';
import type { AgeingLine } from '../../../src/core/funnel/ageing.ts';
import { coachingHint, isNothingToNote, slipsByOwner, stuckByOwner, sumCauses } from '../../../src/core/funnel/manager-note.ts';
import type { RepReview } from '../../../src/core/funnel/rep-review.ts';
import { eventsByMovement } from '../../../src/core/history/movement.ts';
import { type Amount, addAmounts, NO_AMOUNT } from '../../../src/core/money/amount.ts';
import { viewData } from '../../support/view-data.ts';

const sumOf = (amounts: readonly Amount[]) => amounts.reduce((sum, each) => addAmounts(sum, each), NO_AMOUNT);
const [first] = viewData('en', 'usual').history;
if (first === undefined) throw new Error('a deal has a history');
const state = { ...first.after, outcome: 'open' as const };

/** The nth slip of a deal: an edit that moves its close date later. */
const slip = (dealNumber: number, version: number, ownerId: string): DealEvent => ({
  ...first,
  dealNumber,
  version,
  kind: 'edited',
  undoes: null,
  fields: ['closeOn'],
  before: { ...state, ownerId, closeOn: '2026-11-01' },
  after: { ...state, ownerId, closeOn: '2026-12-01' },
});
const cause = (of: DealEvent, version: number, said: 'guess' | 'obstacle'): DealEvent => ({
  ...of,
  version,
  fields: [`slip ${said} ${of.version}`],
  before: of.after,
});
const undo = (of: DealEvent, version: number): DealEvent => ({
  ...of,
  version,
  kind: 'undone',
  undoes: of.version,
  fields: [],
  before: of.after,
  after: of.before ?? of.after,
});

const week = fc
  .array(
    fc.record({
      owner: fc.constantFrom('anna', 'piotr', 'ewa'),
      said: fc.constantFrom('guess', 'obstacle', undefined, 'taken back'),
      undone: fc.boolean(),
    }),
    { maxLength: 25 },
  )
  .map((deals) =>
    deals.flatMap(({ owner, said, undone }, index): readonly DealEvent[] => {
      const moved = slip(index + 1, 2, owner);
      if (undone) return [moved, undo(moved, 3)];
      if (said === undefined) return [moved];
      const explained = cause(moved, 3, said === 'obstacle' ? 'obstacle' : 'guess');
      return said === 'taken back' ? [moved, explained, undo(explained, 4)] : [moved, explained];
    }),
  );

describe('the slips of a week', () => {
  it('add up over the owners to those of the digest, and over the causes to those of each owner', () => {
    fc.assert(
      fc.property(week, (events) => {
        const slips = slipsByOwner(events);
        const slipCount = eventsByMovement(events).get('slipped')?.length ?? 0;
        expect(slips.reduce((sum, { count }) => sum + count, 0)).toBe(slipCount);
        for (const { count, causes } of slips) expect(causes.guess + causes.obstacle + causes.unknown).toBe(count);
        const sums = sumCauses(slips);
        expect(sums.guess + sums.obstacle + sums.unknown).toBe(slipCount);
      }),
    );
  });

  it('have the cause that was said, be it after the week, and none that was taken back', () => {
    const [one, two] = [slip(1, 2, 'anna'), slip(2, 2, 'anna')];
    const said = cause(two, 3, 'obstacle');
    expect(slipsByOwner([one, cause(one, 3, 'guess'), two], [said])).toEqual([
      { memberId: 'anna', count: 2, numbers: [1, 2], causes: { guess: 1, obstacle: 1, unknown: 0 } },
    ]);
    expect(slipsByOwner([two], [said, undo(said, 4)])[0]?.causes).toEqual({ guess: 0, obstacle: 0, unknown: 1 });
  });
});

describe('who is stuck', () => {
  const line = fc.record({
    number: fc.integer({ min: 1, max: 999 }),
    name: fc.constant('Bielik'),
    ownerId: fc.constantFrom('anna', 'piotr', 'ewa'),
    valueMinor: fc.option(fc.integer({ min: 0, max: 1e12 })),
    stageId: fc.constant('offer'),
    days: fc.integer({ min: 15, max: 400 }),
    usualDays: fc.constant(14),
  });

  it('has every stuck deal once, under its owner, with the first of theirs', () => {
    fc.assert(
      fc.property(fc.array(line, { maxLength: 40 }), (lines: readonly AgeingLine[]) => {
        const stuck = stuckByOwner(lines);
        expect(sumOf(stuck.map(({ deals }) => deals))).toEqual(
          sumOf(lines.map(({ valueMinor }) => ({ count: 1, valueMinor: valueMinor ?? 0 }))),
        );
        for (const { memberId, longest } of stuck) expect(lines.find(({ ownerId }) => ownerId === memberId)).toBe(longest);
      }),
    );
  });
});

describe('the coaching hint', () => {
  const stage = { stageId: 'offer', exits: 41, notLost: 15, share: 0.38, low: 0.3, high: 0.46, teamShare: 0.64 } as const;
  const review = (memberId: string, ...verdicts: readonly ('below' | 'above')[]): RepReview => ({
    memberId,
    stages: [],
    velocity: null,
    exits: 41,
    different: verdicts.map((verdict) => ({ ...stage, memberId, verdict })),
  });

  const hint = (reviews: readonly RepReview[], lastWeek: readonly RepReview[], week: number) =>
    coachingHint(reviews, { lastWeek, week, isHere: (id) => id !== 'gone' });

  it('is about the first stage below the team of somebody who is here, and about nobody who is only above it', () => {
    const reviews = [review('gone', 'below'), review('piotr', 'above'), review('anna', 'below', 'below')];
    expect(hint(reviews, [], 3)).toMatchObject({ memberId: 'anna', stageId: 'offer' });
    expect(hint(reviews.slice(0, 2), [], 3)).toBeNull();
  });

  it('is nothing that was so a week ago where something is new; else each comes up once in four weeks', () => {
    const weeks = [0, 1, 2, 3, 4, 5, 6, 7];
    const one = [review('anna', 'below')];
    expect(weeks.map((week) => hint(one, one, week)?.memberId)).toEqual(
      weeks.map((week) => (week % 4 === 0 ? 'anna' : undefined)),
    );
    const two = [...one, review('piotr', 'below')];
    expect(weeks.map((week) => hint(two, one, week)?.memberId)).toEqual(weeks.map(() => 'piotr'));
    const six = ['a', 'b', 'c', 'd', 'e', 'f'].map((id) => review(id, 'below'));
    expect(new Set([0, 1, 2, 3, 4, 5].map((week) => hint(six, six, week)?.memberId)).size).toBe(6);
  });
});

it('nothing to say is no message', () => {
  expect(isNothingToNote({ slips: [], stuck: [], left: [], coaching: null })).toBe(true);
  expect(isNothingToNote({ slips: slipsByOwner([slip(1, 2, 'anna')]), stuck: [], left: [], coaching: null })).toBe(false);
});
