import { axesSvg, BOTTOM, type Frame, fitted, GAP, roundSteps, TICK, TOP } from './forecast-axes.ts';
import type { AheadPoint, ForecastChartData } from './forecast-chart.ts';
import { type Font, textWidth } from './inter-metrics.ts';
import { PALETTES, type Palette, type Theme } from './palette.ts';
import { MARGIN, picture, WIDTH } from './picture.ts';
import { px, textElement } from './svg.ts';

const HEIGHT = 640;
const LABEL: Font = { size: 20, weight: 600 };
const END: Font = { size: 24, weight: 700 };
/** Between the baselines of two labels that stand one above the other. */
const LEADING = 30;
function line(points: readonly (readonly [number, number])[]): string {
  return points.map(([x, y], index) => `${index === 0 ? 'M' : 'L'}${px(x)} ${px(y)}`).join('');
}

/** What was won: a line with the area below it, and a dot now. */
function wonSvg({ won }: ForecastChartData, frame: Frame, palette: Palette): string {
  const points = won.map(({ at, value }) => [frame.x(at), frame.y(value)] as const);
  const [first, last] = [points[0], points.at(-1)];
  if (first === undefined || last === undefined) return '';
  const area = `${line(points)}L${px(last[0])} ${BOTTOM}L${px(first[0])} ${BOTTOM}Z`;
  const dot = `<circle cx="${px(last[0])}" cy="${px(last[1])}" r="8" fill="${palette.background}" stroke="${palette.open[0]}" stroke-width="4"/>`;
  return (
    `<path d="${area}" fill="url(#won)"/>` +
    `<path d="${line(points)}" fill="none" stroke="${palette.open[0]}" stroke-width="5" stroke-linejoin="round" stroke-linecap="round"/>` +
    dot
  );
}

/** What will be: the range as a band that opens, and what is expected as a dotted line. */
function aheadSvg({ won, ahead }: ForecastChartData, frame: Frame, palette: Palette): string {
  const now = won.at(-1) ?? { at: 0, value: 0 };
  if (ahead.length === 0) return '';
  const start = [frame.x(now.at), frame.y(now.value)] as const;
  const along = (pick: (point: AheadPoint) => number) => ahead.map((point) => [frame.x(point.at), frame.y(pick(point))] as const);
  const band = `${line([start, ...along(({ high }) => high), ...along(({ low }) => low).reverse()])}Z`;
  const expected = line([start, ...along((point) => point.expected)]);
  return (
    `<path d="${band}" fill="${palette.open[1]}" opacity="0.22"/>` +
    `<path d="${expected}" fill="none" stroke="${palette.open[1]}" stroke-width="5" stroke-linecap="round" stroke-dasharray="1 12"/>`
  );
}

/** The end of the forecast in figures, beside it: what is expected, and the ends of its range where they are apart from it. */
function endSvg({ ahead, amount }: ForecastChartData, frame: Frame, palette: Palette): string {
  const end = ahead.at(-1);
  if (end === undefined) return '';
  const x = frame.right + GAP;
  const middle = Math.min(frame.y(end.expected) + 8, BOTTOM);
  const has = { high: amount(end.high) !== amount(end.expected), low: amount(end.low) !== amount(end.expected) };
  const low = Math.max(frame.y(end.low) + 7, middle + LEADING);
  const lift = has.low ? Math.max(0, low - BOTTOM) : 0;
  const high = Math.min(frame.y(end.high) + 7, middle - lift - LEADING);
  const small = { x, font: TICK, fill: palette.muted };
  return (
    textElement(fitted(amount(end.expected), END), { x, y: middle - lift, font: END, fill: palette.text }) +
    (has.high ? textElement(fitted(amount(end.high), TICK), { ...small, y: high }) : '') +
    (has.low ? textElement(fitted(amount(end.low), TICK), { ...small, y: low - lift }) : '')
  );
}

/** A dashed line at the target, its amount above the left end, where what was won is lowest. */
function targetSvg({ target }: ForecastChartData, frame: Frame, palette: Palette): string {
  if (target === undefined) return '';
  const y = frame.y(target.value);
  return (
    `<path d="M${px(frame.left)} ${px(y)}H${px(frame.right)}" stroke="${palette.won}" stroke-width="3" stroke-dasharray="12 9"/>` +
    textElement(fitted(target.label, LABEL, 420), { x: frame.left + 10, y: y - 12, font: LABEL, fill: palette.wonText })
  );
}

/** Parts what was from what will be. */
function nowSvg({ won, ahead, now }: ForecastChartData, frame: Frame, palette: Palette): string {
  const last = won.at(-1);
  if (last === undefined || ahead.length === 0) return '';
  const x = frame.x(last.at);
  const half = textWidth(fitted(now, TICK), TICK) / 2;
  const inside = Math.min(Math.max(x, frame.left + half), frame.right - half);
  return (
    `<path d="M${px(x)} ${TOP - 8}V${BOTTOM}" stroke="${palette.muted}" stroke-width="2" stroke-dasharray="2 7" stroke-linecap="round"/>` +
    textElement(fitted(now, TICK), { x: inside, y: TOP - 18, font: TICK, fill: palette.muted, anchor: 'middle' })
  );
}

/**
 * A forecast as an SVG picture of 1200 x 640 px: what was won so far in a period, what is expected by its end with an 80 % range that
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
  const steps = roundSteps(Math.max(0, ...values, (target?.value ?? 0) * 1.08));
  const most = steps.at(-1) || 1;
  const widest = (texts: readonly string[], font: Font): number =>
    Math.max(0, ...texts.map((text) => textWidth(fitted(text, font), font)));
  const left = MARGIN + widest(steps.map(amount), TICK) + GAP;
  const end = ahead.at(-1);
  const ends = end === undefined ? [] : [end.low, end.expected, end.high].map(amount);
  const right = WIDTH - MARGIN - (ends.length === 0 ? 0 : widest(ends, END) + GAP);
  const frame: Frame = {
    left,
    right,
    x: (at) => left + Math.min(1, Math.max(0, at)) * (right - left),
    y: (value) => BOTTOM - (Math.max(0, value) / most) * (BOTTOM - TOP),
  };
  return picture(HEIGHT, palette, data, [
    `<defs><linearGradient id="won" x1="0" y1="${TOP}" x2="0" y2="${BOTTOM}" gradientUnits="userSpaceOnUse"><stop offset="0" stop-color="${palette.open[0]}" stop-opacity="0.32"/><stop offset="1" stop-color="${palette.open[0]}" stop-opacity="0"/></linearGradient></defs>`,
    axesSvg(data, steps, frame, palette),
    aheadSvg(data, frame, palette),
    nowSvg(data, frame, palette),
    wonSvg(data, frame, palette),
    targetSvg(data, frame, palette),
    endSvg(data, frame, palette),
  ]);
}
