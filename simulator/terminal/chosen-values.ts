import { isRecord, type JsonRecord, recordsIn, stringIn, textObjectIn } from '../block-kit/json-record.ts';
import type { RenderContext } from './render-context.ts';
import { richTextSpans } from './rich-text.ts';

/** What an element shows as chosen: the words, and the values of chosen options. */
export type ChosenValues = { readonly words: string; readonly values: ReadonlySet<string> };

const MENTION_KINDS = ['user', 'conversation', 'channel'] as const;

/**
 * What is chosen or typed in an element: what the person entered, or what it starts with where they entered nothing yet.
 * A state whose value is null means that they cleared it.
 */
export function chosenValues(element: JsonRecord, block: JsonRecord, context: RenderContext): ChosenValues {
  const state = context.values[stringIn(block, 'block_id') ?? '']?.[stringIn(element, 'action_id') ?? ''];
  const source = isRecord(state) ? state : element;
  const prefix = isRecord(state) ? 'selected' : 'initial';
  const options = [...recordsIn([source[`${prefix}_option`]]), ...recordsIn(source[`${prefix}_options`])];
  const typed = source[isRecord(state) ? 'value' : 'initial_value'];
  const words = [
    ...(typeof typed === 'string' ? [typed] : []),
    ...richTextWords(isRecord(state) ? state['rich_text_value'] : typed, context),
    ...options.map((option) => textObjectIn(option, 'text') ?? ''),
    ...[`${prefix}_date`, `${prefix}_time`].flatMap((field) => stringIn(source, field) ?? []),
    ...dateTime(source[`${prefix}_date_time`], context),
    ...MENTION_KINDS.flatMap((place) => idsIn(source, `${prefix}_${place}`).map((id) => mentionText(id, place, context))),
    ...recordsIn(source['files']).map((file) => stringIn(file, 'name') ?? stringIn(file, 'id') ?? ''),
  ];
  return { words: words.join(', '), values: new Set(options.flatMap((option) => stringIn(option, 'value') ?? [])) };
}

/** The ids in a field such as `initial_user` or in its plural. */
function idsIn(source: JsonRecord, field: string): readonly string[] {
  const several = source[`${field}s`];
  const ids = [source[field], ...(Array.isArray(several) ? several : [])];
  return ids.filter((id) => typeof id === 'string');
}

function mentionText(id: string, place: (typeof MENTION_KINDS)[number], { reader }: RenderContext): string {
  return `${place === 'user' ? '@' : '#'}${(reader.lookUpName(id) ?? id).replace(/^[@#]/u, '')}`;
}

function richTextWords(value: unknown, { reader }: RenderContext): readonly string[] {
  if (!isRecord(value)) return [];
  const text = richTextSpans(value, reader).map((span) => span.text);
  return [text.join('')];
}

function dateTime(seconds: unknown, { reader: { locale, timeZone } }: RenderContext): readonly string[] {
  const at = new Date(typeof seconds === 'number' ? seconds * 1000 : Number.NaN);
  if (Number.isNaN(at.getTime())) return [];
  return [new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone }).format(at)];
}
