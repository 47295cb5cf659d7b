import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ForecastChartData } from '../../../src/slack/charts/forecast-chart.ts';
import { forecastSvg } from '../../../src/slack/charts/forecast-svg.ts';
import { textWidth } from '../../../src/slack/charts/inter-metrics.ts';
import { PALETTES } from '../../../src/slack/charts/palette.ts';
import { renderPng } from '../../../src/slack/charts/png.ts';
import { anyText } from './any-text.ts';

const LIGHT = { theme: 'light' } as const;
const NOVEMBER: ForecastChartData = {
  title: 'Prognoza, listopad <2026>',
  subtitle: 'Linia ciągła: wygrane',
  ticks: [0, 0.25, 0.5, 0.75, 1].map((at) => ({ at, label: `${1 + 29 * at} lis` })),
  won: [
    { at: 0, value: 0 },
    { at: 0.3, value: 90 },
    { at: 0.8, value: 171 },
  ],
  ahead: [{ at: 1, low: 186, expected: 205, high: 228 }],
  target: { value: 240, label: 'Cel 240 tys. zł' },
  now: 'dziś, 25 listopada',
  amount: (value) => `${value} tys.`,
};

type Text = { readonly text: string; readonly left: number; readonly right: number; readonly y: number };

/** The texts of a picture with where they stand. */
function texts(svg: string): readonly Text[] {
  const element = /<text x="([-\d.]+)" y="([-\d.]+)" font-size="(\d+)" font-weight="(400|600|700)"[^>]*anchor="(\w+)">([^<]*)</g;
  return Array.from(svg.matchAll(element), ([, x = '', y = '', size = '', weight, anchor, text = '']) => {
    const plain = text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&#39;', "'");
    const font = { size: Number(size), weight: weight === '400' ? 400 : weight === '600' ? 600 : 700 } as const;
    const width = textWidth(plain.replaceAll('&amp;', '&'), font);
    const left = Number(x) - (anchor === 'end' ? width : anchor === 'middle' ? width / 2 : 0);
    return { text: plain, left, right: left + width, y: Number(y) };
  });
}

const said = (data: ForecastChartData): readonly string[] => texts(forecastSvg(data, LIGHT)).map(({ text }) => text);

describe('the picture of a forecast', () => {
  test('says what is expected, its range, the target and the day, and names round amounts', () => {
    expect(said(NOVEMBER)).toEqual([
      'Prognoza, listopad <2026>',
      'Linia ciągła: wygrane',
      ...['0 tys.', '100 tys.', '200 tys.', '300 tys.'],
      ...['1 lis', '8.25 lis', '15.5 lis', '22.75 lis', '30 lis'],
      'dziś, 25 listopada',
      'Cel 240 tys. zł',
      ...['205 tys.', '228 tys.', '186 tys.'],
    ]);
  });

  test('has no text that a phone of 360 px shows smaller than 11 px', () => {
    const sizes = Array.from(forecastSvg(NOVEMBER, LIGHT).matchAll(/font-size="(\d+)"/g), ([, size]) => Number(size));
    expect(Math.min(...sizes) * (360 / 720)).toBeGreaterThanOrEqual(11);
  });

  test('draws more won higher, and a band that opens from now on', () => {
    const svg = forecastSvg(NOVEMBER, LIGHT);
    const [, cx = '', cy = ''] = /<circle cx="([\d.]+)" cy="([\d.]+)"/.exec(svg) ?? [];
    const band = /<path d="M([\d.]+) ([\d.]+)L([\d.]+) ([\d.]+)L([\d.]+) ([\d.]+)Z" fill="#\w+" opacity/.exec(svg) ?? [];
    const [x, y, , high, , low] = band.slice(1).map(Number);
    expect([x, y]).toEqual([Number(cx), Number(cy)]);
    expect(high).toBeLessThan(Number(cy));
    expect(low).toBeGreaterThan(high ?? 0);
    expect(svg).toContain(`stroke="${PALETTES.light.won}"`);
    expect(forecastSvg({ ...NOVEMBER, target: undefined }, LIGHT)).not.toContain(`stroke="${PALETTES.light.won}"`);
  });

  test('stands without anything won, expected or wanted, with one name of 0 on its axis', async () => {
    const nothing = {
      ...NOVEMBER,
      won: [{ at: 0, value: 0 }],
      ahead: [{ at: 1, low: 0, expected: 0, high: 0 }],
      target: undefined,
    };
    expect(said(nothing).filter((text) => text === '0 tys.')).toHaveLength(2);
    expect((await renderPng(forecastSvg(nothing, { theme: 'dark' }))).length).toBeGreaterThan(1000);
    expect(said({ ...nothing, won: [], ahead: [], ticks: [] })).toEqual([NOVEMBER.title, NOVEMBER.subtitle, '0 tys.']);
  });

  test.each([1, 3, 12, 24, 60])('leaves out names evenly where %i months have no room', (months) => {
    const ticks = Array.from({ length: months }, (_, n) => ({ at: n / months, label: `październik ${n}` }));
    const shown = said({ ...NOVEMBER, ticks })
      .flatMap((text) => /^październik (\d+)$/.exec(text)?.[1] ?? [])
      .map(Number);
    const steps = new Set(shown.slice(1).map((number, index) => number - (shown[index] ?? 0)));
    expect(shown[0]).toBe(0);
    expect(steps.size).toBeLessThanOrEqual(1);
    expect(shown.length).toBeGreaterThanOrEqual(Math.min(3, months));
  });

  test('draws a value below one minor unit as next to nothing', () => {
    for (const expected of [5e-324, 0.4]) {
      const ahead = [{ at: 1, low: 0, expected, high: expected }];
      const all = texts(forecastSvg({ ...NOVEMBER, target: { value: 0, label: '' }, won: [], ahead }, LIGHT));
      expect(all.every(({ y }) => y <= 640)).toBe(true);
    }
  });

  test('never lets a text leave the picture, or the amounts of its end meet, however long or large', () => {
    const text = fc.oneof(anyText(40), fc.constantFrom('W'.repeat(3000), ''));
    const value = fc.oneof(fc.nat(10), fc.nat(10 ** 12), fc.double({ min: 0, max: 10 ** 13, noNaN: true }));
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(
        fc.record({
          title: text,
          subtitle: text,
          now: text,
          label: text,
          ticks: fc.array(fc.record({ at: share, label: text }), { maxLength: 8 }),
          won: fc.array(value, { maxLength: 5 }),
          ends: fc.tuple(value, value, value),
          at: share,
        }),
        ({ title, subtitle, now, label, ticks, won, ends, at }) => {
          const [low, expected, high] = [...ends].sort((a, b) => a - b) as [number, number, number];
          const sorted = ticks.toSorted((a, b) => a.at - b.at);
          const data = {
            ...NOVEMBER,
            ...{ title, subtitle, now, ticks: sorted },
            target: { value: high, label },
            won: won.sort((a, b) => a - b).map((each, index) => ({ at: (at * (index + 1)) / 5, value: each })),
            ahead: [{ at: 1, low, expected, high }],
            amount: (minor: number) => `${Math.round(minor).toLocaleString('pl-PL')} zł`,
          };
          const all = texts(forecastSvg(data, LIGHT));
          for (const each of all) {
            expect(each.left).toBeGreaterThanOrEqual(-0.5);
            expect(each.right).toBeLessThanOrEqual(720.5);
            expect(each.y).toBeLessThanOrEqual(536);
          }
          const end = all
            .slice(-3)
            .map(({ y }) => y)
            .sort((a, b) => a - b);
          for (const [index, y] of end.slice(1).entries())
            if (all.slice(-3).every(({ left }) => left === all.at(-1)?.left))
              expect(y - (end[index] ?? 0)).toBeGreaterThanOrEqual(24);
        },
      ),
      { numRuns: 150 },
    );
  });

  test('refuses what is no number', () => {
    expect(() => forecastSvg({ ...NOVEMBER, won: [{ at: 0, value: Number.NaN }] }, LIGHT)).toThrow(RangeError);
    expect(() => forecastSvg({ ...NOVEMBER, ticks: [{ at: Number.POSITIVE_INFINITY, label: '' }] }, LIGHT)).toThrow(RangeError);
  });
});
