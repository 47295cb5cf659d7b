import { type Fields, number, text } from '../json.ts';
import { type Answer, okay, refuse } from './method.ts';

/**
 * One page of a list, the way Slack's cursors page: `limit` items from `cursor` on, an empty `next_cursor` at the end.
 *
 * @param answer makes the answer's own fields from the items of the page.
 */
export function paged<T>(args: Fields, items: readonly T[], answer: (page: readonly T[]) => Fields): Answer {
  const limit = Math.min(Math.max(number(args['limit']) ?? 100, 1), 1000);
  const cursor = text(args['cursor']) ?? '';
  const start = cursor === '' ? 0 : number(Buffer.from(cursor, 'base64url').toString());
  if (start === undefined) return refuse('invalid_cursor');
  const end = start + limit;
  const next = end < items.length ? Buffer.from(String(end)).toString('base64url') : '';
  return okay({ ...answer(items.slice(start, end)), response_metadata: { next_cursor: next } });
}
