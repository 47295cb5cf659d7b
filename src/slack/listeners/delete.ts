import { refusedBy } from '../../core/change.ts';
import { withdraw } from '../../core/close.ts';
import type { Deal } from '../../core/deal.ts';
import type { Answer, Flow, Visit } from '../flow.ts';
import { refusalContext } from '../refusal-context.ts';
import { showTidiedAfter } from '../tidying.ts';
import { say } from '../views/blocks.ts';
import { DELETE, DELETE_SURE } from '../views/deal-actions.ts';
import { dealTitle } from '../views/deal-title.ts';
import { readDealValue, type SeenDeal } from '../views/deal-value.ts';
import { deleteAsk } from '../views/delete.ts';
import { notSaved } from '../views/not-saved.ts';
import { undoRow } from '../views/undo-row.ts';
import { oneDeal } from '../which.ts';

async function ask(visit: Visit, deal: Deal): Promise<Answer> {
  const { m } = visit;
  const refusal = refusedBy(deal, visit.act, 'deal.withdraw');
  if (refusal !== undefined) {
    const file = await visit.tenant.deals.file(deal.number);
    const refused = { ok: false, why: 'refused', refusal, file } as const;
    return { do: 'say', message: notSaved(m, refused, { number: deal.number }, await refusalContext(visit)) };
  }
  return { do: 'say', message: deleteAsk(m, deal) };
}

async function carryOut(visit: Visit, seen: SeenDeal): Promise<Answer> {
  const { m } = visit;
  const saved = await visit.tenant.deals.change(seen.number, (file) => withdraw(file, visit.act), {
    ...visit.request(),
    ...(seen.version === undefined ? {} : { seenVersion: seen.version }),
  });
  if (!saved.ok) return { do: 'say', message: notSaved(m, saved, seen, await refusalContext(visit)) };
  await showTidiedAfter(visit, saved);
  const { deal } = saved.file;
  const below = undoRow(m, deal);
  return { do: 'say', message: say(m.life.deleted(dealTitle(deal)), ...below), instead: true };
}

/** Taking a deal out as entered by mistake, after asking. */
export const deleteFlow: Flow = {
  deal: {
    delete: {
      opens: false,
      run: async (visit, rest) => {
        const one = await oneDeal(visit, rest, { ask: visit.m.life.whichDelete, choose: DELETE, openOnly: false });
        return 'answer' in one ? one.answer : ask(visit, one.deal);
      },
    },
  },
  buttons: {
    [DELETE]: {
      run: async (visit, press) => {
        const seen = readDealValue(press.value);
        const file = seen === undefined ? undefined : await visit.tenant.deals.file(seen.number);
        return file === undefined ? { do: 'say', message: say(visit.m.common.gone) } : ask(visit, file.deal);
      },
    },
    [DELETE_SURE]: {
      run: async (visit, press) => {
        const seen = readDealValue(press.value);
        return seen === undefined ? { do: 'say', message: say(visit.m.common.gone) } : carryOut(visit, seen);
      },
    },
  },
};
