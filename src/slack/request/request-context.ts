import type { WebClient } from '@slack/web-api';
import type { ChangeOrigin } from '../../core/deal/deal-event.ts';
import type { ChannelId, PipelineId, SlackUserId, WorkspaceId } from '../../core/ids.ts';
import { DEFAULT_LANGUAGE, type Language } from '../../core/people/language.ts';
import { standsInFor } from '../../core/people/member.ts';
import { NO_TEAMS } from '../../core/people/teams.ts';
import { hideDeals, viewerFor } from '../../core/people/viewer.ts';
import { localizePipelines, pipelineById, pipelineOfChannel } from '../../core/pipeline/pipelines.ts';
import { dateAt } from '../../core/time/calendar.ts';
import type { DurationMs } from '../../core/time/durations.ts';
import { LANGUAGES, languageFor, languageFromLocale } from '../../locale/languages.ts';
import type { Messages } from '../../locale/messages.ts';
import { archiveOf } from '../../store/types/archives.ts';
import type { Tenant } from '../../store/types/store.ts';
import { isWorkspaceOwner } from '../web-api/accounts.ts';
import { findOwnChannel, lookUpChannel } from '../web-api/channels.ts';
import { downloadFile } from '../web-api/download-file.ts';
import { uploadPicture } from '../web-api/picture.ts';
import { createProgressMessage } from '../web-api/progress-message.ts';
import { sendFile } from '../web-api/send-file.ts';
import { createUserGroupAccess } from '../web-api/user-groups.ts';
import { type AccessRefusalReason, admit, personKey, workspaceLanguage } from './admission.ts';
import { withChangeNotifications } from './change-notifications.ts';
import type { RequestContext } from './flow.ts';
import { refreshHomes } from './home-watch.ts';
import type { RequestDeps, SpokenLanguage } from './request-deps.ts';
import { resolveGuest, resolveMember } from './resolve-member.ts';
import { stepReminderDrafts } from './step-reminders.ts';

/** What a request says about itself. */
export type Caller = {
  readonly workspaceId: WorkspaceId;
  readonly slackUserId: SlackUserId;
  readonly channelId: ChannelId | null;
  /** The thread that it was said or pressed in; not given where there is none. */
  readonly thread?: string | null;
  readonly command: string;
  readonly through: ChangeOrigin;
  /** Language of the typed word; null where nothing was typed, or both languages have the word. */
  readonly typedLanguage: Language | null;
  /** What was typed as a whole behind the command, where its first word is one of ours and others follow: a deal may be called so. */
  readonly line?: string | undefined;
  /** The pipeline of the answer whose button was pressed, or of the form; undefined: the channel's, else the default. */
  readonly pipelineId?: PipelineId | undefined;
  /** Unique per request. */
  readonly key: string;
};

const LANGUAGE_CACHE_LIMIT = 10_000;
/** A language that was chosen through another instance of the bot is known here after this. */
const LANGUAGE_TTL_MS: DurationMs = 60_000;

type PersonRef = Pick<Caller, 'workspaceId' | 'slackUserId'>;
const callerKey = ({ workspaceId, slackUserId }: PersonRef): string => personKey({ id: workspaceId }, slackUserId);

/** Somebody who may not use Lejek, and the words to say so in. */
export type AccessRefusal = {
  readonly refused: AccessRefusalReason;
  readonly m: Messages;
  /** Whether anything is kept of the workspace: where nothing is, nothing can be noted either. */
  readonly tenant: Tenant;
};

/** The language to speak before, or without, the database. */
export const guessLanguage = (
  { spokenLanguages }: Pick<RequestDeps, 'spokenLanguages'>,
  caller: PersonRef & Pick<Caller, 'typedLanguage'>,
): Language => caller.typedLanguage ?? spokenLanguages.get(callerKey(caller))?.language ?? DEFAULT_LANGUAGE;

/** The own language of a person who was here in the last minute, and whether they were alone. */
export function cachedLanguage({ spokenLanguages, clock }: RequestDeps, caller: PersonRef): SpokenLanguage | undefined {
  const last = spokenLanguages.get(callerKey(caller));
  return last !== undefined && clock.monotonicNow() - last.preferenceSeenAt < LANGUAGE_TTL_MS ? last : undefined;
}

function cacheLanguage({ spokenLanguages }: RequestDeps, caller: PersonRef, spoken: SpokenLanguage): void {
  if (spokenLanguages.size >= LANGUAGE_CACHE_LIMIT) spokenLanguages.clear();
  spokenLanguages.set(callerKey(caller), spoken);
}

/**
 * Reads who is there, and gathers what a listener needs; a refusal where the person may not use Lejek. Every entrance passes here: commands,
 * presses, forms, shortcuts, mentions, direct messages, selects and Home.
 */
export async function requestContext(
  deps: RequestDeps,
  caller: Caller,
  { client, onWrite = () => {} }: { readonly client: WebClient; readonly onWrite?: (outcome: 'saved' | 'unknown') => void },
): Promise<RequestContext | AccessRefusal> {
  const at = deps.clock.now();
  const tenant = withChangeNotifications(deps.store.tenant(caller.workspaceId), {
    onPostsQueued: deps.wake,
    onChange: () => refreshHomes(deps, caller.workspaceId),
    onWrite,
  });
  const access = { deps, tenant, client };
  const { slackUserId, typedLanguage, line } = caller;
  const channelId = caller.channelId ?? undefined;
  const admission = await admit(access, {
    slackUserId,
    line,
    channelId,
    language: guessLanguage(deps, caller),
    typedLanguage,
    at,
  });
  if ('refused' in admission) {
    deps.spokenLanguages.delete(callerKey(caller));
    const language = languageFor(admission, typedLanguage, await workspaceLanguage(tenant));
    return { refused: admission.refused, m: LANGUAGES[language], tenant };
  }
  const {
    workspace,
    member: known,
    pipeline: first,
    otherPipelines: others,
    subscribed,
    solo,
    dealsWithLine,
    standsInFor: away,
    managedTeams,
    hasRates,
  } = admission;
  const today = dateAt(at, workspace.timeZone);
  // Who is alone has nobody to ask: a workspace without an admin is theirs until somebody else comes. A guest is never that.
  const role = solo && known.account === 'member' ? 'admin' : known.role;
  const member = { ...known, role, standsInFor: standsInFor(known, away, today) };
  const language = languageFor(member, typedLanguage, workspace);
  const isOwn = member.language !== null || languageFromLocale(member.locale) !== null;
  const preferenceSeenAt = isOwn ? deps.clock.monotonicNow() : Number.NEGATIVE_INFINITY;
  cacheLanguage(deps, caller, { language, solo, preferenceSeenAt });
  const pipelines = localizePipelines({ first, others }, language, deps.localizePipeline);
  const named = caller.pipelineId === undefined ? undefined : pipelineById(pipelines, caller.pipelineId);
  const ownZone = member.timeZone ?? workspace.timeZone;
  const all = [first, ...others];
  const viewer = viewerFor(member, all, { teams: hideDeals(all) ? await tenant.teams.all() : NO_TEAMS, today });
  return {
    tenant,
    viewer,
    deals: tenant.deals(viewer),
    workspace,
    member,
    pipeline: named ?? pipelineOfChannel(pipelines, subscribed),
    pipelines,
    managedTeams,
    hasRates,
    solo,
    dealsWithLine: dealsWithLine(viewer),
    language,
    typedLanguage,
    m: LANGUAGES[language],
    at,
    timeZone: workspace.timeZone,
    today,
    through: caller.through,
    act: { actor: { id: member.id, role: member.role, standsInFor: member.standsInFor }, at, today, through: caller.through },
    writeRequest: (key) => ({
      key: key === undefined ? caller.key : `${caller.key} ${key}`,
      at,
      deliveries: (event, deal) =>
        stepReminderDrafts({ event, deal }, { slackUserId: caller.slackUserId, timeZone: ownZone, at }),
    }),
    ownZone,
    channelId: caller.channelId,
    command: caller.command,
    resolveMember: (slackUserId) => resolveMember(access, slackUserId),
    isWorkspaceOwner: () => isWorkspaceOwner(client, slackUserId),
    resolveGuest: (slackUserId) => resolveGuest(access, slackUserId),
    userGroups: createUserGroupAccess(client, workspace.id),
    lookUpChannel: (channelId) => lookUpChannel(client, channelId),
    findOwnChannel: () => findOwnChannel(client),
    progress: createProgressMessage(client, { slackUserId, channelId: caller.channelId, thread: caller.thread ?? null }, deps),
    readFile: (fileId) => downloadFile(fileId, client),
    uploadPicture: (picture) => uploadPicture(picture, client, deps.log),
    sendFile: (file) => sendFile(client, caller.slackUserId, file),
    archive: archiveOf(deps.store.archives, workspace.id),
    webhooks: deps.webhooks ?? { secrets: undefined, allowsPrivate: false },
    wallNow: deps.clock.wallNow,
    wake: deps.wake,
  };
}
