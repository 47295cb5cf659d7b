import { assign } from '../../../core/deal/edit.ts';
import type { Member } from '../../../core/people/member.ts';
import { parseSlackText, withoutMentions } from '../../../input/slack-text.ts';
import { assignedPost } from '../../../jobs/posts/assigned.ts';
import type { CannotOwnReason, Flow, Reply, RequestContext } from '../../request/flow.ts';
import { replyRefusal } from '../../steps/change-deal.ts';
import { matchMembers } from '../../steps/input/match-members.ts';
import { resolveDealOrAsk } from '../../steps/resolve-deal.ts';
import { GIVE } from '../../views/deal/deal-actions.ts';
import { parseDealButtonValue, type SeenDeal } from '../../views/deal/deal-button-value.ts';
import { dealTitle } from '../../views/deal/deal-title.ts';
import { undoAndShowRow } from '../../views/deal/undo-row.ts';
import { textMessage } from '../../views/kit/blocks.ts';
import { literal, memberNameText } from '../../views/kit/text.ts';

/** `acme @anna`, `acme to Anna` where Slack made no mention of it: somebody who is known by that name, or a question. */
async function assignByName(context: RequestContext, text: string): Promise<Reply> {
  const { m } = context;
  const [, name = '', typed = ''] = /^(.{1,200}?) (?:to |do |dla )?@?(\S{2,60})$/iu.exec(text) ?? [];
  const people = typed === '' ? [] : (await matchMembers(context, typed)).filter(({ active }) => active);
  const [owner] = people;
  if (owner === undefined || people.length > 1) {
    const sentence =
      people.length > 1 ? m.lists.severalPeople(people.slice(0, MAX_NAMES).map(memberNameText)) : m.dealActions.whichAssign;
    return { kind: 'say', message: textMessage(sentence) };
  }
  const one = await resolveDealOrAsk(context, name, { ask: m.dealActions.whichAssign, openOnly: true });
  return 'answer' in one ? one.answer : giveToKnown(context, { number: one.deal.number, version: one.deal.version }, owner);
}

/** Gives a deal to somebody by their row, by the same rule as whoever is mentioned: Slack may never have been asked about them. */
async function giveToKnown(context: RequestContext, seen: SeenDeal, known: Member): Promise<Reply> {
  const owner = known.slackUserId === null ? known : await context.resolveMember(known.slackUserId);
  return typeof owner === 'string' ? replyCannotOwn(context, owner, known.name) : giveDeal(context, seen, owner);
}

/** Names in one sentence. */
const MAX_NAMES = 8;

async function runCommand(context: RequestContext, rest: string): Promise<Reply> {
  const { m } = context;
  const read = parseSlackText(rest);
  const person = read.mentions.find(({ kind }) => kind === 'user');
  const name = withoutMentions(read)
    .replace(/(?<!\s)\s+(?:to|do|dla)\s*$/iu, '')
    .trim();
  if (person === undefined) return assignByName(context, read.text);
  const owner = await context.resolveMember(person.id);
  if (typeof owner === 'string') return replyCannotOwn(context, owner, `@${person.name ?? person.id}`);
  const one = await resolveDealOrAsk(context, name, { ask: m.dealActions.whichAssign, openOnly: true });
  if ('answer' in one) return one.answer;
  return giveDeal(context, { number: one.deal.number, version: one.deal.version }, owner);
}

const replyCannotOwn = ({ m }: RequestContext, why: CannotOwnReason, name: string): Reply => ({
  kind: 'say',
  message: textMessage(m.common.nobody[why](literal(name))),
});

/** Gives a deal to another owner, who gets a word. */
async function giveDeal(context: RequestContext, { number, version }: SeenDeal, owner: Member): Promise<Reply> {
  const { m } = context;
  const saved = await context.deals.change(number, (file) => assign(file, owner.id, context.act), {
    ...context.writeRequest(),
    ...(version === undefined ? {} : { seenVersion: version }),
    // A word to the new owner, unless it is the one who gives.
    deliveries: (event) =>
      owner.id === context.member.id || owner.slackUserId === null
        ? []
        : [
            assignedPost.draft({
              deal: { number, version: event.version },
              owner: { ...owner, slackUserId: owner.slackUserId },
              byId: context.member.id,
              at: context.at,
            }),
          ],
  });
  if (!saved.ok) return replyRefusal(context, { number, detail: owner.id }, saved);
  context.wake();
  const { deal } = saved.file;
  const below = undoAndShowRow(m, deal);
  return { kind: 'say', message: textMessage(m.dealActions.assigned(dealTitle(deal), memberNameText(owner)), ...below) };
}

/** Giving a deal to another owner, who gets a word. */
export const assignFlow = {
  dealCommands: { assign: { takesDeal: 'assign', opensForm: false, run: runCommand } },
  buttons: {
    [GIVE]: {
      run: async (context, press) => {
        const [seen, ownerId] = [parseDealButtonValue(press.value), press.value.split('>')[1]];
        const named = ownerId === undefined ? undefined : await context.tenant.members.byId(ownerId);
        return seen === undefined || named?.active !== true
          ? { kind: 'say', message: textMessage(context.m.common.gone) }
          : giveToKnown(context, seen, named);
      },
    },
  },
} satisfies Flow;
