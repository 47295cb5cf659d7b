import { drawableText } from './drawable-text.ts';
import { fitLine } from './fit-text.ts';
import type { Font } from './inter-metrics.ts';
import type { Palette } from './palette.ts';
import { textElement } from './svg.ts';

/** Width of every picture in pixels: 1200 is sharp in Slack, 2000 costs twice the bytes. */
export const WIDTH = 1200;
/** Nothing is drawn nearer to an edge. */
export const MARGIN = 48;

const TITLE: Font = { size: 40, weight: 700 };
const SUBTITLE: Font = { size: 22, weight: 400 };

/** What stands above a picture: a title and a smaller line, each cut where it has no room. */
export type Heading = { readonly title: string; readonly subtitle: string };

const fitted = (text: string, font: Font): string => fitLine(drawableText(text), WIDTH - 2 * MARGIN, font);

/** Where what stands below a heading begins, px from the top. */
export const headingBottom = ({ subtitle }: Heading): number => (fitted(subtitle, SUBTITLE) === '' ? 112 : 151);

/** An SVG picture of {@link WIDTH} x `height` px: its background and heading, and what is drawn below, in order. */
export function picture(height: number, palette: Palette, { title, subtitle }: Heading, parts: readonly string[]): string {
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}" font-family="Inter">`,
    `<rect width="${WIDTH}" height="${height}" fill="${palette.background}"/>`,
    textElement(fitted(title, TITLE), { x: MARGIN, y: 74, font: TITLE, fill: palette.text }),
    textElement(fitted(subtitle, SUBTITLE), { x: MARGIN, y: 112, font: SUBTITLE, fill: palette.muted }),
    ...parts,
    '</svg>',
  ].join('\n');
}
