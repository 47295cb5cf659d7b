import type { Message } from '../../../simulator/state/entities.ts';
import type { OpenedStore, World } from './world.ts';

/** What was to be posted, and what people see. */
export type PostCheck = {
  /** Posts that stand in Slack, by kind. */
  readonly posted: ReadonlyMap<string, number>;
  readonly wrong: readonly string[];
};

/** Kinds that are a message of their own each, with the key on it. */
const MESSAGES = [
  'digest',
  'digest-thread',
  'digest-tidy',
  'digest-review',
  'manager-note',
  'stage-alert',
  'stage-alert-dm',
  'morning-note',
];
/** Ends in which a post is neither in Slack nor given up on purpose. */
const UNFINISHED = ['queued', 'sending', 'ambiguous'];

/** Every message that the bot has posted, wherever: in channels, their threads, and to people. */
function botMessages({ slack, people }: World): readonly Message[] {
  const places = [...slack.channels().map(({ id }) => id)];
  const inChannels = places.flatMap((id) => slack.messages(id).flatMap((message) => [message, ...slack.replies(id, message.ts)]));
  const toPeople = people.flatMap(({ id }) => slack.dm(id));
  return [...new Map([...inChannels, ...toPeople].map((message) => [`${message.channel} ${message.ts}`, message])).values()];
}

/**
 * Holds the ledger of posts against what stands in Slack: nothing twice, nothing missing, nothing that still waits.
 *
 * @param digests keys have to be there as often as this: a digest for each channel and week.
 */
export async function checkPosts(
  world: World,
  { database }: OpenedStore,
  expected: { readonly digests: number },
): Promise<PostCheck> {
  const keys = new Map<string, number>();
  for (const { metadata } of botMessages(world)) {
    const key: unknown = metadata === undefined ? undefined : Object.values(metadata.event_payload)[0];
    if (typeof key === 'string') keys.set(key, (keys.get(key) ?? 0) + 1);
  }
  const rows = await database.session((sql) => sql.query('SELECT key, kind, state, error FROM delivery ORDER BY key'));
  const ledger = rows.map((row) => ({
    key: String(row['key']),
    kind: String(row['kind']),
    state: String(row['state']),
    error: String(row['error']),
  }));
  const posted = new Map<string, number>();
  for (const { key, kind } of ledger) if (keys.has(key)) posted.set(kind, (posted.get(kind) ?? 0) + 1);
  const digests = ledger.filter(({ kind, key }) => kind === 'digest' && keys.has(key)).length;
  return {
    posted,
    wrong: [
      ...[...keys].filter(([, count]) => count > 1).map(([key, count]) => `${key} was posted ${count} times`),
      ...ledger.filter(({ state }) => UNFINISHED.includes(state)).map(({ key, state, error }) => `${key} is ${state}: ${error}`),
      ...ledger
        .filter(({ state, key, kind }) => state === 'sent' && !keys.has(key) && MESSAGES.includes(kind))
        .map(({ key }) => `${key} is said to be sent, and is not there`),
      ...ledger.filter(({ state }) => state === 'refused').map(({ key, error }) => `${key} was given up: ${error}`),
      ...(digests === expected.digests ? [] : [`${digests} digests are there, ${expected.digests} were due`]),
    ],
  };
}

export const countKinds = (posted: ReadonlyMap<string, number>): string =>
  [...posted].map(([kind, count]) => `${count} ${kind}`).join(', ');
