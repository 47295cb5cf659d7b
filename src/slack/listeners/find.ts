import { readText, withNames } from '../../input/normalise.ts';
import type { Answer, Flow, Visit } from '../flow.ts';
import { buttons, row, say } from '../views/blocks.ts';
import { NEW, SHOW } from '../views/deal-actions.ts';
import { dealLine } from '../views/deal-title.ts';
import { dealValue } from '../views/deal-value.ts';
import { literal } from '../views/text.ts';

const SHOWN = 10;

async function find(visit: Visit, rest: string): Promise<Answer> {
  const { m } = visit;
  const text = withNames(readText(rest)).slice(0, 200);
  if (text === '') return { do: 'say', message: say(m.life.whichFind) };
  const { deals, exact } = await visit.tenant.deals.search(text, { openOnly: false, ownerId: visit.member.id, limit: SHOWN });
  const typed = literal(text, 60);
  if (deals.length === 0) {
    const below = buttons({ id: NEW, text: m.refusals.newDeal, value: text });
    return { do: 'say', message: say(m.refusals.noneFits(typed), ...below) };
  }
  const rows = deals.map((deal, index) =>
    row(dealLine(m, deal, visit.pipeline), { id: `${SHOW}:${index}`, text: m.common.open, value: dealValue(deal) }),
  );
  return { do: 'say', message: say(exact ? m.life.found(deals.length, typed) : m.life.alike(typed), ...rows) };
}

/** Finding deals, closed ones too, by part of a name or company. */
export const findFlow: Flow = { deal: { find: { opens: false, run: find } } };
