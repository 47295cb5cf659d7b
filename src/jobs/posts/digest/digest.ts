import type { PipelineId } from '../../../core/ids.ts';
import { dateAt, type PlainDate } from '../../../core/time/calendar.ts';
import { type DurationMs, MINUTE_MS } from '../../../core/time/durations.ts';
import type { Instant } from '../../../core/time/instant.ts';
import { latestSlot, nextSlot, slotState } from '../../../core/time/slots.ts';
import { loadPeople, loadWorkspace } from '../../../facts/tenant-reads.ts';
import { LANGUAGES } from '../../../locale/languages.ts';
import { loadHolidays } from '../../../platform/holidays.ts';
import { type DigestContext, digestParts, type Lateness } from '../../../slack/views/funnel/digest.ts';
import { funnelPicture, nativeFunnelBlock } from '../../../slack/views/funnel/digest-chart.ts';
import { funnelFormBlocks } from '../../../slack/views/funnel/stage-table.ts';
import { OPEN_SETUP } from '../../../slack/views/kit/action-ids.ts';
import { buttons } from '../../../slack/views/kit/blocks.ts';
import type { PostContent } from '../../../slack/views/kit/post-content.ts';
import { namePostTeam } from '../../../slack/views/kit/post-team.ts';
import { pictureVariants } from '../../../slack/web-api/picture.ts';
import type { DeliveryDraft } from '../../../store/types/posts.ts';
import type { Tenant } from '../../../store/types/store.ts';
import { pictureTools, reportChannelProblem } from '../kit/channel-problem.ts';
import { type DeliveryContext, definePost } from '../kit/define-post.ts';
import { waitUntilDaytime } from '../kit/quiet-hours.ts';
import { loadTeamName } from '../kit/team-name.ts';
import { calibrationPost } from './calibration.ts';
import { loadDigestAlerts } from './digest-alerts.ts';
import { type DigestPayload, digestSchema } from './digest-payload.ts';
import { digestReviewPost } from './digest-review.ts';
import { digestThreadPost } from './digest-thread.ts';
import { hygieneRowsPost } from './hygiene-rows.ts';

/** Later than this after its hour a digest says that it is late. */
const LATE_MS: DurationMs = 15 * MINUTE_MS;

/** Of the digest of a day's slot, or of one that a person asked for, as of an instant. */
type KeyParts = { readonly channel: string; readonly pipelineId: PipelineId } & (
  | { readonly slotOn: PlainDate }
  | { readonly requestedAt: Instant }
);

const key = ({ channel, pipelineId, ...when }: KeyParts): string =>
  `digest/${channel}/${pipelineId}/${'slotOn' in when ? when.slotOn : `at-${when.requestedAt}`}`;

/** `key`: where it is not the digest of its slot. */
type DigestDraft = {
  readonly channel: string;
  readonly payload: DigestPayload;
  readonly notBefore: Instant;
  readonly key?: string;
};

const slotKey = ({ channel, payload: { facts, slot } }: DigestDraft): string =>
  key({ channel, pipelineId: facts.pipelineId, slotOn: dateAt(slot ?? facts.at, facts.timeZone) });

const digestRhythm = ({ facts, weekday, slot }: DigestPayload) => ({
  weekday,
  timeOfDay: new Intl.DateTimeFormat('en-GB', {
    timeZone: facts.timeZone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(slot ?? facts.at),
  timeZone: facts.timeZone,
});

type Waited = { readonly queuedAt: Instant; readonly at: Instant; readonly wasClosed: boolean };

function lateness({ slot, holiday }: DigestPayload, { queuedAt, at, wasClosed }: Waited): Lateness | undefined {
  if (slot === null) return undefined;
  if (wasClosed && at - slot > LATE_MS) return 'closed';
  if (holiday) return 'holiday';
  if (queuedAt - slot > LATE_MS) return 'missed';
  return at - slot > LATE_MS ? 'slack' : undefined;
}

/** A digest that Slack could not take until nobody wants it any more; where its channel took none, that is when the next one is due. */
async function isExpired({ tenant, at }: DeliveryContext, payload: DigestPayload, wasClosed: boolean): Promise<boolean> {
  if (payload.slot === null) return false;
  if (wasClosed) return at >= nextSlot(digestRhythm(payload), payload.slot);
  const { holidayRegion } = await loadWorkspace(tenant);
  const rhythm = digestRhythm(payload);
  return slotState(rhythm, { slot: latestSlot(rhythm, payload.slot), at }, await loadHolidays(holidayRegion, at)) === 'gone';
}

const loadSubscription = async (tenant: Tenant, { subscriptionId }: Pick<DigestPayload, 'subscriptionId'>) =>
  (await tenant.subscriptions.all()).find(({ id }) => id === subscriptionId);

async function loadPostedContext(sending: DeliveryContext, payload: DigestPayload, wasClosed: boolean): Promise<DigestContext> {
  const { tenant, delivery, at } = sending;
  const people = await loadPeople(tenant);
  const { open, openAlerts } = await loadDigestAlerts(sending, payload.facts);
  const why = lateness(payload, { queuedAt: delivery.createdAt, at, wasClosed });
  return {
    ...people,
    alertIdByStage: new Map(open.map(({ stageId, id }) => [stageId, id])),
    openAlerts,
    ...(why === undefined || payload.slot === null ? {} : { late: { why, weekday: payload.weekday, slot: payload.slot } }),
  };
}

/**
 * The week in numbers, to a channel or to one person. Its funnel is a picture; Slack's own chart where files may not be written, and drawn
 * in text where that is refused too.
 */
export const digestPost = definePost({
  kind: 'digest',
  schema: digestSchema,
  key,
  draft: (digest: DigestDraft) => {
    const own = digest.key ?? slotKey(digest);
    return { key: own, target: digest.channel, subject: own, payload: digest.payload, notBefore: digest.notBefore };
  },
  prepare: async (sending, payload) => {
    const subscription = await loadSubscription(sending.tenant, payload);
    const wasClosed = (subscription?.problem ?? null) !== null;
    if (await isExpired(sending, payload, wasClosed)) return { kind: 'drop', why: 'nobody wants it any more' };
    if (payload.slot !== null && payload.subscriptionId !== '' && subscription?.channelId !== sending.delivery.target)
      return { kind: 'drop', why: 'the channel is not subscribed' };
    const night = wasClosed && subscription !== undefined ? await waitUntilDaytime(sending, subscription) : undefined;
    if (night !== undefined) return night;
    const context = await loadPostedContext(sending, payload, wasClosed);
    // No channel gets it yet, and there are others who would read it there.
    const asksForChannel = payload.subscriptionId === '' && payload.slot !== null && !context.solo;
    const team = await loadTeamName(sending.tenant, payload.facts.teamId);
    const shown = { facts: payload.facts, context, asksForChannel, team };
    const { pipelineId } = payload.facts;
    return { kind: 'post', channel: sending.delivery.target, m: LANGUAGES[payload.language], shown, pipelineId };
  },
  view: (m, { facts, context, asksForChannel, team }, sending) => {
    const { text, above, below } = digestParts(m, facts, context);
    const setUp = asksForChannel ? buttons({ id: OPEN_SETUP, text: m.alerts.openSetup, value: 'setup' }) : [];
    const around = (funnel: PostContent['blocks']): PostContent =>
      namePostTeam(m, { text, blocks: [...above, ...funnel, ...below, ...setUp] }, team);
    const drawn = around(funnelFormBlocks(m, facts, 'drawn'));
    if (facts.open.count === 0) return [drawn];
    const native = nativeFunnelBlock(m, facts);
    const picture = pictureVariants(funnelPicture(m, facts), (image) => around([image]), pictureTools(sending));
    return [...picture, ...(native === undefined ? [] : [around([native])]), drawn];
  },
  onSent: async ({ tenant }, { subscriptionId }) => {
    const subscription = await loadSubscription(tenant, { subscriptionId });
    if (subscription !== undefined && subscription.problem !== null) await tenant.subscriptions.setProblem(subscriptionId, null);
  },
  onRefused: async (sending, { subscriptionId }, code) => {
    await sending.tenant.subscriptions.setProblem(subscriptionId, code);
    await reportChannelProblem(sending, code);
  },
});

/** The posts of one digest: the message with its funnel, and its thread. */
export function digestDrafts(digest: DigestDraft): readonly DeliveryDraft[] {
  const main = digestPost.draft(digest);
  const { facts, hygieneLines, ageing, review } = digest.payload;
  const below = { ...digest, digest: main.key };
  return [
    main,
    digestThreadPost.draft(below),
    ...(hygieneLines.length === 0 ? [] : [hygieneRowsPost.draft(below)]),
    ...(ageing.length === 0 && review === null ? [] : [digestReviewPost.draft(below)]),
    ...(facts.calibration.length === 0 ? [] : [calibrationPost.draft(below)]),
  ];
}
