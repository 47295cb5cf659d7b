import { dateAt } from '../../../core/time/calendar.ts';
import { type HygieneRow, loadHygieneRows } from '../../../facts/hygiene-rows.ts';
import { loadSolo } from '../../../facts/tenant-reads.ts';
import { LANGUAGES } from '../../../locale/languages.ts';
import type { Messages } from '../../../locale/messages.ts';
import { hygieneMessage } from '../../../slack/views/funnel/hygiene.ts';
import type { PostContent } from '../../../slack/views/kit/post-content.ts';
import { reportThreadProblem } from '../kit/channel-problem.ts';
import { type DeliveryContext, definePost } from '../kit/define-post.ts';
import { waitForParent } from '../kit/in-thread.ts';
import { type DigestThreadDraft, type DigestThreadPayload, digestThreadDraft, digestThreadSchema } from './digest-payload.ts';

const key = (digest: string): string => `${digest}/3-tidy`;

/** `key`: of the post that holds the rows; its buttons name it. */
export type HygieneRowsShown = {
  readonly rows: readonly HygieneRow[];
  readonly payload: DigestThreadPayload;
  readonly key: string;
  /** Nobody else is here. */
  readonly solo: boolean;
};

/** The rows that ask about dates, as things stand now. */
export const loadHygieneRowsShown = async (
  { tenant, deals, at }: DeliveryContext,
  payload: DigestThreadPayload,
  postKey: string,
): Promise<HygieneRowsShown> => {
  const { facts, hygieneLines } = payload;
  return {
    rows: await loadHygieneRows(deals, hygieneLines, { since: facts.at, today: dateAt(at, facts.timeZone) }),
    payload,
    key: postKey,
    solo: await loadSolo(tenant),
  };
};

/** The same as a message: how many want a date, and as many of them as have a row. */
export function hygieneRowsView(
  m: Messages,
  { rows, payload: { facts, hygieneLines }, key: postKey, solo }: HygieneRowsShown,
): PostContent {
  const { overdue, undated } = facts.hygiene;
  const shown = hygieneLines.filter(({ closeOn }) => closeOn !== null).length;
  const counts = { overdue: overdue.count, undated: undated.count };
  const more = { overdue: overdue.count - shown, undated: undated.count - (hygieneLines.length - shown) };
  return hygieneMessage(m, rows, { counts, more, place: { since: facts.at, key: postKey }, solo });
}

/** Deals past their close date or without one, below the digest: kept, dated anew or dropped in a tap. */
export const hygieneRowsPost = definePost({
  kind: 'digest-tidy',
  schema: digestThreadSchema,
  key,
  draft: (below: DigestThreadDraft) => digestThreadDraft(key(below.digest), below),
  prepare: async (sending, payload) => {
    const thread = await waitForParent(sending, payload.parent);
    if (thread.kind !== 'post') return thread;
    const shown = await loadHygieneRowsShown(sending, payload, sending.delivery.key);
    return { ...thread, m: LANGUAGES[payload.language], shown };
  },
  view: (m, shown) => [hygieneRowsView(m, shown)],
  onRefused: reportThreadProblem,
});
