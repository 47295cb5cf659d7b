import { axesSvg, fitLabel, LABEL_GAP, niceTicks, PLOT_BOTTOM, PLOT_TOP, type PlotFrame, TICK_FONT } from './forecast-axes.ts';
import type { ForecastChartData, ForecastPoint } from './forecast-chart.ts';
import { type Font, textWidth } from './inter-metrics.ts';
import { PALETTES, type Palette, type Theme } from './palette.ts';
import { PICTURE_MARGIN, PICTURE_WIDTH, pictureSvg, SMALLEST_TEXT } from './picture-svg.ts';
import { px, textElement } from './svg.ts';

const HEIGHT = 536;
const LABEL_FONT: Font = { size: SMALLEST_TEXT, weight: 600 };
const END_FONT: Font = { size: 26, weight: 700 };
/** Of a label that has a line of the picture to itself. */
const WIDE_LABEL = 320;
/** Between the baselines of two labels that stand one above the other. */
const LEADING = 30;
function polyline(points: readonly (readonly [number, number])[]): string {
  return points.map(([x, y], index) => `${index === 0 ? 'M' : 'L'}${px(x)} ${px(y)}`).join('');
}

/** What was won: a line with the area below it, and a dot now. */
function wonSvg({ won }: ForecastChartData, frame: PlotFrame, palette: Palette): string {
  const points = won.map(({ at, value }) => [frame.x(at), frame.y(value)] as const);
  const [first, last] = [points[0], points.at(-1)];
  if (first === undefined || last === undefined) return '';
  const area = `${polyline(points)}L${px(last[0])} ${PLOT_BOTTOM}L${px(first[0])} ${PLOT_BOTTOM}Z`;
  const dot = `<circle cx="${px(last[0])}" cy="${px(last[1])}" r="8" fill="${palette.background}" stroke="${palette.open[0]}" stroke-width="4"/>`;
  return (
    `<path d="${area}" fill="url(#won)"/>` +
    `<path d="${polyline(points)}" fill="none" stroke="${palette.open[0]}" stroke-width="5" stroke-linejoin="round" stroke-linecap="round"/>` +
    dot
  );
}

/** What will be: the range as a band that opens, and what is expected as a dotted line. */
function forecastBandSvg({ won, ahead }: ForecastChartData, frame: PlotFrame, palette: Palette): string {
  const now = won.at(-1) ?? { at: 0, value: 0 };
  if (ahead.length === 0) return '';
  const start = [frame.x(now.at), frame.y(now.value)] as const;
  const along = (pick: (point: ForecastPoint) => number) =>
    ahead.map((point) => [frame.x(point.at), frame.y(pick(point))] as const);
  const band = `${polyline([start, ...along(({ high }) => high), ...along(({ low }) => low).reverse()])}Z`;
  const expected = polyline([start, ...along((point) => point.expected)]);
  return (
    `<path d="${band}" fill="${palette.open[1]}" opacity="0.22"/>` +
    `<path d="${expected}" fill="none" stroke="${palette.open[1]}" stroke-width="5" stroke-linecap="round" stroke-dasharray="1 12"/>`
  );
}

/** The end of the forecast in figures, beside it: what is expected, and the ends of its range where they are apart from it. */
function endSvg({ ahead, amount }: ForecastChartData, frame: PlotFrame, palette: Palette): string {
  const end = ahead.at(-1);
  if (end === undefined) return '';
  const x = frame.right + LABEL_GAP;
  const middle = Math.min(frame.y(end.expected) + 8, PLOT_BOTTOM);
  const has = { high: amount(end.high) !== amount(end.expected), low: amount(end.low) !== amount(end.expected) };
  const low = Math.max(frame.y(end.low) + 7, middle + LEADING);
  const lift = has.low ? Math.max(0, low - PLOT_BOTTOM) : 0;
  const high = Math.min(frame.y(end.high) + 7, middle - lift - LEADING);
  const small = { x, font: TICK_FONT, fill: palette.muted };
  return (
    textElement(fitLabel(amount(end.expected), END_FONT), { x, y: middle - lift, font: END_FONT, fill: palette.text }) +
    (has.high ? textElement(fitLabel(amount(end.high), TICK_FONT), { ...small, y: high }) : '') +
    (has.low ? textElement(fitLabel(amount(end.low), TICK_FONT), { ...small, y: low - lift }) : '')
  );
}

/** A dashed line at the target, its amount above the left end, where what was won is lowest. */
function targetSvg({ target }: ForecastChartData, frame: PlotFrame, palette: Palette): string {
  if (target === undefined) return '';
  const y = frame.y(target.value);
  return (
    `<path d="M${px(frame.left)} ${px(y)}H${px(frame.right)}" stroke="${palette.won}" stroke-width="3" stroke-dasharray="12 9"/>` +
    textElement(fitLabel(target.label, LABEL_FONT, WIDE_LABEL), {
      x: frame.left + 10,
      y: y - 12,
      font: LABEL_FONT,
      fill: palette.wonText,
    })
  );
}

/** Parts what was from what will be. */
function nowSvg({ won, ahead, now }: ForecastChartData, frame: PlotFrame, palette: Palette): string {
  const last = won.at(-1);
  if (last === undefined || ahead.length === 0) return '';
  const x = frame.x(last.at);
  const half = textWidth(fitLabel(now, TICK_FONT, WIDE_LABEL), TICK_FONT) / 2;
  const inside = Math.min(Math.max(x, frame.left + half), frame.right - half);
  return (
    `<path d="M${px(x)} ${PLOT_TOP - 8}V${PLOT_BOTTOM}" stroke="${palette.muted}" stroke-width="2" stroke-dasharray="2 7" stroke-linecap="round"/>` +
    textElement(fitLabel(now, TICK_FONT, WIDE_LABEL), {
      x: inside,
      y: PLOT_TOP - 18,
      font: TICK_FONT,
      fill: palette.muted,
      anchor: 'middle',
    })
  );
}

/**
 * A forecast as an SVG picture of 720 x 536 px: what was won so far in a period, what is expected by its end with an 80 % range that
 * opens from now on, and the target. The axes make room for their own labels: none is cut by the edge.
 *
 * @throws RangeError on a value or place that is not a number.
 */
export function forecastSvg(data: ForecastChartData, { theme }: { readonly theme: Theme }): string {
  const palette = PALETTES[theme];
  const { won, ahead, target, amount } = data;
  const values = [...won.map(({ value }) => value), ...ahead.flatMap(({ low, expected, high }) => [low, expected, high])];
  const places = [...won, ...ahead, ...data.ticks].map(({ at }) => at);
  if (![...values, ...places, target?.value ?? 0].every(Number.isFinite)) throw new RangeError('a forecast needs numbers');
  // The target's own label needs room above its line.
  const steps = niceTicks(Math.max(0, ...values, (target?.value ?? 0) * 1.08));
  const most = steps.at(-1) || 1;
  const widest = (texts: readonly string[], font: Font): number =>
    Math.max(0, ...texts.map((text) => textWidth(fitLabel(text, font), font)));
  const left = PICTURE_MARGIN + widest(steps.map(amount), TICK_FONT) + LABEL_GAP;
  const end = ahead.at(-1);
  const ends = end === undefined ? [] : [end.low, end.expected, end.high].map(amount);
  const right = PICTURE_WIDTH - PICTURE_MARGIN - (ends.length === 0 ? 0 : widest(ends, END_FONT) + LABEL_GAP);
  const frame: PlotFrame = {
    left,
    right,
    x: (at) => left + Math.min(1, Math.max(0, at)) * (right - left),
    y: (value) => PLOT_BOTTOM - (Math.max(0, value) / most) * (PLOT_BOTTOM - PLOT_TOP),
  };
  return pictureSvg({ height: HEIGHT, palette }, data, [
    `<defs><linearGradient id="won" x1="0" y1="${PLOT_TOP}" x2="0" y2="${PLOT_BOTTOM}" gradientUnits="userSpaceOnUse"><stop offset="0" stop-color="${palette.open[0]}" stop-opacity="0.32"/><stop offset="1" stop-color="${palette.open[0]}" stop-opacity="0"/></linearGradient></defs>`,
    axesSvg(data, { steps, frame }, palette),
    forecastBandSvg(data, frame, palette),
    nowSvg(data, frame, palette),
    wonSvg(data, frame, palette),
    targetSvg(data, frame, palette),
    endSvg(data, frame, palette),
  ]);
}
