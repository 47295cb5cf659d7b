import fc from 'fast-check';
import { advance, move, win } from '../../src/core/deal/advance.ts';
import type { Decision } from '../../src/core/deal/change.ts';
import { lose, reopen, withdraw } from '../../src/core/deal/close.ts';
import type { DealEvent } from '../../src/core/deal/deal-event.ts';
import { undo } from '../../src/core/deal/undo.ts';
import type { StageStock } from '../../src/core/money/amount.ts';
import { HOUR_MS } from '../../src/core/time/durations.ts';
import { actBy, type DealWithHistory, freshDeal, MONDAY, PIPELINE, withChange } from './deal-builders.ts';
import { priced } from './priced.ts';

export const ANYWAY = { anyway: { remindOn: '2030-01-01' as const } };
export const valueInMinor = (minor: number) => priced(minor);

const STEPS: readonly ((life: DealWithHistory, at: number, value: number) => Decision)[] = [
  ({ file }, at, value) =>
    advance(file, { pipeline: PIPELINE, ...ANYWAY, answers: { deal: valueInMinor(value) } }, actBy('anna', at)),
  ({ file }, at) => move(file, { pipeline: PIPELINE, to: 'lead', reason: 'wrong person' }, actBy('anna', at)),
  ({ file }, at, value) =>
    win(file, { pipeline: PIPELINE, answers: { deal: valueInMinor(value), ticks: ['signed'] } }, actBy('anna', at)),
  ({ file }, at) => lose(file, { pipeline: PIPELINE, reasonId: 'budget', note: '' }, actBy('anna', at)),
  ({ file }, at) => reopen(file, PIPELINE, actBy('anna', at)),
  ({ file, history }, at) => undo(file, history, actBy('anna', at)),
  ({ file }, at) => withdraw(file, actBy('anna', at)),
];

const dealScript = fc.array(
  fc.tuple(fc.nat(STEPS.length - 1), fc.integer({ min: 1, max: 48 }), fc.integer({ min: 0, max: 1000 })),
  {
    maxLength: 10,
  },
);
/** What happens to each of several deals: a step, the hours before it and a value. */
export const dealScripts = fc.array(dealScript, { minLength: 1, maxLength: 6 });

/** Several deals, each living by its script; every event of all of them. */
export function playDeals(scripts: readonly (readonly (readonly [number, number, number])[])[]): readonly DealEvent[] {
  return scripts.flatMap((steps, index) => {
    let at = MONDAY + index * HOUR_MS;
    let life = freshDeal(valueInMinor(100), actBy('anna', at));
    for (const [step, hours, value] of steps) {
      at += step === 5 ? 60_000 : hours * HOUR_MS;
      const decision = STEPS[step]?.(life, at, value);
      if (decision?.ok === true) life = withChange(life, decision.change);
    }
    return life.history.map((event) => ({ ...event, dealNumber: index + 1 }));
  });
}

/** The stock as it is after some events, from scratch. */
export function stockAfter(events: readonly DealEvent[]): readonly StageStock[] {
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
