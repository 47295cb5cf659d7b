import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nativeFunnel } from '../../../src/slack/charts/native-funnel.ts';
import { anyText } from './any-text.ts';
import { funnelData } from './funnel-data.ts';

describe('Slack’s own chart of a funnel', () => {
  test('has a bar for each stage, in order', () => {
    const data = funnelData([
      { name: 'Oferta', size: 3 },
      { name: 'Wygrana', size: 0, kind: 'won' },
    ]);
    expect(nativeFunnel(data)).toEqual({
      type: 'data_visualization',
      title: 'Lejek sprzedaży',
      chart: {
        type: 'bar',
        series: [
          {
            name: 'Szanse',
            data: [
              { label: 'Oferta', value: 3 },
              { label: 'Wygrana', value: 0 },
            ],
          },
        ],
        axis_config: { categories: ['Oferta', 'Wygrana'] },
      },
    });
  });

  test('cuts a long name at 20 and a long title at 50, with an ellipsis', () => {
    const block = nativeFunnel(funnelData([{ name: 'Kontakt z osobą decyzyjną' }], { title: 'a'.repeat(60) }));
    expect(block?.chart.axis_config.categories).toEqual(['Kontakt z osobą dec…']);
    expect(block?.title).toBe(`${'a'.repeat(49)}…`);
  });

  test('never cuts through an emoji', () => {
    const block = nativeFunnel(funnelData([{ name: `${'a'.repeat(18)}🚀🚀` }]));
    expect(block?.chart.axis_config.categories).toEqual([`${'a'.repeat(18)}…`]);
  });

  test('is not made without a stage, nor for more than 20', () => {
    expect(nativeFunnel(funnelData([]))).toBeUndefined();
    expect(nativeFunnel(funnelData(Array(20).fill({})))?.chart.axis_config.categories).toHaveLength(20);
    expect(nativeFunnel(funnelData(Array(21).fill({})))).toBeUndefined();
  });

  test('is not made when two names are the same once cut', () => {
    const names = ['Rozmowa o potrzebach klienta', 'Rozmowa o potrzebach firmy'];
    expect(nativeFunnel(funnelData(names.map((name) => ({ name }))))).toBeUndefined();
  });

  test('is not made without a title, a measure or a name', () => {
    expect(nativeFunnel(funnelData([{}], { title: ' ' }))).toBeUndefined();
    expect(nativeFunnel(funnelData([{}], { sizeName: '' }))).toBeUndefined();
    expect(nativeFunnel(funnelData([{ name: '\u0000' }]))).toBeUndefined();
  });

  test('refuses a size below zero', () => {
    expect(() => nativeFunnel(funnelData([{ size: -1 }]))).toThrow(RangeError);
  });

  test('keeps to the limits whatever it is told, with one point for each category', () => {
    const text = anyText(80);
    const row = fc.record({ name: text, size: fc.nat() });
    fc.assert(
      fc.property(fc.array(row, { maxLength: 22 }), text, text, (rows, title, sizeName) => {
        const block = nativeFunnel(funnelData(rows, { title, sizeName }));
        if (!block) return;
        const { categories } = block.chart.axis_config;
        const [series] = block.chart.series;
        expect(block.title.length).toBeLessThanOrEqual(50);
        expect([...categories, series?.name ?? ''].every((label) => label.length > 0 && label.length <= 20)).toBe(true);
        expect(series?.data.map(({ label }) => label)).toEqual(categories);
        expect(JSON.stringify(block)).not.toMatch(/\\ud[89a-f]/);
      }),
    );
  });
});
