import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { funnelSvg } from '../../../src/slack/charts/funnel-svg.ts';
import { textWidth } from '../../../src/slack/charts/inter-metrics.ts';
import { PALETTES } from '../../../src/slack/charts/palette.ts';
import { anyText } from './any-text.ts';
import { funnelData } from './funnel-data.ts';

const LIGHT = { theme: 'light' } as const;

/** The texts of a picture with where they stand, left to right. */
function texts(
  svg: string,
): readonly { readonly text: string; readonly left: number; readonly right: number; readonly y: number }[] {
  const element = /<text x="([\d.]+)" y="([\d.]+)" font-size="(\d+)" font-weight="(400|600|700)"[^>]*anchor="(\w+)">([^<]*)</g;
  return Array.from(svg.matchAll(element), ([, x = '', y = '', size = '', weight, anchor, text = '']) => {
    const plain = text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&#39;', "'");
    const font = { size: Number(size), weight: weight === '400' ? 400 : weight === '600' ? 600 : 700 } as const;
    const width = textWidth(plain.replaceAll('&amp;', '&'), font);
    const left = Number(x) - (anchor === 'end' ? width : anchor === 'middle' ? width / 2 : 0);
    return { text, left, right: left + width, y: Number(y) };
  });
}

function fillColors(svg: string): readonly string[] {
  return Array.from(svg.matchAll(/<path [^>]*fill="(#\w+)"/g), ([, fill = '']) => fill);
}

describe('the picture of a funnel', () => {
  test('says title, subtitle, footer, and of each stage its name, number, value and note', () => {
    const said = texts(funnelSvg(funnelData([{ name: 'Oferta', size: 3, note: 'brakuje 4' }]), LIGHT)).map(({ text }) => text);
    expect(said).toEqual(['Lejek sprzedaży', '86 otwartych szans', 'Oferta', '3', '48 tys. zł', 'brakuje 4', 'Stan na 23 lis']);
  });

  test('grows with the stages, and sets more than seven closer', () => {
    const height = (rows: number): number =>
      Number(/viewBox="0 0 \d+ (\d+)"/.exec(funnelSvg(funnelData(Array(rows).fill({})), LIGHT))?.[1]);
    expect(height(5)).toBe(590);
    expect(height(7) - height(6)).toBe(86);
    expect(height(12) - height(11)).toBe(72);
  });

  test('draws won in green, the stage to begin with in the accent colour, and open ones from dark to light', () => {
    const fills = fillColors(funnelSvg(funnelData([{}, { thin: true, lead: true }, {}, { kind: 'won' }]), LIGHT));
    const { open, thin, won } = PALETTES.light;
    expect(fills).toEqual([open[0], thin, open[1], won]);
  });

  test('gives all that lack deals the accent, the one to begin with most, and says of each what it needs in the accent colour', () => {
    const short = (note: string, lead = false) => ({ note, thin: true, lead });
    const drawn = funnelSvg(funnelData([short('needs 4'), short('needs 7', true), short('needs 9')]), LIGHT);
    const { thin, thinText, thinTint, thinEdge, onThinTint } = PALETTES.light;
    expect(fillColors(drawn)).toEqual([thinTint, thin, thinTint]);
    expect(drawn.match(new RegExp(`stroke="${thinEdge}"`, 'g'))).toHaveLength(2);
    expect(drawn.match(new RegExp(`fill="${onThinTint}"[^>]*>10<`, 'g'))).toHaveLength(2);
    for (const note of ['needs 4', 'needs 7', 'needs 9']) expect(drawn).toMatch(new RegExp(`fill="${thinText}"[^>]*>${note}<`));
  });

  test('draws the shape of a week before as an outline, where it was another', () => {
    const outlines = (rows: Parameters<typeof funnelData>[0]): readonly string[] =>
      Array.from(funnelSvg(funnelData(rows), LIGHT).matchAll(/stroke="(#\w+)"/g), ([, stroke = '']) => stroke);
    const { muted, onShape } = PALETTES.light;
    expect(outlines([{ size: 5 }, { size: 5, before: 5 }])).toEqual([]);
    // Around a stage that shrank; also inside one that grew, where the outer colour would not show.
    expect(outlines([{ size: 3, before: 7 }])).toEqual([muted]);
    expect(outlines([{ size: 7, before: 3 }])).toEqual([muted, onShape]);
    expect(() => funnelSvg(funnelData([{ before: -1 }]), LIGHT)).toThrow(RangeError);
  });

  test('has no text that a phone of 360 px shows smaller than 11 px', () => {
    const rows = [...Array(12)].map((_, i) => ({ size: 12 - i, before: i }));
    for (const some of [rows.slice(0, 6), rows]) {
      const sizes = Array.from(funnelSvg(funnelData(some), LIGHT).matchAll(/font-size="(\d+)"/g), ([, size]) => Number(size));
      expect(Math.min(...sizes) * (360 / 720)).toBeGreaterThanOrEqual(11);
    }
  });

  test('puts a number beside a shape that is too narrow for it', () => {
    const numbers = texts(funnelSvg(funnelData([{ size: 400 }, { size: 2 }]), LIGHT)).filter(({ text }) =>
      /^(400|2)$/.test(text),
    );
    expect(numbers[0]?.left).toBeLessThan(352);
    expect(numbers[1]?.left).toBeGreaterThan(356);
  });

  test('escapes markup in a name and drops control characters', () => {
    expect(funnelSvg(funnelData([{ name: 'A<b>\u0000&"c' }]), LIGHT)).toContain('>A&lt;b&gt;&amp;&quot;c</text>');
  });

  test('names a stage by its place when the font can write nothing of its name', () => {
    const said = texts(funnelSvg(funnelData([{ name: '商談' }, { name: '🚀' }]), LIGHT)).map(({ text }) => text);
    expect(said).toContain('#1');
    expect(said).toContain('#2');
  });

  test('wears the theme that is asked for', () => {
    expect(funnelSvg(funnelData([{}]), { theme: 'dark' })).toContain(`fill="${PALETTES.dark.background}"`);
  });

  test.each([-1, Number.NaN, Number.POSITIVE_INFINITY])('refuses a size of %d', (size) => {
    expect(() => funnelSvg(funnelData([{ size }]), LIGHT)).toThrow(RangeError);
  });

  test('never lets texts of one line meet or leave the picture, however long they are', () => {
    const text = fc.oneof(anyText(40), fc.constantFrom('W'.repeat(3000), 'słowo '.repeat(600), ''));
    const row = fc.record({
      name: text,
      size: fc.nat(10_000),
      before: fc.nat(10_000),
      sizeLabel: text,
      valueLabel: text,
      note: text,
      thin: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 12 }), (rows) => {
        const all = texts(funnelSvg(funnelData(rows), LIGHT));
        expect(all.filter(({ left, right }) => left < 15.9 || right > 704.1)).toEqual([]);
        const meeting = all.filter((one) =>
          all.some(
            (other) => other !== one && Math.abs(other.y - one.y) < 14 && other.left < one.right && one.left < other.right,
          ),
        );
        expect(meeting).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });
});
