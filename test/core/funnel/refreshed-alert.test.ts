import { describe, expect, it } from 'vitest';
import { refreshedAlert } from '../../../src/core/funnel/refreshed-alert.ts';
import type { AlertLine } from '../../../src/core/funnel/stage-alert.ts';
import { viewData } from '../../support/view-data.ts';

const [sample] = viewData('en', 'usual').facts.gaps;
if (sample === undefined) throw new Error('no gap to show');
const [candidate] = sample.candidates;

/** A stage that is short, and the deals that are to go to it. */
const line = (stageId: string, numbers: readonly number[]): AlertLine => ({
  ...sample,
  stageId,
  alertId: `alert of ${stageId}`,
  moves: numbers.length,
  candidates: candidate === undefined ? [] : numbers.map((number) => ({ ...candidate, number, toStageId: stageId })),
  asked: numbers.map((number) => ({ number, toStageId: stageId })),
});
const no = () => false;
const named = (lines: readonly AlertLine[]) => lines.map(({ candidates }) => candidates.map(({ number }) => number));

describe('an alert on a later day', () => {
  it('asks for what the plan asks for by then', () => {
    const now = refreshedAlert([line('offer', [1, 2])], [line('offer', [3])], { isMade: no, isTaken: no });
    expect(named(now)).toEqual([[3]]);
    expect(now[0]).toMatchObject({ moves: 1, asked: [{ number: 3 }] });
  });

  it('still shows what somebody has taken on, first', () => {
    const now = refreshedAlert([line('offer', [1, 2])], [line('offer', [3])], {
      isMade: no,
      isTaken: ({ number }) => number === 2,
    });
    expect(named(now)).toEqual([[2, 3]]);
    expect(now[0]?.moves).toBe(2);
  });

  it('leaves a deal that was taken on to the stage for which the plan asks for it', () => {
    const before = [line('talks', [1]), line('offer', [9])];
    const now = refreshedAlert(before, [line('talks', [2]), line('offer', [1])], {
      isMade: no,
      isTaken: ({ number }) => number === 1,
    });
    expect(named(now)).toEqual([[2], [1]]);
  });

  it('counts the moves that were made, and asks for them no more', () => {
    const now = refreshedAlert([line('offer', [1, 2])], [line('offer', [3])], {
      isMade: ({ number }) => number === 1,
      isTaken: ({ number }) => number === 1,
    });
    expect(named(now)).toEqual([[3]]);
    expect(now[0]?.asked.map(({ number }) => number)).toEqual([1, 3]);
  });

  it('tells of the stages that are short still, in the order of the plan, and of no other one', () => {
    const before = [line('talks', [1]), line('offer', [2]), line('lead', [3])];
    const now = refreshedAlert(before, [line('needs', [7]), line('lead', [3]), line('talks', [1])], { isMade: no, isTaken: no });
    expect(now.map(({ stageId, over }) => [stageId, over])).toEqual([
      ['lead', undefined],
      ['talks', undefined],
      ['offer', true],
    ]);
  });
});
