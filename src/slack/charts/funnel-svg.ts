import { drawableText } from './drawable-text.ts';
import { fitLine } from './fit-text.ts';
import { checkedSizes, type FunnelChartData, type FunnelRow } from './funnel-chart.ts';
import { funnelRowSvg, rowMetrics, type ShapeLook } from './funnel-row-svg.ts';
import { funnelShapes } from './funnel-shapes.ts';
import type { Font } from './inter-metrics.ts';
import { mix, PALETTES, type Palette, type Theme } from './palette.ts';
import { headingBottom, PICTURE_MARGIN, PICTURE_WIDTH, pictureSvg, SMALLEST_TEXT } from './picture-svg.ts';
import { textElement } from './svg.ts';

const FOOTER_FONT: Font = { size: SMALLEST_TEXT, weight: 400 };

/**
 * The funnel as an SVG picture, 720 px wide: a card for each stage with its name, a trapezoid and its number, value and note; where
 * it was of another size a week before, that is an outline.
 * Made for 1 to 12 rows; more than 7 are set closer, and a longer list only makes the picture taller. Texts that do not fit are
 * wrapped (names, two lines) or cut with "…". A name that Inter cannot draw at all becomes its place in the funnel: "#3".
 *
 * @throws RangeError on a size that is negative or not finite.
 */
export function funnelSvg(data: FunnelChartData, { theme }: { readonly theme: Theme }): string {
  const palette = PALETTES[theme];
  const top = headingBottom(data);
  const metrics = rowMetrics(data.rows.length);
  const sizes = checkedSizes(data.rows);
  const sizesBefore = data.rows.map(({ size, before = size }) => before);
  const largest = Math.max(0, ...sizes, ...sizesBefore);
  const [shapes, outlines] = [funnelShapes(sizes, largest), funnelShapes(sizesBefore, largest)];
  const rows = shapes.map((shape, i) => {
    const row = data.rows[i];
    if (!row) return '';
    const y = top + i * metrics.pitch;
    const outline = sizesBefore[i] === row.size ? undefined : outlines[i];
    return funnelRowSvg({ row, place: i + 1, shape, outline, look: rowLook(row, data, palette), y, metrics, palette });
  });
  const rowsBottom = top + data.rows.length * metrics.pitch - metrics.gap;
  const footer = fitLine(drawableText(data.footer), PICTURE_WIDTH - 2 * PICTURE_MARGIN, FOOTER_FONT);
  const height = rowsBottom + (footer === '' ? PICTURE_MARGIN : 58);
  return pictureSvg({ height, palette }, data, [
    ...rows,
    textElement(footer, { x: PICTURE_MARGIN, y: rowsBottom + 38, font: FOOTER_FONT, fill: palette.muted }),
  ]);
}

/**
 * Won in green, the stage to begin with in the accent colour, the other ones that lack deals in a tint of it, and the open stages from dark to
 * light, whatever stands between them.
 */
function rowLook(row: FunnelRow, { rows }: FunnelChartData, palette: Palette): ShapeLook {
  const { won, thin, thinTint, thinEdge, onThinTint, onShape } = palette;
  if (row.kind === 'won') return { fill: won, ink: onShape };
  if (row.lead === true) return { fill: thin, ink: onShape };
  if (row.thin === true) return { fill: thinTint, edge: thinEdge, ink: onThinTint };
  const open = rows.filter(({ kind }) => kind === 'open');
  const share = open.length > 1 ? open.indexOf(row) / (open.length - 1) : 0;
  return { fill: mix(palette.open[0], palette.open[1], share), ink: onShape };
}
