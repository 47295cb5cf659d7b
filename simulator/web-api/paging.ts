import { asNumber, asText, type Fields } from '../read-json.ts';
import { type Answer, refuse, success } from './method.ts';

/**
 * One page of a list, the way Slack's cursors page: `limit` items from `cursor` on, an empty `next_cursor` at the end.
 *
 * @param answer makes the answer's own fields from the items of the page.
 */
export function toPage<T>(args: Fields, items: readonly T[], answer: (page: readonly T[]) => Fields): Answer {
  const limit = Math.min(Math.max(asNumber(args['limit']) ?? 100, 1), 1000);
  const cursor = asText(args['cursor']) ?? '';
  const start = cursor === '' ? 0 : asNumber(Buffer.from(cursor, 'base64url').toString());
  if (start === undefined) return refuse('invalid_cursor');
  const end = start + limit;
  const next = end < items.length ? Buffer.from(String(end)).toString('base64url') : '';
  return success({ ...answer(items.slice(start, end)), response_metadata: { next_cursor: next } });
}
