import type { Font } from './inter-metrics.ts';

/** A point in pixels, from the top left corner. */
export type Point = { readonly x: number; readonly y: number };

/** Where and how a line of text is drawn: `y` is the baseline, `anchor` says which part of the text `x` names. */
export type TextPlace = Point & { readonly font: Font; readonly fill: string; readonly anchor?: 'start' | 'middle' | 'end' };

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** The text with the five characters that XML reserves written as entities. */
export function escapeXml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}

/** An SVG text element in Inter; nothing at all for an empty text. */
export function textElement(text: string, { x, y, font, fill, anchor = 'start' }: TextPlace): string {
  if (text === '') return '';
  const face = `font-size="${font.size}" font-weight="${font.weight}"`;
  return `<text x="${px(x)}" y="${px(y)}" ${face} fill="${fill}" text-anchor="${anchor}">${escapeXml(text)}</text>`;
}

/**
 * Path data of a closed polygon with rounded corners.
 *
 * @param radius in pixels; on a short edge it shrinks to half of that edge, so a sliver stays a sliver.
 */
export function roundedPolygon(points: readonly Point[], radius: number): string {
  const corners = points.map((corner, i) => {
    const before = points.at(i - 1) ?? corner;
    const after = points[(i + 1) % points.length] ?? corner;
    const start = pointTowards(corner, before, radius);
    const end = pointTowards(corner, after, radius);
    return `${i === 0 ? 'M' : 'L'}${coordinates(start)}Q${coordinates(corner)} ${coordinates(end)}`;
  });
  return `${corners.join('')}Z`;
}

function pointTowards(from: Point, to: Point, distance: number): Point {
  const length = Math.hypot(to.x - from.x, to.y - from.y);
  const share = length === 0 ? 0 : Math.min(distance / length, 0.5);
  return { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share };
}

function coordinates({ x, y }: Point): string {
  return `${px(x)} ${px(y)}`;
}

/** Tenths of a pixel are finer than the eye; more digits only make the file longer. */
export function px(value: number): string {
  return String(Math.round(value * 10) / 10);
}
