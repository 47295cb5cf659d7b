import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LANGUAGE_CODES } from '../../../src/core/people/language.ts';
import { LANGUAGES } from '../../../src/locale/languages.ts';
import { displayWidth } from '../../../src/slack/charts/display-width.ts';
import { type DrawnFunnelRow, drawnFunnel } from '../../../src/slack/charts/drawn-funnel.ts';
import { anyText } from './any-text.ts';

type Stage = { readonly name: string; readonly count: number; readonly needed?: number };

const row = ({ name, count, needed }: Stage, language: (typeof LANGUAGE_CODES)[number] = 'en'): DrawnFunnelRow => {
  const m = LANGUAGES[language];
  return {
    name,
    size: count,
    count: m.f.number(count),
    ...(needed === undefined ? {} : { need: { size: needed, words: m.funnelNow.ofNeeded(needed) } }),
  };
};
const draw = (...stages: readonly Stage[]): readonly string[] => drawnFunnel(stages.map((stage) => row(stage))).split('\n');

/** Half columns that a bar takes. */
const halves = (line: string): number =>
  [...line].reduce((sum, letter) => sum + (letter === '█' ? 2 : letter === '▐' || letter === '▌' ? 1 : 0), 0);

describe('the drawn funnel', () => {
  test('narrows around its middle, and shows what a short stage needs beside what it holds', () => {
    expect(
      draw(
        { name: 'Lead', count: 34 },
        { name: 'Prospect', count: 21 },
        { name: 'Needs', count: 14 },
        { name: 'Decision', count: 9 },
        { name: 'Offer', count: 3, needed: 7 },
        { name: 'Negotiation', count: 5 },
      ),
    ).toEqual([
      'Lead        █████████████ 34',
      'Prospect      ▐███████▌   21',
      'Needs           █████     14',
      'Decision         ███       9',
      'Offer            ░█░       3 of 7',
      'Negotiation      ▐█▌       5',
    ]);
  });

  test('of one deal is as wide as it gets; a stage without deals is a dot, or what it needs', () => {
    expect(draw({ name: 'Lead', count: 1 }, { name: 'Offer', count: 0 })).toEqual([
      'Lead  █████████████████████ 1',
      'Offer           ·           0',
    ]);
    expect(draw({ name: 'Lead', count: 0 }, { name: 'Offer', count: 0, needed: 2 })[1]).toMatch(/^Offer ░+ 0 of 2$/);
    expect(drawnFunnel([])).toBe('');
  });

  test.each(LANGUAGE_CODES)('holds 0, 1, 2, 5 and 10,000 deals on a phone (%s)', (language) => {
    const stages = [10_000, 5, 2, 1, 0].map((count, i) => ({ name: `Etap numer ${i + 1}`, count, needed: 10_000 }));
    const lines = drawnFunnel(stages.map((stage) => row(stage, language))).split('\n');
    expect(lines.filter((line) => displayWidth(line) > 34)).toEqual([]);
    stages.forEach(({ count, needed }, i) => {
      const m = LANGUAGES[language];
      expect(lines[i]).toMatch(new RegExp(` ${m.f.number(count)} ${m.funnelNow.ofNeeded(needed)}$`));
    });
  });

  test('never lets a name end a code fence or break a line', () => {
    expect(draw({ name: 'a```\nb', count: 1 })).toHaveLength(1);
    expect(draw({ name: 'a```\nb', count: 1 }).join()).not.toContain('`');
  });

  test.each([-1, Number.NaN, Number.POSITIVE_INFINITY])('refuses a size of %d', (size) => {
    expect(() => drawnFunnel([{ name: 'Lead', size, count: '' }])).toThrow(RangeError);
  });

  test('is at most 34 columns wide, shows every count, and never draws more deals narrower', () => {
    const count = fc.oneof(fc.constantFrom(0, 1, 2, 5, 10_000), fc.nat(10_000), fc.nat(40));
    const stage = fc.record(
      { name: anyText(14), count, needed: fc.integer({ min: 1, max: 10_000 }) },
      { requiredKeys: ['name', 'count'] },
    );
    const funnel = fc.array(stage, { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(funnel, fc.constantFrom(...LANGUAGE_CODES), (stages, language) => {
        const { f, funnelNow } = LANGUAGES[language];
        const lines = drawnFunnel(stages.map((each) => row(each, language))).split('\n');
        expect(lines).toHaveLength(stages.length);
        expect(lines.filter((line) => displayWidth(line) > 34)).toEqual([]);
        stages.forEach((each, i) => {
          const end =
            each.needed === undefined ? f.number(each.count) : `${f.number(each.count)} ${funnelNow.ofNeeded(each.needed)}`;
          expect(lines[i]?.endsWith(` ${end}`)).toBe(true);
        });
        const names = /[█▐▌]/u;
        const bars = stages.flatMap(({ name, count: deals }, i) =>
          names.test(name) ? [] : [{ deals, bar: halves(lines[i] ?? '') }],
        );
        for (const one of bars) {
          expect(one.bar > 0).toBe(one.deals > 0);
          for (const other of bars) if (one.deals > other.deals) expect(one.bar).toBeGreaterThanOrEqual(other.bar);
        }
      }),
    );
  });
});
