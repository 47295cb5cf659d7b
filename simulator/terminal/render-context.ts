import type { JsonRecord } from '../block-kit/json-record.ts';
import { stringIn } from '../block-kit/json-record.ts';
import { type Line, restyle } from './line.ts';
import { type MrkdwnReader, mrkdwnParagraphs, mrkdwnSpans } from './mrkdwn.ts';
import type { Paragraph } from './paragraph.ts';

/** What a person has entered, as in a view's `state.values`: block_id, then action_id, then the element's state. */
export type EnteredValues = { readonly [blockId: string]: { readonly [actionId: string]: unknown } };

/** The page that blocks are drawn on: its width, its reader, and what is known of its elements. */
export type RenderContext = {
  readonly width: number;
  readonly reader: MrkdwnReader;
  /** The number by which a person presses an element. */
  readonly numbers: ReadonlyMap<JsonRecord, number>;
  readonly values: EnteredValues;
  /** The complaint under an input block, by block_id. */
  readonly errors: { readonly [blockId: string]: string };
};

/** The page with less room, as inside a frame. */
export function narrower(context: RenderContext, by: number): RenderContext {
  return { ...context, width: Math.max(1, context.width - by) };
}

/** The paragraphs of a text object of either kind; nothing when there is none. */
export function textParagraphs(object: JsonRecord | undefined, { reader }: RenderContext): readonly Paragraph[] {
  const text = object && stringIn(object, 'text');
  if (text === undefined) return [];
  return object?.['type'] === 'mrkdwn' ? mrkdwnParagraphs(text, reader) : [{ spans: [{ text }] }];
}

/** A text object of either kind on a single run of spans, in a style. */
export function textSpans(object: JsonRecord | undefined, { reader }: RenderContext, style = {}): Line {
  const text = object && stringIn(object, 'text');
  if (text === undefined) return [];
  return object?.['type'] === 'mrkdwn' ? restyle(mrkdwnSpans(text, reader), style) : [{ ...style, text }];
}
