import { z } from 'zod';
import type { DealFile } from '../../../core/deal/deal.ts';
import type { MemberId, TeamId } from '../../../core/ids.ts';
import { membersOn, teamAndBelow } from '../../../core/people/teams.ts';
import { localizePipeline } from '../../../core/pipeline/stored-pipeline.ts';
import { dateAt, type PlainDate } from '../../../core/time/calendar.ts';
import { loadMembersById, loadWorkspace } from '../../../facts/tenant-reads.ts';
import type { ChannelContext } from '../../../slack/views/deal/channel-card.ts';
import type { Subscription } from '../../../store/types/channels.ts';
import type { Tenant } from '../../../store/types/store.ts';
import type { DeliveryContext } from '../kit/define-post.ts';

/** A change that a channel is to see, as store/deals/card-deliveries.ts queues it: a card, and a line of its thread. */
export const cardSchema = z.object({
  number: z.number(),
  /** The deal's version after the change. */
  version: z.number(),
  /** Key of the post that shows the card as of that change. */
  cardKey: z.string(),
  /** Nothing changed: whether the message still exists is tested, by updating it. */
  isCheck: z.boolean().optional(),
});
export type CardPayload = z.output<typeof cardSchema>;

/** Key of a change's posts in a channel, as store/deals/card-deliveries.ts names them, without the part. */
export const changeKey = ({
  channel,
  number,
  version,
}: {
  readonly channel: string;
  readonly number: number;
  readonly version: number;
}) => `card/${channel}/${number}/${String(version).padStart(6, '0')}`;

/** Slack error codes after which the card's message can no longer be edited: it is gone, or somebody else's. */
export const MESSAGE_GONE_CODES: ReadonlySet<string> = new Set([
  'message_not_found',
  'cant_update_message',
  'edit_window_closed',
  'thread_not_found',
]);

export type LoadedCard = { readonly file: DealFile; readonly context: ChannelContext; readonly subscription: Subscription };

/** Whether somebody's deals are a team's on a day; everybody's are where there is none. */
async function isOfTeam(
  tenant: Tenant,
  teamId: TeamId | null,
  { ownerId, on }: { readonly ownerId: MemberId; readonly on: PlainDate },
): Promise<boolean> {
  if (teamId === null) return true;
  const { teams, memberships } = await tenant.teams.all();
  return membersOn(memberships, teamAndBelow(teams, teamId), on).has(ownerId);
}

/** The deal as it is now, for a channel of its pipeline; a reason where nobody wants it any more. */
export async function loadChannelDeal(
  { tenant, deals, delivery, at }: DeliveryContext,
  { number }: Pick<CardPayload, 'number'>,
): Promise<LoadedCard | string> {
  const file = await deals.file(number);
  if (file === undefined) return 'there is no such deal';
  const [subscriptions, stored, members, { timeZone }] = await Promise.all([
    tenant.subscriptions.all(),
    tenant.pipeline(file.deal.pipelineId),
    loadMembersById(tenant),
    loadWorkspace(tenant),
  ]);
  const here = subscriptions.filter(({ channelId }) => channelId === delivery.target);
  const own = here.find(({ pipelineId }) => pipelineId === file.deal.pipelineId);
  // A channel that the deal's pipeline is none of has a card only of a deal that went there.
  const card = own === undefined ? await tenant.cards.find(number, delivery.target) : undefined;
  const subscription = own ?? (card === undefined ? undefined : here[0]);
  if (subscription === undefined || stored === undefined) return 'the channel is not subscribed';
  // A team's channel has the deals of its people; a card that is there already goes on.
  if (own !== undefined && !(await isOfTeam(tenant, own.teamId, { ownerId: file.deal.ownerId, on: dateAt(at, timeZone) }))) {
    if ((await tenant.cards.find(number, delivery.target)) === undefined) return 'the deal is of another team';
  }
  const pipeline = localizePipeline(stored, subscription.language);
  const context = { pipeline, members, today: dateAt(at, timeZone), timeZone, isElsewhere: own === undefined };
  return { file, subscription, context };
}

/** The same, where the channel has cards. */
export async function loadCard(sending: DeliveryContext, payload: CardPayload): Promise<LoadedCard | string> {
  const loaded = await loadChannelDeal(sending, payload);
  return typeof loaded !== 'string' && loaded.subscription.cardsFrom === null ? 'the channel has no cards' : loaded;
}
