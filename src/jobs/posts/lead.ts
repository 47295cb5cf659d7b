import { z } from 'zod';
import { type Deal, isOpen } from '../../core/deal/deal.ts';
import { UNDO_WINDOW_MS } from '../../core/deal/undo.ts';
import type { DealNumber } from '../../core/ids.ts';
import { DEFAULT_LANGUAGE } from '../../core/people/language.ts';
import { type Member, managersOrAdmins, reachableAdmins } from '../../core/people/member.ts';
import { isNoPerson } from '../../core/people/nobody.ts';
import { channelViewer, hidesAny } from '../../core/people/viewer.ts';
import type { Pipeline } from '../../core/pipeline/stage.ts';
import type { Instant } from '../../core/time/instant.ts';
import { loadMembersById, loadWorkspace } from '../../facts/tenant-reads.ts';
import { LANGUAGES, messagesFor } from '../../locale/languages.ts';
import { leadMessage } from '../../slack/views/workspace/leads.ts';
import type { Subscription } from '../../store/types/channels.ts';
import type { DeliveryDraft } from '../../store/types/posts.ts';
import type { Tenant } from '../../store/types/store.ts';
import { reportChannelProblem } from './kit/channel-problem.ts';
import { type DeliveryContext, definePost } from './kit/define-post.ts';
import { waitUntilDaytime } from './kit/quiet-hours.ts';

/** `twin`: an open deal of the same company, when the lead came. */
const schema = z.object({ number: z.number(), twin: z.number().nullable() });
type Payload = z.infer<typeof schema>;

const key = ({ target, number }: { readonly target: string; readonly number: DealNumber }): string => `lead/${target}/${number}`;

type LeadDraft = Payload & { readonly target: string; readonly at: Instant };

/** What a lead's post shows now; undefined where there is nothing to ask, or its reader may not see it. */
export async function loadLeadShown({ tenant, deals, delivery }: DeliveryContext, { number, twin }: Payload) {
  const [file, other, members, subscriptions] = await Promise.all([
    deals.file(number),
    twin === null ? undefined : deals.file(twin),
    loadMembersById(tenant),
    tenant.subscriptions.all(),
  ]);
  if (file === undefined || !isOpen(file.deal)) return undefined;
  const { deal } = file;
  const here = subscriptions.filter(({ channelId }) => channelId === delivery.target);
  const subscription = here.find(({ pipelineId }) => pipelineId === deal.pipelineId) ?? here[0];
  const reader = [...members.values()].find(({ slackUserId }) => slackUserId === delivery.target);
  if (subscription === undefined && reader === undefined) return undefined;
  const m =
    subscription === undefined && reader !== undefined
      ? messagesFor(reader, await loadWorkspace(tenant))
      : LANGUAGES[subscription?.language ?? DEFAULT_LANGUAGE];
  const sameCompany = other !== undefined && isOpen(other.deal) ? other.deal : undefined;
  return { m, subscription, pipelineId: deal.pipelineId, shown: { deal, twin: sameCompany, members } };
}

/** A lead that came by a form: the channel, or who is in charge, is asked who takes it. */
export const leadPost = definePost({
  kind: 'lead',
  schema,
  key,
  draft: ({ target, number, twin, at }: LeadDraft) => ({
    key: key({ target, number }),
    target,
    subject: String(number),
    payload: { number, twin },
    notBefore: at,
  }),
  prepare: async (sending, payload) => {
    const loaded = await loadLeadShown(sending, payload);
    if (loaded === undefined) return { kind: 'drop', why: 'it is open no more, or not to be seen here' };
    const { m, subscription, pipelineId, shown } = loaded;
    // Somebody had it before anybody was asked: taken back, it has to be asked about after all.
    const undoMs = shown.deal.changedAt + UNDO_WINDOW_MS + 1 - sending.at;
    if (!isNoPerson(shown.deal.ownerId))
      return undoMs > 0 ? { kind: 'wait', ms: undoMs, why: 'taken, as yet' } : { kind: 'drop', why: 'somebody has it' };
    const night = subscription === undefined ? undefined : await waitUntilDaytime(sending, subscription);
    return night ?? { kind: 'post', channel: sending.delivery.target, m, shown, pipelineId };
  },
  view: (m, shown) => [leadMessage(m, shown)],
  onRefused: async (sending, _payload, code) => reportChannelProblem(sending, code),
});

/** Who is asked about leads of a pipeline: its channels that see every deal of it, else who manages, else the admins. */
function leadTargets(
  pipeline: Pipeline,
  { subscriptions, members }: { readonly subscriptions: readonly Subscription[]; readonly members: readonly Member[] },
): readonly string[] {
  const channels = subscriptions.filter(
    ({ pipelineId, channelId }) => pipelineId === pipeline.id && !hidesAny(channelViewer(channelId, [pipeline]), pipeline.id),
  );
  // A lead of nobody is of no team: a channel of all comes before the teams' own.
  const ofAll = channels.filter(({ teamId }) => teamId === null);
  if (channels.length > 0) return (ofAll.length > 0 ? ofAll : channels).map(({ channelId }) => channelId);
  const isHiding = (pipeline.visibility ?? 'everybody') !== 'everybody';
  return (isHiding ? reachableAdmins(members) : managersOrAdmins(members)).map(({ slackUserId }) => slackUserId);
}

/** The posts that ask who takes a lead, to be queued with it. */
export async function leadDrafts(
  tenant: Tenant,
  { number, pipeline, twin, at }: LeadAsked & { readonly number: DealNumber },
): Promise<readonly DeliveryDraft[]> {
  const [subscriptions, members] = await Promise.all([tenant.subscriptions.all(), tenant.members.all()]);
  const about = { number, twin: twin?.number ?? null, at };
  return leadTargets(pipeline, { subscriptions, members }).map((target) => leadPost.draft({ target, ...about }));
}

/** `twin`: an open deal of the same company. */
type LeadAsked = { readonly pipeline: Pipeline; readonly twin: Deal | undefined; readonly at: Instant };

/** Whether anybody was asked about a lead, or is going to be. */
export const wasAsked = async (tenant: Tenant, { number, createdAt }: Pick<Deal, 'number' | 'createdAt'>): Promise<boolean> =>
  (await tenant.deliveries.ofKind('lead', createdAt)).some((post) => leadPost.read(post)?.number === number);
