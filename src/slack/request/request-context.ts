import type { WebClient } from '@slack/web-api';
import type { ChangeOrigin } from '../../core/deal/deal-event.ts';
import type { ChannelId, SlackUserId, WorkspaceId } from '../../core/ids.ts';
import { DEFAULT_LANGUAGE, type Language } from '../../core/people/language.ts';
import { localizePipeline } from '../../core/pipeline/stored-pipeline.ts';
import { dateAt } from '../../core/time/calendar.ts';
import type { DurationMs } from '../../core/time/durations.ts';
import { LANGUAGES, languageFor, languageFromLocale } from '../../locale/languages.ts';
import { lookUpChannel } from '../web-api/channels.ts';
import { uploadPicture } from '../web-api/picture.ts';
import { withChangeNotifications } from './change-notifications.ts';
import type { RequestContext } from './flow.ts';
import { refreshHomes } from './home-watch.ts';
import { refreshProfile, resolveMember } from './profiles.ts';
import type { RequestDeps, SpokenLanguage } from './request-deps.ts';

/** What a request says about itself. */
export type Caller = {
  readonly workspaceId: WorkspaceId;
  readonly slackUserId: SlackUserId;
  /** Slack's handle: a name until the real one is known. */
  readonly handle: string;
  readonly channelId: ChannelId | null;
  readonly command: string;
  readonly through: ChangeOrigin;
  /** Language of the typed word; null where nothing was typed, or both languages have the word. */
  readonly typedLanguage: Language | null;
  /** What was typed as a whole behind the command, where its first word is one of ours and others follow: a deal may be called so. */
  readonly line?: string | undefined;
  /** Unique per request. */
  readonly key: string;
};

const LANGUAGE_CACHE_LIMIT = 10_000;
/** A language that was chosen through another instance of the bot is known here after this. */
const LANGUAGE_TTL_MS: DurationMs = 60_000;

type PersonRef = Pick<Caller, 'workspaceId' | 'slackUserId'>;
const personKey = ({ workspaceId, slackUserId }: PersonRef): string => `${workspaceId} ${slackUserId}`;

/** The language to speak before, or without, the database. */
export const guessLanguage = (
  { spokenLanguages }: Pick<RequestDeps, 'spokenLanguages'>,
  caller: PersonRef & Pick<Caller, 'typedLanguage'>,
): Language => caller.typedLanguage ?? spokenLanguages.get(personKey(caller))?.language ?? DEFAULT_LANGUAGE;

/** The own language of a person who was here in the last minute, and whether they were alone. */
export function cachedLanguage({ spokenLanguages, clock }: RequestDeps, caller: PersonRef): SpokenLanguage | undefined {
  const last = spokenLanguages.get(personKey(caller));
  return last !== undefined && clock.monotonicNow() - last.preferenceSeenAt < LANGUAGE_TTL_MS ? last : undefined;
}

function cacheLanguage({ spokenLanguages }: RequestDeps, caller: PersonRef, spoken: SpokenLanguage): void {
  if (spokenLanguages.size >= LANGUAGE_CACHE_LIMIT) spokenLanguages.clear();
  spokenLanguages.set(personKey(caller), spoken);
}

/** Reads who is there, and gathers what a listener needs. People not seen lately are looked up in Slack afterwards, without waiting. */
export async function requestContext(
  deps: RequestDeps,
  caller: Caller,
  { client, onWrite = () => {} }: { readonly client: WebClient; readonly onWrite?: (outcome: 'saved' | 'unknown') => void },
): Promise<RequestContext> {
  const at = deps.clock.now();
  const tenant = withChangeNotifications(deps.store.tenant(caller.workspaceId), {
    onPostsQueued: deps.wake,
    onChange: () => refreshHomes(deps, caller.workspaceId),
    onWrite,
  });
  const {
    workspace,
    member: known,
    pipeline: stored,
    solo,
    dealsWithLine,
  } = await tenant.loadOrCreateRequester(
    { slackUserId: caller.slackUserId, name: caller.handle || caller.slackUserId },
    { language: guessLanguage(deps, caller), at, line: caller.line },
  );
  // Who is alone has nobody to ask: a workspace without an admin is theirs until somebody else comes.
  const member = solo ? { ...known, role: 'admin' as const } : known;
  const language = languageFor(member, caller.typedLanguage, workspace);
  const isOwn = member.language !== null || languageFromLocale(member.locale) !== null;
  const preferenceSeenAt = isOwn ? deps.clock.monotonicNow() : Number.NEGATIVE_INFINITY;
  cacheLanguage(deps, caller, { language, solo, preferenceSeenAt });
  refreshProfile({ deps, tenant, client }, caller.slackUserId);
  const today = dateAt(at, workspace.timeZone);
  return {
    tenant,
    workspace,
    member,
    pipeline: localizePipeline(stored, language),
    solo,
    dealsWithLine,
    language,
    typedLanguage: caller.typedLanguage,
    m: LANGUAGES[language],
    at,
    timeZone: workspace.timeZone,
    today,
    through: caller.through,
    act: { actor: { id: member.id, role: member.role }, at, today, through: caller.through },
    writeRequest: (key) => ({ key: key === undefined ? caller.key : `${caller.key} ${key}`, at }),
    channelId: caller.channelId,
    command: caller.command,
    resolveMember: (slackUserId) => resolveMember({ deps, tenant, client }, slackUserId),
    lookUpChannel: (channelId) => lookUpChannel(client, channelId),
    uploadPicture: (picture) => uploadPicture(picture, client, deps.log),
    wake: deps.wake,
  };
}
