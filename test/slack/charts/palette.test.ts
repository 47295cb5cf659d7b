import { describe, expect, test } from 'vitest';
import { mix, PALETTES, type Palette, type Theme } from '../../../src/slack/charts/palette.ts';

const THEMES: readonly Theme[] = ['light', 'dark'];

describe('the palette', () => {
  test.each(THEMES)('shows numbers on shapes at 3:1 or more, in the %s theme', (theme) => {
    const palette = PALETTES[theme];
    const halfway = mix(palette.open[0], palette.open[1], 0.5);
    const weak = [...palette.open, halfway, palette.won, palette.thin].filter((fill) => contrast(palette.onShape, fill) < 3);
    expect(weak).toEqual([]);
  });

  test.each(THEMES)('shows numbers on the shapes of stages that are short at 4.5:1 or more, in the %s theme', (theme) => {
    const { thin, onShape, thinTint, onThinTint } = PALETTES[theme];
    expect(contrast(onShape, thin)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(onThinTint, thinTint)).toBeGreaterThanOrEqual(4.5);
  });

  test.each(THEMES)(
    'lets the stage to begin with stand out from the card more than the others that are short, in the %s theme',
    (theme) => {
      const { thin, thinTint, card, background } = PALETTES[theme];
      for (const behind of [card, background]) expect(contrast(thin, behind)).toBeGreaterThan(contrast(thinTint, behind) * 1.5);
    },
  );

  test.each(THEMES)('shows texts at 4.5:1 or more on the card and beside it, in the %s theme', (theme) => {
    const { text, muted, thinText, wonText, card, background } = PALETTES[theme];
    const weak = [text, muted, thinText, wonText].filter((ink) => contrast(ink, card) < 4.5 || contrast(ink, background) < 4.5);
    expect(weak).toEqual([]);
  });

  test.each(THEMES)('sets every shape off from its card at 3:1 or more, in the %s theme', (theme) => {
    const palette: Palette = PALETTES[theme];
    const weak = [...palette.open, palette.won, palette.thin, palette.thinEdge].filter(
      (fill) => contrast(fill, palette.card) < 3,
    );
    expect(weak).toEqual([]);
  });

  test('mixes two colours by share', () => {
    expect(mix('#000000', '#ffffff', 0.5)).toBe('#808080');
    expect(mix('#123456', '#ffffff', 0)).toBe('#123456');
  });
});

/** Contrast ratio of two #rrggbb colours, 1 to 21. Source: WCAG 2.1, definitions of contrast ratio and relative luminance. */
function contrast(one: string, other: string): number {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((i) => {
    const channel = Number.parseInt(colour.slice(i, i + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
