import { isAllowed } from '../../../core/people/rights.ts';
import { loadDigestFacts } from '../../../facts/digest/week-facts.ts';
import { loadPipeline } from '../../../facts/load-pipeline.ts';
import { digestDrafts, digestPost } from '../../../jobs/posts/digest/digest.ts';
import { loadDigestExtras } from '../../../jobs/posts/digest/digest-extras.ts';
import { loadOpenAlerts } from '../../../jobs/posts/kit/open-alerts.ts';
import { LANGUAGES } from '../../../locale/languages.ts';
import type { Flow, Press, Reply, RequestContext } from '../../request/flow.ts';
import { loadDigestContext } from '../../steps/digest-context.ts';
import { PREVIEW_DIGEST } from '../../views/deal/deal-actions.ts';
import { digestMessage } from '../../views/funnel/digest.ts';
import { digestPreview, POST_DIGEST } from '../../views/funnel/digest-preview.ts';
import { textMessage } from '../../views/kit/blocks.ts';
import { literal } from '../../views/kit/text.ts';

const MAX_CHANNELS = 4;

/** The digest as its first channel would read it now. */
async function previewDigest(context: RequestContext): Promise<Reply> {
  const { m, tenant, member } = context;
  if (!isAllowed(member.role, 'digest.preview')) return { kind: 'say', message: textMessage(m.digest.managersOnly) };
  const all = await tenant.subscriptions.all();
  const subscriptions = all.filter(({ pipelineId }) => pipelineId === context.pipeline.id).slice(0, MAX_CHANNELS);
  const [first] = subscriptions;
  const pipeline =
    first === undefined ? context.pipeline : ((await loadPipeline(tenant, first.language, first.pipelineId)) ?? context.pipeline);
  const timeZone = first?.timeZone ?? context.timeZone;
  const [facts, viewContext] = await Promise.all([
    loadDigestFacts({ ...context, pipeline, timeZone }, { thread: true, ...(first === undefined ? {} : { schedule: first }) }),
    loadDigestContext({ ...context, pipeline }),
  ]);
  const place = { target: first?.channelId ?? '', pipelineId: pipeline.id, teamId: undefined, timeZone };
  const openAlerts = first === undefined ? [] : await loadOpenAlerts(tenant, { open: viewContext.open, place });
  const digest = digestMessage(first === undefined ? m : LANGUAGES[first.language], facts, { ...viewContext, openAlerts });
  return { kind: 'say', message: digestPreview(m, digest, { channels: subscriptions, at: context.at }) };
}

/** Queues the digest that was previewed; pressing twice posts once. */
async function postDigestNow(context: RequestContext, press: Press): Promise<Reply> {
  const { m, tenant, member } = context;
  if (!isAllowed(member.role, 'digest.post')) return { kind: 'say', message: textMessage(m.digest.managersOnly) };
  const [, id, at] = /^([\w-]{1,40}) (\d{1,15})$/.exec(press.value) ?? [];
  const subscription = (await tenant.subscriptions.all()).find((each) => each.id === id);
  const pipeline =
    subscription === undefined ? undefined : await loadPipeline(tenant, subscription.language, subscription.pipelineId);
  if (subscription === undefined || pipeline === undefined) return { kind: 'say', message: textMessage(m.common.gone) };
  const asOf = Math.min(Number(at), context.at);
  const { channelId, language, weekday } = subscription;
  const scope = { ...context, pipeline, at: asOf, timeZone: subscription.timeZone };
  const facts = await loadDigestFacts(scope, { schedule: subscription, thread: true });
  const payload = {
    facts,
    ...(await loadDigestExtras(scope, subscription, facts)),
    language,
    subscriptionId: subscription.id,
    slot: null,
    weekday,
    holiday: false,
  };
  const key = digestPost.key({ channel: channelId, pipelineId: pipeline.id, requestedAt: asOf });
  const drafts = digestDrafts({ channel: channelId, payload, notBefore: context.at, key });
  const queued = await tenant.deliveries.queue(drafts, context.at);
  context.wake();
  const channel = literal(`#${subscription.channelName}`);
  const sentence = queued.includes(key) ? m.digest.posting(channel) : m.digest.postedAlready;
  return { kind: 'say', message: textMessage(sentence), replacesOriginal: true };
}

/** The week as the channel reads it: preview, and posting it now. */
export const digestFlow = {
  funnelCommands: { digest: { takesDeal: null, isOfPipeline: true, opensForm: false, run: previewDigest } },
  buttons: { [PREVIEW_DIGEST]: { isOfPipeline: true, run: previewDigest }, [POST_DIGEST]: { run: postDigestNow } },
} satisfies Flow;
