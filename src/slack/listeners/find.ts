import { readText, withNames } from '../../input/normalise.ts';
import type { Answer, Flow, Visit } from '../flow.ts';
import { buttons, row, say } from '../views/blocks.ts';
import { FIND, NEW, SHOW } from '../views/deal-actions.ts';
import { dealLine } from '../views/deal-title.ts';
import { dealValue } from '../views/deal-value.ts';
import { literal } from '../views/text.ts';

const SHOWN = 10;
/** Whoever turns so many pages does better with a longer text. */
const FURTHEST = 200;

async function find(visit: Visit, rest: string, offset = 0): Promise<Extract<Answer, { do: 'say' }>> {
  const { m } = visit;
  const text = withNames(readText(rest)).slice(0, 200);
  if (text === '') return { do: 'say', message: say(m.life.whichFind) };
  const limit = offset + SHOWN + 1;
  const found = await visit.tenant.deals.search(text, { openOnly: false, ownerId: visit.member.id, limit });
  const deals = found.deals.slice(offset, offset + SHOWN);
  const more = found.exact && found.deals.length === limit && offset < FURTHEST;
  const typed = literal(text, 60);
  if (deals.length === 0) {
    const below = buttons({ id: NEW, text: m.refusals.newDeal, value: text });
    return { do: 'say', message: say(m.refusals.noneFits(typed), ...below) };
  }
  const rows = deals.map((deal, index) =>
    row(dealLine(m, deal, visit.pipeline), { id: `${SHOW}:${index}`, text: m.common.open, value: dealValue(deal) }),
  );
  const page =
    more || offset > 0 ? m.life.foundPage(offset + 1, offset + deals.length, typed) : m.life.found(deals.length, typed);
  const turn = buttons(
    offset > 0 ? { id: `${FIND}:earlier`, text: m.lists.earlier, value: `${Math.max(0, offset - SHOWN)} ${text}` } : undefined,
    more ? { id: `${FIND}:later`, text: m.lists.later, value: `${offset + SHOWN} ${text}` } : undefined,
  );
  return { do: 'say', message: say(found.exact ? page : m.life.alike(typed), ...rows, ...turn) };
}

/** Finding deals, closed ones too, by part of a name or company, a page at a time. */
export const findFlow: Flow = {
  deal: { find: { opens: false, run: (visit, rest) => find(visit, rest) } },
  buttons: {
    [FIND]: {
      run: async (visit, press) => {
        const [, offset = '0', text = ''] = /^(\d{1,4}) (.*)$/s.exec(press.value) ?? [];
        return { ...(await find(visit, text, Number(offset))), instead: true };
      },
    },
  },
};
