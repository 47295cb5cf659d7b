import type { WebClient } from '@slack/web-api';
import { dateAt } from '../core/calendar.ts';
import type { Through } from '../core/deal-event.ts';
import type { Language } from '../core/member.ts';
import { LANGUAGES, languageFor, languageOfLocale } from '../locale/languages.ts';
import { lookUpChannel } from './channels.ts';
import type { Deps } from './deps.ts';
import type { Visit } from './flow.ts';
import { refreshHomes } from './home-watch.ts';
import { personOf, refreshPerson } from './people.ts';
import { pictureBlock } from './picture.ts';
import { waking } from './waking.ts';

/** What a request says about itself. */
export type Caller = {
  readonly workspaceId: string;
  readonly slackUserId: string;
  /** Slack's handle: a name until the real one is known. */
  readonly handle: string;
  readonly channelId: string | null;
  readonly command: string;
  readonly through: Through;
  /** Language of the typed word; null where nothing was typed, or both languages have the word. */
  readonly typed: Language | null;
  /** Unique per request. */
  readonly key: string;
};

/** Language last spoken with a person, whether they are alone here and, where the language is theirs whatever they type, when (real time). */
const spoken = new Map<string, { readonly language: Language; readonly solo: boolean; readonly ownAt: number }>();
const SPOKEN_LIMIT = 10_000;
/** A language that was chosen through another instance of the bot is known here after this. */
const FRESH_MS = 60_000;

type Speaker = Pick<Caller, 'workspaceId' | 'slackUserId'>;
const keyOf = ({ workspaceId, slackUserId }: Speaker): string => `${workspaceId} ${slackUserId}`;

/** The language to speak before, or without, the database. */
export const likelyLanguage = (caller: Speaker & Pick<Caller, 'typed'>): Language =>
  caller.typed ?? spoken.get(keyOf(caller))?.language ?? 'en';

/** The own language of a person who was here in the last minute, and whether they were alone. */
export function spokenLanguage(caller: Speaker): { readonly language: Language; readonly solo: boolean } | undefined {
  const last = spoken.get(keyOf(caller));
  return last !== undefined && performance.now() - last.ownAt < FRESH_MS ? last : undefined;
}

function remember(caller: Speaker, language: Language, solo: boolean, isOwn: boolean): void {
  if (spoken.size >= SPOKEN_LIMIT) spoken.clear();
  spoken.set(keyOf(caller), { language, solo, ownAt: isOwn ? performance.now() : Number.NEGATIVE_INFINITY });
}

/** Reads who is there, and gathers what a listener needs. People not seen lately are looked up in Slack afterwards, without waiting. */
export async function visitOf(deps: Deps, caller: Caller, client: WebClient): Promise<Visit> {
  const at = deps.now();
  const tenant = waking(deps.store.of(caller.workspaceId), {
    posts: deps.wake,
    changed: () => refreshHomes(deps, caller.workspaceId),
  });
  const {
    workspace,
    member: known,
    pipeline,
    solo,
  } = await tenant.enter(
    { slackUserId: caller.slackUserId, name: caller.handle || caller.slackUserId },
    { language: likelyLanguage(caller), at },
  );
  // Who is alone has nobody to ask: a workspace without an admin is theirs until somebody else comes.
  const member = solo ? { ...known, role: 'admin' as const } : known;
  const language = languageFor(member, caller.typed, workspace);
  remember(caller, language, solo, member.language !== null || languageOfLocale(member.locale) !== null);
  refreshPerson(deps, tenant, client, caller.slackUserId);
  const today = dateAt(at, workspace.timeZone);
  return {
    tenant,
    workspace,
    member,
    pipeline,
    solo,
    language,
    typed: caller.typed,
    m: LANGUAGES[language],
    at,
    timeZone: workspace.timeZone,
    today,
    through: caller.through,
    act: { actor: { id: member.id, role: member.role }, at, today, through: caller.through },
    request: (key) => ({ key: key === undefined ? caller.key : `${caller.key} ${key}`, at }),
    channelId: caller.channelId,
    command: caller.command,
    person: (slackUserId) => personOf(deps, tenant, client, slackUserId),
    channel: (channelId) => lookUpChannel(client, channelId),
    picture: (picture) => pictureBlock(picture, client, deps.log),
    wake: deps.wake,
  };
}
