import { readText, withNames } from '../../input/normalise.ts';
import type { Answer, Flow, Visit } from '../flow.ts';
import { say } from '../views/blocks.ts';
import { FIND } from '../views/deal-actions.ts';
import { FOUND_PAGE, foundDeals } from '../views/found-deals.ts';

/** Whoever turns so many pages does better with a longer text. */
const FURTHEST = 200;

async function find(visit: Visit, rest: string, offset = 0): Promise<Extract<Answer, { do: 'say' }>> {
  const { m } = visit;
  const typed = withNames(readText(rest)).slice(0, 200);
  if (typed === '') return { do: 'say', message: say(m.life.whichFind) };
  const limit = offset + FOUND_PAGE + 1;
  const found = await visit.tenant.deals.search(typed, { openOnly: false, ownerId: visit.member.id, limit });
  const page = {
    typed,
    deals: found.deals.slice(offset, offset + FOUND_PAGE),
    offset,
    more: found.exact && found.deals.length === limit && offset < FURTHEST,
    exact: found.exact,
  };
  return { do: 'say', message: foundDeals(m, page, visit.pipeline) };
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
