import type { Decision } from '../../../core/deal/change.ts';
import type { DealFile } from '../../../core/deal/deal.ts';
import type { DealNumber, MemberId } from '../../../core/ids.ts';
import { isReachable } from '../../../core/people/member.ts';
import { handedOverPost } from '../../../jobs/posts/handed-over.ts';
import { joinSafe, type SafeText, safe } from '../../../locale/safe-text.ts';
import type { SeenVersion } from '../../../store/types/deals.ts';
import type { ManyDealsSaved } from '../../../store/types/many-deals.ts';
import type { Reply, RequestContext } from '../../request/flow.ts';
import { buttons, textMessage } from '../../views/kit/blocks.ts';
import { undoSettingButton } from '../../views/workspace/last-changes.ts';
import { describeManyChange, type ManyChange } from './history/deals-history.ts';

/** Deals that an answer names which stayed as they were. */
const SHOWN_REFUSED = 5;

/** One word to each person who owns deals by it that were somebody else's; none to who did it. */
async function tellNewOwners(
  { tenant, member, at, wake }: RequestContext,
  { changeId, owners }: { readonly changeId: string; readonly owners: ReadonlyMap<DealNumber, MemberId> },
): Promise<void> {
  const people = (await tenant.members.all()).filter(isReachable).filter(({ id }) => id !== member.id);
  const drafts = people.flatMap((owner) => {
    const numbers = [...owners].filter(([, id]) => id === owner.id).map(([number]) => number);
    return numbers.length === 0 ? [] : [handedOverPost.draft({ owner, changeId, numbers, byId: member.id, at })];
  });
  await tenant.deliveries.queue(drafts, at);
  wake();
}

function stayLine({ m }: RequestContext, refused: ManyDealsSaved['refused']): readonly SafeText[] {
  if (refused.length === 0) return [];
  const more = refused.length - SHOWN_REFUSED;
  const named = refused.slice(0, SHOWN_REFUSED).map(({ number, why }) => m.several.because(safe`D-${number}`, why));
  return [m.several.stay(refused.length, [...named, ...(more > 0 ? [m.several.more(more)] : [])])];
}

/**
 * Changes many deals, and says once what was done, which stay as they were and why, with one Undo.
 *
 * @param owners whose they are from then on, where that is what changes. @param more what is said below.
 */
export async function changeMany(
  context: RequestContext,
  {
    seen,
    change,
    decide,
    owners,
    more = [],
  }: {
    readonly seen: readonly SeenVersion[];
    readonly change: ManyChange;
    readonly decide: (file: DealFile) => Decision;
    readonly owners?: ReadonlyMap<DealNumber, MemberId>;
    readonly more?: readonly SafeText[];
  },
): Promise<Reply> {
  const { m, tenant, act } = context;
  const key = context.writeRequest().key ?? tenant.newId();
  const saved = await context.deals.changeMany(seen, decide, { act, key, payload: { change } });
  context.wake();
  const { changeId, touched, refused } = saved;
  if (changeId !== null && owners !== undefined) {
    const changed = new Set(touched.map(({ number }) => number));
    await tellNewOwners(context, { changeId, owners: new Map([...owners].filter(([number]) => changed.has(number))) });
  }
  const what = changeId === null ? m.several.nothing : m.several.done(await describeManyChange(context, change, touched.length));
  const text = joinSafe([what, ...stayLine(context, refused), ...more], '\n');
  return {
    kind: 'say',
    message: textMessage(text, ...buttons(changeId === null ? undefined : undoSettingButton(m, changeId))),
  };
}
