import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { advance, move, win } from '../../src/core/advance.ts';
import type { Decision } from '../../src/core/change.ts';
import { lose, reopen, undo, withdraw } from '../../src/core/close.ts';
import type { DealEvent } from '../../src/core/deal-event.ts';
import { hygieneBefore, movementOf, type StageStock, stockBefore, totalOf } from '../../src/core/week.ts';
import { actOf, changeOf, type Life, lived, MONDAY, newborn, PIPELINE } from '../support/deal-builders.ts';

const HOUR = 3_600_000;
const ANYWAY = { anyway: { remindOn: '2030-01-01' } };
const worth = (minor: number) => ({ valueMinor: minor, pipelineValueMinor: minor });

const STEPS: readonly ((life: Life, at: number, value: number) => Decision)[] = [
  ({ file }, at, value) => advance(file, PIPELINE, { ...ANYWAY, answers: { deal: worth(value) } }, actOf('anna', at)),
  ({ file }, at) => move(file, PIPELINE, 'lead', 'wrong person', {}, actOf('anna', at)),
  ({ file }, at, value) => win(file, PIPELINE, { answers: { deal: worth(value), ticks: ['signed'] } }, actOf('anna', at)),
  ({ file }, at) => lose(file, PIPELINE, 'budget', '', actOf('anna', at)),
  ({ file }, at) => reopen(file, PIPELINE, actOf('anna', at)),
  ({ file, history }, at) => undo(file, history, actOf('anna', at)),
  ({ file }, at) => withdraw(file, actOf('anna', at)),
];

const script = fc.array(fc.tuple(fc.nat(STEPS.length - 1), fc.integer({ min: 1, max: 48 }), fc.integer({ min: 0, max: 1000 })), {
  maxLength: 10,
});
const firm = fc.array(script, { minLength: 1, maxLength: 6 });

/** Several deals, each living by its script; every event of all of them. */
function played(scripts: readonly (readonly (readonly [number, number, number])[])[]): readonly DealEvent[] {
  return scripts.flatMap((steps, index) => {
    let at = MONDAY + index * HOUR;
    let life = newborn(worth(100), actOf('anna', at));
    for (const [step, hours, value] of steps) {
      at += step === 5 ? 60_000 : hours * HOUR;
      const decision = STEPS[step]?.(life, at, value);
      if (decision?.ok === true) life = lived(life, decision.change);
    }
    return life.history.map((event) => ({ ...event, dealNumber: index + 1 }));
  });
}

/** The stock as it is after some events, from scratch. */
function stockOf(events: readonly DealEvent[]): readonly StageStock[] {
  const last = new Map<number, DealEvent>();
  for (const event of events) if ((last.get(event.dealNumber)?.version ?? 0) < event.version) last.set(event.dealNumber, event);
  const stock = new Map<string, StageStock>();
  for (const { after } of last.values()) {
    if (after.outcome !== 'open') continue;
    const held = stock.get(after.stageId) ?? { stageId: after.stageId, count: 0, valueMinor: 0, unpriced: 0 };
    const valueMinor = held.valueMinor + (after.pipelineValueMinor ?? 0);
    stock.set(after.stageId, { ...held, count: held.count + 1, valueMinor });
  }
  return [...stock.values()];
}

const sorted = (stock: readonly StageStock[]) => stock.toSorted((a, b) => (a.stageId < b.stageId ? -1 : 1));

describe('the funnel at an earlier instant', () => {
  test('is the funnel now minus what came after', () => {
    fc.assert(
      fc.property(firm, fc.integer({ min: 0, max: 200 }), (scripts, hours) => {
        const events = played(scripts);
        const at = MONDAY + hours * HOUR;
        const earlier = events.filter((event) => event.at <= at);
        const later = events.filter((event) => event.at > at);
        expect(sorted(stockBefore(stockOf(events), later))).toEqual(sorted(stockOf(earlier)));
      }),
    );
  });

  test('counts dates as they were: a date that was set later was missing then', () => {
    const life = newborn(worth(500));
    const dated = changeOf(advance(life.file, PIPELINE, { ...ANYWAY, answers: { deal: { closeOn: '2026-12-01' } } }, actOf()));
    const now = { overdue: { count: 0, valueMinor: 0 }, undated: { count: 0, valueMinor: 0 } };
    expect(hygieneBefore(now, [dated.event], '2026-11-20').undated).toEqual({ count: 1, valueMinor: 500 });
    const then = { ...now, overdue: { count: 1, valueMinor: 500 } };
    expect(hygieneBefore(then, [dated.event], '2026-12-24')).toEqual({ ...now, undated: { count: 1, valueMinor: 500 } });
  });
});

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
