import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { funnelShapes } from '../../../src/slack/charts/funnel-shapes.ts';

describe('the shapes of a funnel', () => {
  test('are as wide as the stages are large', () => {
    expect(funnelShapes([40, 20, 10]).map(({ top }) => top)).toEqual([290, 145, 72.5]);
  });

  test('lean towards the next stage, at most 15 pixels a side', () => {
    expect(funnelShapes([100, 90, 10]).map(({ top, bottom }) => top - bottom)[0]).toBe(14.5);
    expect(funnelShapes([100, 90, 10]).map(({ top, bottom }) => top - bottom)[1]).toBe(30);
  });

  test('show an empty stage as a sliver, and the smallest other one as more than that', () => {
    const [, small, empty] = funnelShapes([10_000, 1, 0]);
    expect(small).toEqual({ top: 10, bottom: 10 });
    expect(empty).toEqual({ top: 4, bottom: 4 });
  });

  test('of an empty funnel are slivers, and of no stages none', () => {
    expect(funnelShapes([0, 0])).toEqual([
      { top: 4, bottom: 4 },
      { top: 4, bottom: 4 },
    ]);
    expect(funnelShapes([])).toEqual([]);
  });

  test('keep the order of the sizes and stay inside the picture', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(100_000), { minLength: 2, maxLength: 12 }), (sizes) => {
        const shapes = funnelShapes(sizes);
        shapes.forEach((shape, i) => {
          expect(shape.bottom).toBeLessThanOrEqual(shape.top);
          expect(shape.bottom).toBeGreaterThan(0);
          expect(shape.top).toBeLessThanOrEqual(290);
          const larger = shapes.filter((_, j) => (sizes[j] ?? 0) > (sizes[i] ?? 0));
          expect(larger.every((other) => other.top >= shape.top)).toBe(true);
        });
      }),
    );
  });
});
