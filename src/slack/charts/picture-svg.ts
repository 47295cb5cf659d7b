import { drawableText } from './drawable-text.ts';
import { fitLine } from './fit-text.ts';
import type { Font } from './inter-metrics.ts';
import type { Palette } from './palette.ts';
import { textElement } from './svg.ts';

/** Width of every picture in pixels: 1200 is sharp in Slack, 2000 costs twice the bytes. */
export const PICTURE_WIDTH = 1200;
/** Nothing is drawn nearer to an edge. */
export const PICTURE_MARGIN = 48;

const TITLE_FONT: Font = { size: 40, weight: 700 };
const SUBTITLE_FONT: Font = { size: 22, weight: 400 };

/** What stands above a picture: a title and a smaller line, each cut where it has no room. */
export type Heading = { readonly title: string; readonly subtitle: string };

const fitHeading = (text: string, font: Font): string => fitLine(drawableText(text), PICTURE_WIDTH - 2 * PICTURE_MARGIN, font);

/** Where what stands below a heading begins, px from the top. */
export const headingBottom = ({ subtitle }: Heading): number => (fitHeading(subtitle, SUBTITLE_FONT) === '' ? 112 : 151);

/** An SVG picture of {@link PICTURE_WIDTH} x `height` px: its background and heading, and what is drawn below, in order. */
export function pictureSvg(
  { height, palette }: { readonly height: number; readonly palette: Palette },
  { title, subtitle }: Heading,
  parts: readonly string[],
): string {
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${PICTURE_WIDTH}" height="${height}" viewBox="0 0 ${PICTURE_WIDTH} ${height}" font-family="Inter">`,
    `<rect width="${PICTURE_WIDTH}" height="${height}" fill="${palette.background}"/>`,
    textElement(fitHeading(title, TITLE_FONT), { x: PICTURE_MARGIN, y: 74, font: TITLE_FONT, fill: palette.text }),
    textElement(fitHeading(subtitle, SUBTITLE_FONT), { x: PICTURE_MARGIN, y: 112, font: SUBTITLE_FONT, fill: palette.muted }),
    ...parts,
    '</svg>',
  ].join('\n');
}
