import { drawableText } from './drawable-text.ts';
import { fitLine, fitTwoLines } from './fit-text.ts';
import type { FunnelRow } from './funnel-chart.ts';
import type { FunnelShape } from './funnel-shapes.ts';
import { type Font, textWidth } from './inter-metrics.ts';
import type { Palette } from './palette.ts';
import { SMALLEST_TEXT } from './picture-svg.ts';
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

/** Colours of a shape: its own, that of its edge where it has one, and of what stands on it. */
export type ShapeLook = { readonly fill: string; readonly edge?: string; readonly ink: string };

/** One row with everything that its drawing depends on; `y` is the card's top, `place` counts from 1. */
type RowDrawing = {
  readonly row: FunnelRow;
  readonly place: number;
  readonly shape: FunnelShape;
  /** Its shape a week before, where it was another. */
  readonly outline: FunnelShape | undefined;
  readonly look: ShapeLook;
  readonly y: number;
  readonly metrics: RowMetrics;
  readonly palette: Palette;
};

const CARD = { left: 16, right: 704, radius: 12 };
const CENTRE = 352;
const TEXT_LEFT = 32;
const TEXT_RIGHT = 688;
const BETWEEN = 12;
/** With so wide a number beside the widest shape, some px are left for the value. */
const NUMBER_WIDEST = 110;
const COMFORTABLE_ROWS = 7;
const EDGE = 3;

/** Room for up to seven rows to breathe; above that they are set closer, so that the picture still fits a screen. */
export function rowMetrics(rows: number): RowMetrics {
  const [height, gap, scale] = rows <= COMFORTABLE_ROWS ? [76, 10, 1] : [64, 8, 0.9];
  const font = (size: number, weight: Font['weight']): Font => ({
    size: Math.max(SMALLEST_TEXT, Math.round(size * scale)),
    weight,
  });
  return {
    height,
    gap,
    pitch: height + gap,
    name: font(23, 600),
    number: font(30, 700),
    value: font(24, 600),
    note: font(22, 400),
  };
}

/** The card of one stage: name on the left, shape and number in the middle, value and note on the right; nothing overlaps. */
export function funnelRowSvg(drawing: RowDrawing): string {
  const { y, metrics, palette, look } = drawing;
  const edge = look.edge === undefined ? '' : ` stroke="${look.edge}" stroke-width="${EDGE}"`;
  const number = numberPlace(drawing);
  return [
    `<rect x="${CARD.left}" y="${y}" width="${CARD.right - CARD.left}" height="${metrics.height}" rx="${CARD.radius}" fill="${palette.card}"/>`,
    ...outlineSvg(drawing, palette.muted),
    `<path d="${shapePath(drawing.shape, drawing)}" fill="${look.fill}"${edge}/>`,
    ...(isWider(drawing.outline, drawing.shape) ? [] : outlineSvg(drawing, look.ink)),
    nameSvg(drawing),
    textElement(number.text, { x: number.x, y: baseline(drawing, metrics.number), font: metrics.number, ...number.style }),
    amountsSvg(drawing, number.right),
  ].join('');
}

const isWider = (one: FunnelShape | undefined, other: FunnelShape): boolean => one !== undefined && one.top > other.top;

/** The shape of a week before, dashed: around a stage that shrank, inside one that grew. */
const outlineSvg = (drawing: RowDrawing, stroke: string): readonly string[] =>
  drawing.outline === undefined
    ? []
    : [
        `<path d="${shapePath(drawing.outline, drawing)}" fill="none" stroke="${stroke}" stroke-width="2" stroke-dasharray="6 6" opacity="0.8"/>`,
      ];

function shapePath(shape: FunnelShape, { y, metrics }: Pick<RowDrawing, 'y' | 'metrics'>): string {
  const [top, bottom] = [shape.top / 2, shape.bottom / 2];
  const corners = [
    { x: CENTRE - top, y },
    { x: CENTRE + top, y },
    { x: CENTRE + bottom, y: y + metrics.height },
    { x: CENTRE - bottom, y: y + metrics.height },
  ];
  return roundedPolygon(corners, 5);
}

function nameSvg(drawing: RowDrawing): string {
  const { row, place, metrics, palette } = drawing;
  const drawn = drawableText(row.name);
  const name = /[\p{L}\p{N}]/u.test(drawn) ? drawn : `#${place}`;
  const lines = fitTwoLines(name, CENTRE - halfWidth(drawing) - BETWEEN - TEXT_LEFT, metrics.name);
  const leading = metrics.name.size * 1.2;
  const first = baseline(drawing, metrics.name) - ((lines.length - 1) * leading) / 2;
  return lines
    .map((line, i) => textElement(line, { x: TEXT_LEFT, y: first + i * leading, font: metrics.name, fill: palette.text }))
    .join('');
}

/** From the middle to where the drawing of a row ends. */
const halfWidth = ({ shape, outline }: Pick<RowDrawing, 'shape' | 'outline'>): number =>
  Math.max(shape.top, outline?.top ?? 0) / 2;

/** Width of a shape at half its height. */
const middleWidth = ({ top, bottom }: FunnelShape): number => (top + bottom) / 2;

/** The number stands on its shape when it fits there, clear of an outline inside, else to the right of both. `right` is where its space ends. */
function numberPlace(drawing: RowDrawing) {
  const { row, shape, outline, metrics, palette, look } = drawing;
  const text = fitLine(drawableText(row.sizeLabel), NUMBER_WIDEST, metrics.number);
  const width = textWidth(text, metrics.number);
  const edge = CENTRE + halfWidth(drawing);
  const inside = width + BETWEEN <= Math.min(middleWidth(shape), middleWidth(outline ?? shape));
  return inside
    ? { text, x: CENTRE, right: edge, style: { fill: look.ink, anchor: 'middle' as const } }
    : { text, x: edge + 10, right: edge + 10 + width, style: { fill: palette.text, anchor: 'start' as const } };
}

function amountsSvg(drawing: RowDrawing, from: number): string {
  const { row, metrics, palette } = drawing;
  const room = TEXT_RIGHT - from - BETWEEN;
  const value = fitLine(drawableText(row.valueLabel), room, metrics.value);
  const noteFont: Font = row.thin ? { ...metrics.note, weight: 600 } : metrics.note;
  const note = fitLine(drawableText(row.note), room, noteFont);
  const shift = value !== '' && note !== '' ? metrics.height / 6 + 1 : 0;
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
