import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { win } from '../../src/core/advance.ts';
import { totalOf } from '../../src/core/amount.ts';
import { lose, undo, withdraw } from '../../src/core/close.ts';
import { apart } from '../../src/core/deal-event.ts';
import { movedIn, movementFrom, movementOf } from '../../src/core/movement.ts';
import { actOf, changeOf, lived, MONDAY, newborn, PIPELINE } from '../support/deal-builders.ts';
import { firm, HOUR, played, stockOf, worth } from '../support/played-deals.ts';

describe('the movement of a week', () => {
  const signed = (m: ReturnType<typeof movementOf>) =>
    [m.created, m.reopened, m.imported].reduce((sum, each) => sum + each.count, 0);

  test('adds up in number and in value, whatever happened', () => {
    fc.assert(
      fc.property(firm, fc.integer({ min: 0, max: 100 }), fc.integer({ min: 0, max: 200 }), (scripts, from, length) => {
        const events = played(scripts);
        const [start, end] = [MONDAY + from * HOUR, MONDAY + (from + length) * HOUR];
        const closing = totalOf(stockOf(events.filter((event) => event.at <= end)));
        const m = movementOf(
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
      fc.property(firm, fc.integer({ min: 1, max: 9 }), (scripts, size) => {
        const events = played(scripts);
        const closing = totalOf(stockOf(events));
        const parts = apart(events, size);
        expect(parts.flat()).toHaveLength(events.length);
        const whole = movementFrom(
          closing,
          parts.map((part) => movedIn(part)),
        );
        expect(whole).toEqual(movementOf(closing, events));
      }),
    );
  });

  test('begins with the deals that were open, where nothing was undone or deleted', () => {
    const plain = firm.map((scripts) => scripts.map((steps) => steps.filter(([step]) => step < 5)));
    fc.assert(
      fc.property(plain, fc.integer({ min: 0, max: 200 }), (scripts, hours) => {
        const events = played(scripts);
        const at = MONDAY + hours * HOUR;
        const m = movementOf(
          totalOf(stockOf(events)),
          events.filter((event) => event.at > at),
        );
        expect(m.opening).toEqual(totalOf(stockOf(events.filter((event) => event.at <= at))));
      }),
    );
  });

  test('knows nothing of what was undone, or of a deal entered by mistake', () => {
    let life = newborn(worth(100));
    const opened = life.history.length;
    life = lived(life, changeOf(lose(life.file, PIPELINE, 'budget', '', actOf('anna', MONDAY + HOUR))));
    life = lived(life, changeOf(undo(life.file, life.history, actOf('anna', MONDAY + HOUR + 1000))));
    const undone = movementOf({ count: 1, valueMinor: 100 }, life.history.slice(opened));
    expect(undone).toMatchObject({ lost: { count: 0 }, reopened: { count: 0 }, opening: { count: 1, valueMinor: 100 } });
    life = lived(life, changeOf(withdraw(life.file, actOf('anna', MONDAY + 2 * HOUR))));
    expect(movementOf({ count: 0, valueMinor: 0 }, life.history)).toMatchObject({ created: { count: 0 }, opening: { count: 0 } });
  });

  test('a deal won for more than it was worth grew first', () => {
    const life = newborn(worth(100));
    const won = changeOf(win(life.file, PIPELINE, { answers: { deal: worth(130), ticks: ['signed'] } }, actOf()));
    expect(movementOf({ count: 0, valueMinor: 0 }, [won.event])).toMatchObject({
      opening: { count: 1, valueMinor: 100 },
      grewMinor: 30,
      won: { count: 1, valueMinor: 130 },
    });
  });
});
