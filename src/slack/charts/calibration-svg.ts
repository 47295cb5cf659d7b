import type { CalibrationBin } from '../../core/backtest/deal-scores.ts';
import { Z_90 } from '../../core/numbers/statistics/array-math.ts';
import type { Font } from './inter-metrics.ts';
import { PALETTES, type Palette, type Theme } from './palette.ts';
import { PICTURE_MARGIN, pictureSvg, SMALLEST_TEXT } from './picture-svg.ts';
import { px, textElement } from './svg.ts';

/** What the picture says, in the reader's language. */
export type CalibrationTexts = {
  readonly title: string;
  readonly subtitle: string;
  readonly predictedAxis: string;
  readonly wonAxis: string;
  readonly percent: (share: number) => string;
  readonly deals: (n: number) => string;
};

const HEIGHT = 720;
const PLOT = { left: 96, top: 160, right: 664, bottom: 620 };
const TICK_FONT: Font = { size: SMALLEST_TEXT, weight: 400 };
const LABEL_FONT: Font = { size: SMALLEST_TEXT, weight: 600 };
const TICKS = [0, 0.2, 0.4, 0.6, 0.8, 1];
const LARGEST_RADIUS = 20;

const x = (share: number): number => PLOT.left + share * (PLOT.right - PLOT.left);
const y = (share: number): number => PLOT.bottom - share * (PLOT.bottom - PLOT.top);

/** Wilson score interval of a share at 80 %, which stays inside 0..1. Source: Wilson 1927. */
function wilsonInterval({ n, wonShare }: CalibrationBin): { readonly low: number; readonly high: number } {
  const z2 = (Z_90 * Z_90) / n;
  const middle = (wonShare + z2 / 2) / (1 + z2);
  const half = (Z_90 / (1 + z2)) * Math.sqrt((wonShare * (1 - wonShare)) / n + z2 / (4 * n));
  return { low: Math.max(0, middle - half), high: Math.min(1, middle + half) };
}

function frame(texts: CalibrationTexts, palette: Palette): string {
  const grid = TICKS.map(
    (tick) =>
      `<path d="M${x(tick)} ${PLOT.top}V${PLOT.bottom}M${PLOT.left} ${y(tick)}H${PLOT.right}" stroke="${palette.card}" stroke-width="2"/>` +
      textElement(texts.percent(tick), {
        x: x(tick),
        y: PLOT.bottom + 32,
        font: TICK_FONT,
        fill: palette.muted,
        anchor: 'middle',
      }) +
      textElement(texts.percent(tick), {
        x: PLOT.left - 14,
        y: y(tick) + 7,
        font: TICK_FONT,
        fill: palette.muted,
        anchor: 'end',
      }),
  );
  const axes =
    textElement(texts.predictedAxis, {
      x: PLOT.right,
      y: PLOT.bottom + 72,
      font: LABEL_FONT,
      fill: palette.text,
      anchor: 'end',
    }) + textElement(texts.wonAxis, { x: PICTURE_MARGIN, y: PLOT.top - 22, font: LABEL_FONT, fill: palette.text });
  const diagonal = `<path d="M${x(0)} ${y(0)}L${x(1)} ${y(1)}" stroke="${palette.muted}" stroke-width="2" stroke-dasharray="8 8"/>`;
  return grid.join('') + axes + diagonal;
}

function pointSvg(
  point: CalibrationBin,
  largestCount: number,
  { texts, palette }: { readonly texts: CalibrationTexts; readonly palette: Palette },
): string {
  const { low, high } = wilsonInterval(point);
  const radius = 7 + (LARGEST_RADIUS - 7) * Math.sqrt(point.n / largestCount);
  const [cx, cy] = [x(point.meanP), y(point.wonShare)];
  const below = point.wonShare <= point.meanP;
  // Beside the whisker and on the far side of the diagonal, so that neither runs through the number.
  const label = {
    x: cx + (below ? radius + 8 : -radius - 8),
    y: cy + 6,
    font: LABEL_FONT,
    fill: palette.text,
    anchor: below ? ('start' as const) : ('end' as const),
  };
  const nearEdge = below && cx > PLOT.right - 90;
  return (
    `<path d="M${px(cx)} ${px(y(low))}V${px(y(high))}" stroke="${palette.open[0]}" stroke-width="4" stroke-linecap="round" opacity="0.45"/>` +
    `<circle cx="${px(cx)}" cy="${px(cy)}" r="${px(radius)}" fill="${palette.open[0]}"/>` +
    textElement(texts.deals(point.n), nearEdge ? { ...label, x: cx - radius - 8, anchor: 'end' } : label)
  );
}

/**
 * Probability calibration as an SVG picture of 720 x 720 px: what share won of the deals predicted at about the same probability, with an 80 % range;
 * on the dashed line prediction and outcome agree. Larger dots rest on more deals.
 */
export function calibrationSvg(points: readonly CalibrationBin[], texts: CalibrationTexts, theme: Theme = 'light'): string {
  const palette = PALETTES[theme];
  const largestCount = Math.max(1, ...points.map(({ n }) => n));
  return pictureSvg({ height: HEIGHT, palette }, texts, [
    frame(texts, palette),
    ...points.map((point) => pointSvg(point, largestCount, { texts, palette })),
  ]);
}
