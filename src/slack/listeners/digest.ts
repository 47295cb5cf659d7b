import { may } from '../../core/rights.ts';
import { digestExtras } from '../../facts/digest-extras.ts';
import { weekFacts } from '../../facts/week-facts.ts';
import { LANGUAGES } from '../../locale/languages.ts';
import { digestDrafts } from '../../posts/digest-post.ts';
import { requestedDigestKey } from '../../posts/keys.ts';
import { digestContext } from '../digest-context.ts';
import type { Answer, Flow, Press, Visit } from '../flow.ts';
import { say } from '../views/blocks.ts';
import { WEEK } from '../views/deal-actions.ts';
import { digestMessage } from '../views/digest.ts';
import { digestPreview, POST } from '../views/digest-preview.ts';
import { literal } from '../views/text.ts';

const MOST_CHANNELS = 4;

/** The digest as its first channel would read it now. */
async function preview(visit: Visit): Promise<Answer> {
  const { m, tenant, member } = visit;
  if (!may(member.role, 'digest.preview')) return { do: 'say', message: say(m.digest.managersOnly) };
  const subscriptions = (await tenant.subscriptions.all()).slice(0, MOST_CHANNELS);
  const [first] = subscriptions;
  const pipeline = first === undefined ? visit.pipeline : ((await tenant.pipeline(first.pipelineId)) ?? visit.pipeline);
  const rhythm = first ?? { weekday: 1, timeOfDay: '09:00', timeZone: visit.timeZone };
  const [facts, context] = await Promise.all([
    weekFacts(tenant, pipeline, rhythm, visit.at, true),
    digestContext(tenant, pipeline.id),
  ]);
  const digest = digestMessage(first === undefined ? m : LANGUAGES[first.language], facts, context);
  return { do: 'say', message: digestPreview(m, digest, subscriptions, visit.at) };
}

/** Queues the digest that was previewed; pressing twice posts once. */
async function postNow(visit: Visit, press: Press): Promise<Answer> {
  const { m, tenant, member } = visit;
  if (!may(member.role, 'digest.post')) return { do: 'say', message: say(m.digest.managersOnly) };
  const [, id, at] = /^([\w-]{1,40}) (\d{1,15})$/.exec(press.value) ?? [];
  const subscription = (await tenant.subscriptions.all()).find((each) => each.id === id);
  const pipeline = subscription === undefined ? undefined : await tenant.pipeline(subscription.pipelineId);
  if (subscription === undefined || pipeline === undefined) return { do: 'say', message: say(m.common.gone) };
  const asOf = Math.min(Number(at), visit.at);
  const { channelId, language, weekday } = subscription;
  const facts = await weekFacts(tenant, pipeline, subscription, asOf, true);
  const payload = {
    facts,
    ...(await digestExtras(tenant, subscription, pipeline, facts)),
    language,
    subscriptionId: subscription.id,
    slot: null,
    weekday,
    holiday: false,
  };
  const key = requestedDigestKey(channelId, pipeline.id, asOf);
  const queued = await tenant.deliveries.queue(digestDrafts(channelId, payload, visit.at, key), visit.at);
  visit.wake();
  const channel = literal(`#${subscription.channelName}`);
  const sentence = queued.includes(key) ? m.digest.posting(channel) : m.digest.postedAlready;
  return { do: 'say', message: say(sentence), instead: true };
}

/** The week as the channel reads it: preview, and posting it now. */
export const digestFlow: Flow = {
  funnel: { digest: { opens: false, run: preview } },
  buttons: { [WEEK]: { run: preview }, [POST]: { run: postNow } },
};
