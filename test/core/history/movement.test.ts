import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { win } from '../../../src/core/deal/advance.ts';
import { lose, withdraw } from '../../../src/core/deal/close.ts';
import { chunkByDeal, type DealEvent } from '../../../src/core/deal/deal-event.ts';
import { undo } from '../../../src/core/deal/undo.ts';
import { groupMovement, type Movement, toMovement } from '../../../src/core/history/movement.ts';
import { type Amount, totalAmount } from '../../../src/core/money/amount.ts';
import { HOUR_MS } from '../../../src/core/time/durations.ts';
import { acceptedChange, actBy, freshDeal, MONDAY, PIPELINE, withChange } from '../../support/deal-builders.ts';
import { dealScripts, playDeals, stockAfter, valueInMinor } from '../../support/play-deals.ts';

/** All events of a stretch of time looked at in one part. */
const computeMovement = (closing: Amount, events: readonly DealEvent[]): Movement => toMovement(closing, groupMovement(events));

describe('the movement of a week', () => {
  const signed = (m: Movement) => [m.created, m.reopened, m.imported].reduce((sum, each) => sum + each.count, 0);

  test('adds up in number and in value, whatever happened', () => {
    fc.assert(
      fc.property(dealScripts, fc.integer({ min: 0, max: 100 }), fc.integer({ min: 0, max: 200 }), (scripts, from, length) => {
        const events = playDeals(scripts);
        const [start, end] = [MONDAY + from * HOUR_MS, MONDAY + (from + length) * HOUR_MS];
        const closing = totalAmount(stockAfter(events.filter((event) => event.at <= end)));
        const m = computeMovement(
          closing,
          events.filter((event) => event.at > start && event.at <= end),
        );
        expect(m.opening.count + signed(m) - m.won.count - m.lost.count).toBe(closing.count);
        const came = m.created.valueMinor + m.reopened.valueMinor + m.imported.valueMinor + m.grewMinor - m.shrankMinor;
        expect(m.opening.valueMinor + came - m.won.valueMinor - m.lost.valueMinor).toBe(closing.valueMinor);
        expect(Object.values(m.changes).reduce((sum, by) => sum + by, 0)).toBe(closing.count - m.opening.count);
      }),
    );
  });

  test('is the same however many parts its events are looked at in', () => {
    fc.assert(
      fc.property(dealScripts, fc.integer({ min: 1, max: 9 }), (scripts, size) => {
        const events = playDeals(scripts);
        const closing = totalAmount(stockAfter(events));
        const parts = chunkByDeal(events, size);
        expect(parts.flat()).toHaveLength(events.length);
        const whole = toMovement(closing, parts.flatMap(groupMovement));
        expect(whole).toEqual(computeMovement(closing, events));
      }),
    );
  });

  test('begins with the deals that were open, where nothing was undone or deleted', () => {
    const plain = dealScripts.map((scripts) => scripts.map((steps) => steps.filter(([step]) => step < 5)));
    fc.assert(
      fc.property(plain, fc.integer({ min: 0, max: 200 }), (scripts, hours) => {
        const events = playDeals(scripts);
        const at = MONDAY + hours * HOUR_MS;
        const m = computeMovement(
          totalAmount(stockAfter(events)),
          events.filter((event) => event.at > at),
        );
        expect(m.opening).toEqual(totalAmount(stockAfter(events.filter((event) => event.at <= at))));
      }),
    );
  });

  test('knows nothing of what was undone, or of a deal entered by mistake', () => {
    let life = freshDeal(valueInMinor(100));
    const opened = life.history.length;
    life = withChange(
      life,
      acceptedChange(lose(life.file, { pipeline: PIPELINE, reasonId: 'budget', note: '' }, actBy('anna', MONDAY + HOUR_MS))),
    );
    life = withChange(life, acceptedChange(undo(life.file, life.history, actBy('anna', MONDAY + HOUR_MS + 1000))));
    const undone = computeMovement({ count: 1, valueMinor: 100 }, life.history.slice(opened));
    expect(undone).toMatchObject({ lost: { count: 0 }, reopened: { count: 0 }, opening: { count: 1, valueMinor: 100 } });
    life = withChange(life, acceptedChange(withdraw(life.file, actBy('anna', MONDAY + 2 * HOUR_MS))));
    expect(computeMovement({ count: 0, valueMinor: 0 }, life.history)).toMatchObject({
      created: { count: 0 },
      opening: { count: 0 },
    });
  });

  test('a deal won for more than it was worth grew first', () => {
    const life = freshDeal(valueInMinor(100));
    const won = acceptedChange(
      win(life.file, { pipeline: PIPELINE, answers: { deal: valueInMinor(130), ticks: ['signed'] } }, actBy()),
    );
    expect(computeMovement({ count: 0, valueMinor: 0 }, [won.event])).toMatchObject({
      opening: { count: 1, valueMinor: 100 },
      grewMinor: 30,
      won: { count: 1, valueMinor: 130 },
    });
  });
});
