import { drawableText } from './drawable-text.ts';
import { fitLine, fitTwoLines } from './fit-text.ts';
import type { FunnelRow } from './funnel-chart.ts';
import type { FunnelShape } from './funnel-shapes.ts';
import { type Font, textWidth } from './inter-metrics.ts';
import type { Palette } from './palette.ts';
import { roundedPolygon, textElement } from './svg.ts';

/** Heights in pixels and fonts of a row; `pitch` is from the top of one card to the top of the next. */
export type RowMetrics = {
  readonly height: number;
  readonly gap: number;
  readonly pitch: number;
  readonly name: Font;
  readonly number: Font;
  readonly value: Font;
  readonly note: Font;
};

/** One row with everything that its drawing depends on; `y` is the card's top, `place` counts from 1. */
type RowDrawing = {
  readonly row: FunnelRow;
  readonly place: number;
  readonly shape: FunnelShape;
  readonly fill: string;
  readonly y: number;
  readonly metrics: RowMetrics;
  readonly palette: Palette;
};

const CARD = { left: 48, right: 1152, radius: 16 };
const CENTRE = 600;
const TEXT_LEFT = 72;
const TEXT_RIGHT = 1128;
const BETWEEN = 24;
/** An amount of twelve digits; with it beside its shape, 118 px are left for the value. */
const NUMBER_WIDEST = 240;
const COMFORTABLE_ROWS = 7;

/** Room for up to seven rows to breathe; above that they are set closer, so that the picture still fits a screen. */
export function rowMetrics(rows: number): RowMetrics {
  const [height, gap, scale] = rows <= COMFORTABLE_ROWS ? [90, 16, 1] : [70, 12, 0.84];
  const font = (size: number, weight: Font['weight']): Font => ({ size: Math.round(size * scale), weight });
  return {
    height,
    gap,
    pitch: height + gap,
    name: font(24, 600),
    number: font(34, 700),
    value: font(25, 600),
    note: font(18, 400),
  };
}

/** The card of one stage: name on the left, shape and number in the middle, value and note on the right; nothing overlaps. */
export function funnelRowSvg(drawing: RowDrawing): string {
  const { y, metrics, palette } = drawing;
  const number = numberPlace(drawing);
  return [
    `<rect x="${CARD.left}" y="${y}" width="${CARD.right - CARD.left}" height="${metrics.height}" rx="${CARD.radius}" fill="${palette.card}"/>`,
    `<path d="${shapePath(drawing)}" fill="${drawing.fill}"/>`,
    nameSvg(drawing),
    textElement(number.text, { x: number.x, y: baseline(drawing, metrics.number), font: metrics.number, ...number.style }),
    amountsSvg(drawing, number.right),
  ].join('');
}

function shapePath({ shape, y, metrics }: RowDrawing): string {
  const [top, bottom] = [shape.top / 2, shape.bottom / 2];
  const corners = [
    { x: CENTRE - top, y },
    { x: CENTRE + top, y },
    { x: CENTRE + bottom, y: y + metrics.height },
    { x: CENTRE - bottom, y: y + metrics.height },
  ];
  return roundedPolygon(corners, 6);
}

function nameSvg(drawing: RowDrawing): string {
  const { row, place, shape, metrics, palette } = drawing;
  const drawn = drawableText(row.name);
  const name = /[\p{L}\p{N}]/u.test(drawn) ? drawn : `#${place}`;
  const lines = fitTwoLines(name, CENTRE - shape.top / 2 - BETWEEN - TEXT_LEFT, metrics.name);
  const leading = metrics.name.size * 1.25;
  const first = baseline(drawing, metrics.name) - ((lines.length - 1) * leading) / 2;
  return lines
    .map((line, i) => textElement(line, { x: TEXT_LEFT, y: first + i * leading, font: metrics.name, fill: palette.text }))
    .join('');
}

/** The number stands on its shape when it fits there, otherwise to the right of it. `right` is where its space ends. */
function numberPlace({ row, shape, metrics, palette }: RowDrawing) {
  const text = fitLine(drawableText(row.sizeLabel), NUMBER_WIDEST, metrics.number);
  const width = textWidth(text, metrics.number);
  const edge = CENTRE + shape.top / 2;
  const inside = width + BETWEEN <= (shape.top + shape.bottom) / 2;
  return inside
    ? { text, x: CENTRE, right: edge, style: { fill: palette.onShape, anchor: 'middle' as const } }
    : { text, x: edge + 14, right: edge + 14 + width, style: { fill: palette.text, anchor: 'start' as const } };
}

function amountsSvg(drawing: RowDrawing, from: number): string {
  const { row, metrics, palette } = drawing;
  const room = TEXT_RIGHT - from - BETWEEN;
  const value = fitLine(drawableText(row.valueLabel), room, metrics.value);
  const noteFont: Font = row.thin ? { ...metrics.note, weight: 600 } : metrics.note;
  const note = fitLine(drawableText(row.note), room, noteFont);
  const shift = value !== '' && note !== '' ? metrics.height / 6 : 0;
  const right = { x: TEXT_RIGHT, anchor: 'end' as const };
  return (
    textElement(value, { ...right, y: baseline(drawing, metrics.value) - shift, font: metrics.value, fill: palette.text }) +
    textElement(note, {
      ...right,
      y: baseline(drawing, noteFont) + shift,
      font: noteFont,
      fill: row.thin ? palette.thinText : palette.muted,
    })
  );
}

/** Baseline that puts the digits of a font in the middle of the card: Inter's capitals are 0.73 em high. */
function baseline({ y, metrics }: RowDrawing, font: Font): number {
  return y + metrics.height / 2 + (font.size * 0.73) / 2;
}
