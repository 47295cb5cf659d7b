import { type ContactPerson, groupByPerson } from '../../../core/deal/contact-person.ts';
import { isAllowed } from '../../../core/people/rights.ts';
import { normalizeText } from '../../../input/slack-text.ts';
import { cardPost } from '../../../jobs/posts/card/card.ts';
import { forgottenPost } from '../../../jobs/posts/forgotten.ts';
import type { Erased } from '../../../store/types/contacts.ts';
import type { Flow, Reply, RequestContext } from '../../request/flow.ts';
import { textMessage } from '../../views/kit/blocks.ts';
import { literal, memberNameText } from '../../views/kit/text.ts';
import { FORGET, FORGET_NAMED, forgetChoices, forgetNamed } from '../../views/workspace/forget.ts';

/** Contacts that one answer looks at: a person may be named by many deals, each with a contact of its own. */
const MOST_CONTACTS = 1000;
/** A shorter text is part of too many names. */
const SHORTEST = 2;

async function refuseUnlessAdmin({ m, tenant, member }: RequestContext): Promise<Reply | undefined> {
  if (isAllowed(member.role, 'contact.forget')) return undefined;
  const admins = (await tenant.members.all()).filter(({ role, active }) => role === 'admin' && active);
  return { kind: 'say', message: textMessage(m.forget.adminsOnly(admins.map(memberNameText))) };
}

/** As typed, without what Slack makes of an address: `<mailto:anna@example.com|anna@example.com>`. */
const readPerson = (typed: string): string =>
  normalizeText(typed).replace(/^<(?:mailto|tel):[^|>]{1,300}\|([^>]{1,300})>$/, '$1');

async function askWhom(context: RequestContext, typed: string): Promise<Reply> {
  const { m, tenant } = context;
  const refused = await refuseUnlessAdmin(context);
  if (refused !== undefined) return refused;
  const text = readPerson(typed);
  if (text.length < SHORTEST) return { kind: 'say', message: textMessage(m.forget.whom) };
  const people = groupByPerson(await tenant.contacts.find(text, MOST_CONTACTS));
  if (people.length > 0) return { kind: 'say', message: forgetChoices(m, people) };
  const named = await tenant.contacts.findNamed(text);
  const isNamed = named !== undefined && named.deals.length > 0;
  return {
    kind: 'say',
    message: isNamed ? forgetNamed(m, text, named) : textMessage(m.forget.none(literal(text, 100))),
  };
}

/** The person of a button's value, as they are kept now. */
async function findByKey({ tenant }: RequestContext, key: string): Promise<ContactPerson | undefined> {
  const text = key.replace(/^(?:email|phone|name) /, '');
  return groupByPerson(await tenant.contacts.find(text, MOST_CONTACTS)).find((person) => person.key === key);
}

const partition = <T>(values: readonly T[], holds: (value: T) => boolean): readonly [readonly T[], readonly T[]] => [
  values.filter(holds),
  values.filter((value) => !holds(value)),
];

/** Queues what Slack still shows of them: the cards anew, and the deletion of our other messages, with a word at its end. */
async function cleanSlack({ tenant, member, at, wake }: RequestContext, { deals, cards, posts }: Erased): Promise<void> {
  const anew = cards.map(({ dealNumber: number, channelId: channel, shownVersion: version }) =>
    cardPost.draft({
      channel,
      payload: { number, version, cardKey: `card/${channel}/${number}/forgotten-${at}`, isCheck: true },
      at,
    }),
  );
  const threads = cards.map(({ channelId, ts }) => ({ channelId, ts }));
  // A digest of a channel tells of many deals: it stays, and the admin is told where.
  const [direct, inChannels] = partition(posts, ({ channelId }) => channelId.startsWith('D'));
  const keptIn = [...new Set(inChannels.map(({ channelId }) => channelId))];
  const cleaning =
    member.slackUserId === null
      ? []
      : [
          forgottenPost.draft({
            ...{ slackUserId: member.slackUserId, memberId: member.id, at },
            ...{ deals: deals.length, threads, posts: [...direct], keptIn },
          }),
        ];
  await tenant.deliveries.queue([...anew, ...cleaning], at);
  wake();
}

async function forgetPerson(context: RequestContext, key: string): Promise<Reply> {
  const { m, tenant, at } = context;
  const refused = await refuseUnlessAdmin(context);
  if (refused !== undefined) return refused;
  const person = await findByKey(context, key);
  if (person === undefined) return { kind: 'say', message: textMessage(m.forget.gone), replacesOriginal: true };
  return forgotten(context, await tenant.contacts.erase(person.contactIds, at));
}

/** Somebody of whom there is no contact: where texts name them, that stands no more. */
async function forgetByName(context: RequestContext, text: string): Promise<Reply> {
  const { m, tenant } = context;
  const refused = await refuseUnlessAdmin(context);
  if (refused !== undefined) return refused;
  const erased = await tenant.contacts.eraseNamed(text);
  return erased.deals.length === 0
    ? { kind: 'say', message: textMessage(m.forget.gone), replacesOriginal: true }
    : forgotten(context, erased);
}

/** Notes what was erased, has Slack cleaned of it, and says so. */
async function forgotten(context: RequestContext, erased: Erased): Promise<Reply> {
  const { m, tenant, member, at } = context;
  const count = { deals: erased.deals.length, notes: erased.notes };
  await tenant.settingChanges.record({ memberId: member.id, kind: 'forgotten', at, payload: count });
  await cleanSlack(context, erased);
  return { kind: 'say', message: textMessage(m.forget.done(count)), replacesOriginal: true };
}

/** Erasing a person outside the team, at their request: for admins. */
export const forgetFlow = {
  dealCommands: { forget: { takesDeal: null, opensForm: false, run: askWhom } },
  buttons: {
    [FORGET]: { run: (context, press) => forgetPerson(context, press.value) },
    [FORGET_NAMED]: { run: (context, press) => forgetByName(context, press.value) },
  },
} satisfies Flow;
