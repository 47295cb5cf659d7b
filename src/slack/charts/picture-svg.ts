import { drawableText } from './drawable-text.ts';
import { fitLine } from './fit-text.ts';
import type { Font } from './inter-metrics.ts';
import type { Palette } from './palette.ts';
import { textElement } from './svg.ts';

/** Width in which every picture is drawn. A phone shows it at half that, so no text is smaller than {@link SMALLEST_TEXT}. */
export const PICTURE_WIDTH = 720;
/** 11 px on a phone on which the picture is 360 px wide. */
export const SMALLEST_TEXT = 22;
/** Pixels of the file for one of the drawing: sharp on a phone of three pixels to one, and on a desktop. */
const SCALE = 1.5;
/** Nothing is drawn nearer to an edge. */
export const PICTURE_MARGIN = 24;

const TITLE_FONT: Font = { size: 32, weight: 700 };
const SUBTITLE_FONT: Font = { size: SMALLEST_TEXT, weight: 400 };

/** What stands above a picture: a title and a smaller line, each cut where it has no room. */
export type Heading = { readonly title: string; readonly subtitle: string };

const fitHeading = (text: string, font: Font): string => fitLine(drawableText(text), PICTURE_WIDTH - 2 * PICTURE_MARGIN, font);

/** Where what stands below a heading begins, px from the top. */
export const headingBottom = ({ subtitle }: Heading): number => (fitHeading(subtitle, SUBTITLE_FONT) === '' ? 76 : 112);

/** An SVG picture of {@link PICTURE_WIDTH} x `height` px: its background, with round corners, so that it is a card on a dark page too; its heading, and what is drawn below, in order. */
export function pictureSvg(
  { height, palette }: { readonly height: number; readonly palette: Palette },
  { title, subtitle }: Heading,
  parts: readonly string[],
): string {
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${PICTURE_WIDTH * SCALE}" height="${Math.round(height * SCALE)}" viewBox="0 0 ${PICTURE_WIDTH} ${height}" font-family="Inter">`,
    `<rect width="${PICTURE_WIDTH}" height="${height}" rx="16" fill="${palette.background}"/>`,
    textElement(fitHeading(title, TITLE_FONT), { x: PICTURE_MARGIN, y: 52, font: TITLE_FONT, fill: palette.text }),
    textElement(fitHeading(subtitle, SUBTITLE_FONT), { x: PICTURE_MARGIN, y: 88, font: SUBTITLE_FONT, fill: palette.muted }),
    ...parts,
    '</svg>',
  ].join('\n');
}
