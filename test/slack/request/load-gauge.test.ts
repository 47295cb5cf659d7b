import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLoadGauge } from '../../../src/slack/request/load-gauge.ts';

/** A gauge with a clock that the test moves. */
function gaugeAt() {
  let now = 0;
  const gauge = createLoadGauge({ monotonicNow: () => now });
  return {
    gauge,
    pass: (ms: number) => {
      now += ms;
    },
  };
}

/** One worker that takes `ms` for each request; so many wait already. */
function busyWith(waiting: number, ms: number) {
  const { gauge, pass } = gaugeAt();
  const ends = Array.from({ length: waiting + 20 }, () => gauge.begin());
  for (const end of ends.splice(0, 20)) {
    pass(ms);
    end();
  }
  return { gauge, pass, ends };
}

describe('the measured queue', () => {
  it('lets in what is answered within two seconds, and no more', () => {
    expect(busyWith(18, 100).gauge.isOverloaded('read')).toBe(false);
    expect(busyWith(20, 100).gauge.isOverloaded('read')).toBe(true);
    expect(busyWith(90, 20).gauge.isOverloaded('read')).toBe(false);
    expect(busyWith(110, 20).gauge.isOverloaded('read')).toBe(true);
  });

  it('keeps a part of the time for those who only look something up', () => {
    expect(busyWith(10, 100).gauge.isOverloaded('write')).toBe(false);
    const { gauge } = busyWith(14, 100);
    expect(gauge.isOverloaded('write')).toBe(true);
    expect(gauge.isOverloaded('read')).toBe(false);
  });

  it('lets a few in however slow the last ones were, and forgets a slow time', () => {
    const { gauge, pass, ends } = busyWith(7, 5000);
    expect(gauge.isOverloaded('read')).toBe(false);
    for (const end of ends) end();
    for (let n = 0; n < 40; n += 1) {
      const end = gauge.begin();
      pass(10);
      end();
    }
    for (let n = 0; n < 50; n += 1) gauge.begin();
    expect(gauge.isOverloaded('read')).toBe(false);
  });

  it('lets nothing in while nothing is answered any more, or from its closing until an app starts anew', () => {
    const { gauge, pass } = busyWith(10, 5);
    expect(gauge.isOverloaded('read')).toBe(false);
    pass(1500);
    expect(gauge.isOverloaded('read')).toBe(true);
    const idle = gaugeAt().gauge;
    idle.close();
    expect(idle.isOverloaded('read')).toBe(true);
    idle.open();
    expect(idle.isOverloaded('read')).toBe(false);
  });

  it('keeps everybody who is let in within the time, whatever they cost, once it has measured', () => {
    fc.assert(
      fc.property(fc.integer({ min: 5, max: 200 }), fc.integer({ min: 20, max: 400 }), (ms, arrivals) => {
        const { gauge } = busyWith(0, ms);
        let letIn = 0;
        for (let n = 0; n < arrivals; n += 1) {
          if (gauge.isOverloaded('read')) continue;
          gauge.begin();
          letIn += 1;
        }
        expect(letIn * ms <= Math.max(2000, 8 * ms) + ms).toBe(true);
        expect(letIn).toBe(gauge.inFlight());
      }),
    );
  });
});
