import type { Instant } from '../../core/time/instant.ts';
import { drawableText } from './drawable-text.ts';
import { fitLine } from './fit-text.ts';
import type { ForecastChartData } from './forecast-chart.ts';
import { type Font, textWidth } from './inter-metrics.ts';
import { mix, type Palette } from './palette.ts';
import { PICTURE_MARGIN, PICTURE_WIDTH, SMALLEST_TEXT } from './picture-svg.ts';
import { px, textElement } from './svg.ts';

/** Where the curves of a forecast are drawn, px from the top. */
export const [PLOT_TOP, PLOT_BOTTOM] = [150, 470];
export const TICK_FONT: Font = { size: SMALLEST_TEXT, weight: 400 };
/** Between a label and what it names, px. */
export const LABEL_GAP = 10;
/** Horizontal lines, the lowest one left out. */
const STEPS = 4;
/** No label is wider than this: a longer one is cut, and never runs out of the picture. */
const LABEL_WIDEST = 170;

/** The place of a moment of the period and of a value, and the ends of the axis, px. */
export type PlotFrame = {
  readonly x: (at: Instant) => number;
  readonly y: (value: number) => number;
  readonly left: number;
  readonly right: number;
};

/** Round values from 0 to at least `most`, in at most so many equal steps: 1, 2, 2.5 or 5 times a power of ten; 0 alone below one minor unit. */
export function niceTicks(most: number): readonly number[] {
  if (most < 1) return [0];
  const rough = most / STEPS;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * ([1, 2, 2.5, 5, 10].find((factor) => factor * power >= rough * 0.999) ?? 10);
  const count = Math.max(1, Math.ceil((most * 0.999) / step));
  return Array.from({ length: count + 1 }, (_, index) => index * step);
}

/** A text that can be drawn, cut where it has no room. */
export const fitLabel = (text: string, font: Font, widest = LABEL_WIDEST): string => fitLine(drawableText(text), widest, font);

/** The names below, or every second, third … of them, so that none touches the next. */
function ticksWithRoom(ticks: ForecastChartData['ticks'], frame: PlotFrame) {
  const all = ticks.map(({ at, label }) => {
    const text = fitLabel(label, TICK_FONT);
    return { text, x: frame.x(at), half: textWidth(text, TICK_FONT) / 2 };
  });
  for (let stride = 1; stride < all.length; stride += 1) {
    const some = all.filter((_, index) => index % stride === 0);
    const touches = some.some(({ x, half }, index) => {
      const next = some[index + 1];
      return next !== undefined && x + half + LABEL_GAP > next.x - next.half;
    });
    if (!touches) return some;
  }
  return all.slice(0, 1);
}

/** Lines of equal value with their amounts, and the names below. */
export function axesSvg(
  { ticks, amount }: ForecastChartData,
  { steps, frame }: { readonly steps: readonly number[]; readonly frame: PlotFrame },
  palette: Palette,
): string {
  const across = steps.map(
    (value) =>
      `<path d="M${px(frame.left)} ${px(frame.y(value))}H${px(frame.right)}" stroke="${mix(palette.card, palette.muted, 0.18)}" stroke-width="2"/>` +
      textElement(fitLabel(amount(value), TICK_FONT), {
        ...{ x: frame.left - LABEL_GAP, y: frame.y(value) + 7, font: TICK_FONT, fill: palette.muted, anchor: 'end' as const },
      }),
  );
  const below = ticksWithRoom(ticks, frame).map(({ text, x, half }) => {
    const inside = Math.min(Math.max(x, PICTURE_MARGIN + half), PICTURE_WIDTH - PICTURE_MARGIN - half);
    return textElement(text, { x: inside, y: PLOT_BOTTOM + 34, font: TICK_FONT, fill: palette.muted, anchor: 'middle' });
  });
  return across.join('') + below.join('');
}
