import type { Answer, Flow, Visit } from '../flow.ts';
import { findDeal } from '../lookup.ts';
import { show } from '../showing.ts';
import { say } from '../views/blocks.ts';
import { SHOW } from '../views/deal-actions.ts';
import { readDealValue } from '../views/deal-value.ts';
import { whichDeal } from '../views/which-deal.ts';

async function typed(visit: Visit, rest: string): Promise<Answer> {
  if (rest.trim() === '') return { do: 'say', message: say(visit.m.card.showWhich) };
  const found = await findDeal(visit, rest, { openOnly: false });
  if (found.kind !== 'one') return { do: 'say', message: whichDeal(visit.m, found, visit.pipeline) };
  return show(visit, found.deal.number);
}

/** A deal shown whole. */
export const showFlow: Flow = {
  deal: { show: { opens: false, run: typed } },
  buttons: {
    [SHOW]: {
      run: async (visit, press) => {
        const seen = readDealValue(press.value);
        return seen === undefined ? { do: 'say', message: say(visit.m.common.gone) } : show(visit, seen.number);
      },
    },
  },
};
