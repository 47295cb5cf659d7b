import { assign } from '../../core/edit.ts';
import { readText } from '../../input/normalise.ts';
import { assignedDraft } from '../../posts/assigned-post.ts';
import type { Answer, Flow, Visit } from '../flow.ts';
import { refusalContext } from '../refusal-context.ts';
import { say } from '../views/blocks.ts';
import { dealTitle } from '../views/deal-title.ts';
import { notSaved } from '../views/not-saved.ts';
import { literal, nameOf } from '../views/text.ts';
import { undoOrOpen } from '../views/undo-row.ts';
import { oneDeal } from '../which.ts';

async function typed(visit: Visit, rest: string): Promise<Answer> {
  const { m } = visit;
  const { text, mentions } = readText(rest);
  const person = mentions.find(({ kind }) => kind === 'user');
  const name = mentions
    .reduce((left, { token }) => left.replaceAll(token, ' '), text)
    .replace(/\s+(?:to|do|dla)\s*$/iu, '')
    .trim();
  if (person === undefined) return { do: 'say', message: say(m.life.whichAssign) };
  const owner = await visit.person(person.id);
  if (typeof owner === 'string')
    return { do: 'say', message: say(m.common.nobody[owner](literal(`@${person.name ?? person.id}`))) };
  const one = await oneDeal(visit, name, { ask: m.life.whichAssign, openOnly: true });
  if ('answer' in one) return one.answer;
  const { number, version } = one.deal;
  const saved = await visit.tenant.deals.change(number, (file) => assign(file, owner.id, visit.act), {
    ...visit.request(),
    seenVersion: version,
    // A word to the new owner, unless it is the one who gives.
    deliveries: (event, deal) =>
      owner.id === visit.member.id || owner.slackUserId === null
        ? []
        : [
            assignedDraft(
              { ...deal, number },
              event.version,
              { ...owner, slackUserId: owner.slackUserId },
              visit.member.id,
              visit.at,
            ),
          ],
  });
  if (!saved.ok) return { do: 'say', message: notSaved(m, saved, { number }, await refusalContext(visit)) };
  visit.wake();
  const { deal } = saved.file;
  const below = undoOrOpen(m, deal);
  return { do: 'say', message: say(m.life.assigned(dealTitle(deal), nameOf(owner)), ...below) };
}

/** Giving a deal to another owner, who gets a word. */
export const assignFlow: Flow = { deal: { assign: { opens: false, run: typed } } };
