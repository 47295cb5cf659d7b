import { drawableText } from './drawable-text.ts';
import { fitLine } from './fit-text.ts';
import { type FunnelChartData, type FunnelRow, sizesOf } from './funnel-chart.ts';
import { funnelRowSvg, rowMetrics } from './funnel-row-svg.ts';
import { funnelShapes } from './funnel-shapes.ts';
import type { Font } from './inter-metrics.ts';
import { mix, PALETTES, type Palette, type Theme } from './palette.ts';
import { headingBottom, MARGIN, picture, WIDTH } from './picture.ts';
import { textElement } from './svg.ts';

const FOOTER: Font = { size: 18, weight: 400 };

/**
 * The funnel as an SVG picture, 1200 px wide: a card for each stage with its name, a trapezoid and its number, value and note.
 * Made for 1 to 12 rows; more than 7 are set closer, and a longer list only makes the picture taller. Texts that do not fit are
 * wrapped (names, two lines) or cut with "…". A name that Inter cannot draw at all becomes its place in the funnel: "#3".
 *
 * @throws RangeError on a size that is negative or not finite.
 */
export function funnelSvg(data: FunnelChartData, { theme }: { readonly theme: Theme }): string {
  const palette = PALETTES[theme];
  const top = headingBottom(data);
  const metrics = rowMetrics(data.rows.length);
  const shapes = funnelShapes(sizesOf(data.rows));
  const rows = shapes.map((shape, i) => {
    const row = data.rows[i];
    if (!row) return '';
    const y = top + i * metrics.pitch;
    return funnelRowSvg({ row, place: i + 1, shape, fill: fillOf(row, data, palette), y, metrics, palette });
  });
  const rowsBottom = top + data.rows.length * metrics.pitch - metrics.gap;
  const footer = fitLine(drawableText(data.footer), WIDTH - 2 * MARGIN, FOOTER);
  const height = rowsBottom + (footer === '' ? MARGIN : 75);
  return picture(height, palette, data, [
    ...rows,
    textElement(footer, { x: MARGIN, y: rowsBottom + 51, font: FOOTER, fill: palette.muted }),
  ]);
}

/** Won in green, thin in the accent colour, and the open stages from dark to light, whatever stands between them. */
function fillOf(row: FunnelRow, { rows }: FunnelChartData, palette: Palette): string {
  if (row.kind === 'won') return palette.won;
  if (row.thin) return palette.thin;
  const open = rows.filter(({ kind }) => kind === 'open');
  const share = open.length > 1 ? open.indexOf(row) / (open.length - 1) : 0;
  return mix(palette.open[0], palette.open[1], share);
}
