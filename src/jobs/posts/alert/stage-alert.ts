import { z } from 'zod';
import { type Deal, isOpen } from '../../../core/deal/deal.ts';
import type { LeftDeals } from '../../../core/funnel/left-deals.ts';
import type { AlertFacts } from '../../../core/funnel/stage-alert.ts';
import type { MemberId, PipelineId } from '../../../core/ids.ts';
import type { Language } from '../../../core/people/language.ts';
import type { Member, People } from '../../../core/people/member.ts';
import type { PlainDate } from '../../../core/time/calendar.ts';
import type { Instant } from '../../../core/time/instant.ts';
import { loadLeftDeals } from '../../../facts/left-deals.ts';
import { loadPipeline } from '../../../facts/load-pipeline.ts';
import { narrowToTeam } from '../../../facts/team-scope.ts';
import { loadPeople, loadWorkspace } from '../../../facts/tenant-reads.ts';
import { LANGUAGES, messagesFor } from '../../../locale/languages.ts';
import type { Messages } from '../../../locale/messages.ts';
import type { SafeText } from '../../../locale/safe-text.ts';
import { stageOrOutcome } from '../../../slack/views/deal/deal-title.ts';
import { type CommitmentMembers, committedMembers, type MovedDeals } from '../../../slack/views/funnel/plan/gap-action-rows.ts';
import { stageAlert } from '../../../slack/views/funnel/stage-alert.ts';
import type { PostContent } from '../../../slack/views/kit/post-content.ts';
import { namePostTeam } from '../../../slack/views/kit/post-team.ts';
import type { Deals } from '../../../store/types/deals.ts';
import type { Delivery } from '../../../store/types/posts.ts';
import type { Tenant } from '../../../store/types/store.ts';
import { reportChannelProblem } from '../kit/channel-problem.ts';
import { checkChannelRule } from '../kit/channel-rule.ts';
import { type DeliveryContext, definePost, type PreparedPost } from '../kit/define-post.ts';
import { alertLineSchema } from '../kit/gap-schema.ts';
import { storedLanguage } from '../kit/stored-language.ts';
import { loadTeamName } from '../kit/team-name.ts';

/** An alert as stored in `delivery.payload`. `memberId`: it goes to one person, in that person's language. */
export type AlertPayload = {
  readonly facts: AlertFacts;
  readonly language: Language;
  readonly memberId: MemberId | null;
};

const storedAlert = z.object({
  facts: z.object({
    timeZone: z.string(),
    lines: z.array(alertLineSchema),
    pipelineId: z.string().optional(),
    teamId: z.string().optional(),
    at: z.number().optional(),
  }),
  /** An older alert has it here. */
  pipelineId: z.string().optional(),
  language: storedLanguage,
  memberId: z.string().nullable(),
});

/** Alerts of this version and every earlier one. One without an hour was true when it was queued. */
export const alertSchema = ({ createdAt }: Pick<Delivery, 'createdAt'>): z.ZodType<AlertPayload> =>
  storedAlert.transform(({ facts, pipelineId: besideFacts, language, memberId }, { issues }): AlertPayload => {
    const pipelineId = facts.pipelineId ?? besideFacts;
    if (pipelineId === undefined) issues.push({ code: 'custom', message: 'an alert of no pipeline', input: facts });
    return { facts: { ...facts, pipelineId: pipelineId ?? '', at: facts.at ?? createdAt }, language, memberId };
  });

/** What an alert shows beside what is stored: who took what, and where the deals that it names are by now. */
export type AlertShown = {
  readonly facts: AlertFacts;
  readonly people: People;
  readonly takenBy: CommitmentMembers;
  readonly moved: MovedDeals;
  /** Whose deals need a new owner: they are in no suggestion. */
  readonly left: readonly LeftDeals[];
  /** Whose alert it is; undefined: of all. */
  readonly team?: SafeText | undefined;
};

/** The words of an alert: the person's whom it goes to, or the channel's. */
export async function loadAlertMessages({ tenant }: DeliveryContext, payload: AlertPayload): Promise<Messages> {
  const member: Member | undefined = payload.memberId === null ? undefined : await tenant.members.byId(payload.memberId);
  return member === undefined ? LANGUAGES[payload.language] : messagesFor(member, await loadWorkspace(tenant));
}

/** An alert as its readers may see it, and the deals that it names as they are now. */
type NamedDeals = { readonly facts: AlertFacts; readonly deals: readonly Deal[] };

/** What an alert tells of stages that are short still. */
const withoutOver = (facts: AlertFacts): AlertFacts => ({ ...facts, lines: facts.lines.filter(({ over }) => over !== true) });

/** What an alert names beside its counts: only deals that its readers see. */
async function onlySeen(seen: Deals, facts: AlertFacts): Promise<NamedDeals> {
  const numbers = facts.lines.flatMap(({ candidates }) => candidates.map(({ number }) => number));
  const deals = await seen.byNumbers(numbers);
  const isSeen = new Set(deals.map(({ number }) => number));
  const lines = facts.lines.map((line) => ({ ...line, candidates: line.candidates.filter(({ number }) => isSeen.has(number)) }));
  return { facts: { ...facts, lines }, deals };
}

/** Where the deals that an alert names are by now, of those that have left the stage in which it named them. */
async function loadMovedDeals(tenant: Tenant, m: Messages, { facts, deals }: NamedDeals): Promise<MovedDeals> {
  const named = new Map(facts.lines.flatMap(({ candidates }) => candidates).map((each) => [each.number, each.stageId]));
  const pipeline = await loadPipeline(tenant, m.language, facts.pipelineId);
  return new Map(
    deals
      .filter((deal) => pipeline !== undefined && (!isOpen(deal) || deal.stageId !== named.get(deal.number)))
      .map((deal) => [
        deal.number,
        deal.outcome === 'withdrawn' || pipeline === undefined ? m.card.kinds.withdrawn : stageOrOutcome(deal, pipeline),
      ]),
  );
}

/** The deals of those who have left as they are now: of the pipeline, or of the team whose alert it is. */
async function loadLeft(
  { tenant, viewer, at }: DeliveryContext,
  { pipelineId, teamId }: AlertFacts,
): Promise<readonly LeftDeals[]> {
  const workspace = await loadWorkspace(tenant);
  const pipeline = await loadPipeline(tenant, workspace.language, pipelineId);
  if (pipeline === undefined) return [];
  const scope = { tenant, viewer, pipeline, at, workspace, timeZone: workspace.timeZone };
  const narrowed = await narrowToTeam(scope, teamId ?? null);
  return narrowed === undefined ? [] : loadLeftDeals(narrowed);
}

/** An alert as it is shown now, in its words. */
export async function loadAlertShown(
  sending: DeliveryContext,
  payload: AlertPayload,
): Promise<{ readonly m: Messages; readonly shown: AlertShown; readonly pipelineId: PipelineId }> {
  const { tenant } = sending;
  const named = await onlySeen(sending.deals, withoutOver(payload.facts));
  const { facts } = named;
  // A move may have been taken on by another alert that asked for it.
  const open = await tenant.stageAlerts.open(facts.pipelineId, undefined, facts.teamId);
  const ids = new Set([...facts.lines.map(({ alertId }) => alertId), ...open.map(({ id }) => id)]);
  const takenBy = committedMembers(await tenant.commitments.byAlerts([...ids]));
  const m = await loadAlertMessages(sending, payload);
  const moved = await loadMovedDeals(tenant, m, named);
  const { pipelineId } = facts;
  const [team, people] = [await loadTeamName(tenant, facts.teamId), await loadPeople(tenant)];
  const left = await loadLeft(sending, facts);
  return { m, pipelineId, shown: { facts, people, takenBy, moved, left, team } };
}

export const alertView = (m: Messages, { facts, people, takenBy, moved, left, team }: AlertShown): PostContent =>
  namePostTeam(m, stageAlert(m, facts, { ...people, taken: takenBy, moved, left }), team);

/** Whether two alerts read the same but for the people in them: amounts are told coarsely, days by the part of a month. */
export function readsTheSame(...alerts: readonly [AlertPayload, AlertPayload]): boolean {
  const [first, second] = alerts.map(({ facts, language }) => {
    const nobody = { members: new Map(), solo: false, taken: new Map() };
    const { blocks } = stageAlert(LANGUAGES[language], { ...withoutOver(facts), at: 0 }, nobody);
    const lines = facts.lines.map(({ asked, over }) => ({ asked, over }));
    return JSON.stringify({ blocks, lines });
  });
  return first === second;
}

/** The delivery rule of an alert, to a channel or a manager: a stage that has recovered meanwhile is left out. */
export async function prepareAlert(sending: DeliveryContext, payload: AlertPayload): Promise<PreparedPost<AlertShown>> {
  const { tenant, delivery } = sending;
  const open = new Set(
    (await tenant.stageAlerts.open(payload.facts.pipelineId, undefined, payload.facts.teamId)).map(({ id }) => id),
  );
  const lines = payload.facts.lines.filter(({ alertId }) => open.has(alertId));
  if (lines.length === 0) return { kind: 'drop', why: 'recovered meanwhile' };
  const loaded = await loadAlertShown(sending, { ...payload, facts: { ...payload.facts, lines } });
  return { kind: 'post', channel: delivery.target, ...loaded };
}

type KeyParts = { readonly channel: string; readonly pipelineId: PipelineId; readonly on: PlainDate };

const key = ({ channel, pipelineId, on }: KeyParts): string => `alert/${channel}/${pipelineId}/${on}`;

type AlertDraft = {
  readonly channel: string;
  readonly on: PlainDate;
  readonly facts: AlertFacts;
  readonly language: Language;
  readonly at: Instant;
};

/** Stages that fell below their need, to a channel: one message a day. */
export const stageAlertPost = definePost({
  kind: 'stage-alert',
  schema: alertSchema,
  key,
  draft: ({ channel, on, facts, language, at }: AlertDraft) => {
    const own = key({ channel, pipelineId: facts.pipelineId, on });
    return { key: own, target: channel, subject: own, payload: { facts, language, memberId: null }, notBefore: at };
  },
  prepare: async (sending, payload) =>
    (await checkChannelRule(sending, { alertClass: 'stage-alert', pipelineId: payload.facts.pipelineId })) ??
    prepareAlert(sending, payload),
  view: (m, shown) => [alertView(m, shown)],
  onRefused: async (sending, _alert, code) => reportChannelProblem(sending, code),
});
