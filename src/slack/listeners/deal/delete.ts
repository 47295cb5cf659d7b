import { refusalUnlessAllowed } from '../../../core/deal/change.ts';
import { withdraw } from '../../../core/deal/close.ts';
import type { Deal } from '../../../core/deal/deal.ts';
import type { Flow, Reply, RequestContext } from '../../request/flow.ts';
import { loadRefusalContext } from '../../request/refusal-context.ts';
import { refreshHygieneRowsAfterChange } from '../../steps/refresh-hygiene-rows.ts';
import { resolveDealOrAsk } from '../../steps/resolve-deal.ts';
import { CONFIRM_DELETE, DELETE } from '../../views/deal/deal-actions.ts';
import { parseDealButtonValue, type SeenDeal } from '../../views/deal/deal-button-value.ts';
import { dealTitle } from '../../views/deal/deal-title.ts';
import { deleteConfirmation } from '../../views/deal/forms/delete-confirmation.ts';
import { refusalMessage } from '../../views/deal/refusal-message.ts';
import { undoRow } from '../../views/deal/undo-row.ts';
import { textMessage } from '../../views/kit/blocks.ts';

async function askConfirmation(visit: RequestContext, deal: Deal): Promise<Reply> {
  const { m } = visit;
  const refusal = refusalUnlessAllowed(deal, visit.act, 'deal.withdraw');
  if (refusal !== undefined) {
    const file = await visit.tenant.deals.file(deal.number);
    const refused = { ok: false, why: 'refused', refusal, file } as const;
    return {
      kind: 'say',
      message: refusalMessage(m, { saved: refused, asked: { number: deal.number } }, await loadRefusalContext(visit)),
    };
  }
  return { kind: 'say', message: deleteConfirmation(m, deal) };
}

async function deleteDeal(visit: RequestContext, seen: SeenDeal): Promise<Reply> {
  const { m } = visit;
  const saved = await visit.tenant.deals.change(seen.number, (file) => withdraw(file, visit.act), {
    ...visit.writeRequest(),
    ...(seen.version === undefined ? {} : { seenVersion: seen.version }),
  });
  if (!saved.ok) return { kind: 'say', message: refusalMessage(m, { saved, asked: seen }, await loadRefusalContext(visit)) };
  await refreshHygieneRowsAfterChange(visit, saved);
  const { deal } = saved.file;
  const below = undoRow(m, deal);
  return { kind: 'say', message: textMessage(m.dealActions.deleted(dealTitle(deal)), ...below), replacesOriginal: true };
}

/** Taking a deal out as entered by mistake, after asking. */
export const deleteFlow = {
  dealCommands: {
    delete: {
      takesDeal: 'whole',
      opensForm: false,
      run: async (visit, rest) => {
        const one = await resolveDealOrAsk(visit, rest, {
          ask: visit.m.dealActions.whichDelete,
          choose: DELETE,
          openOnly: false,
        });
        return 'answer' in one ? one.answer : askConfirmation(visit, one.deal);
      },
    },
  },
  buttons: {
    [DELETE]: {
      run: async (visit, press) => {
        const seen = parseDealButtonValue(press.value);
        const file = seen === undefined ? undefined : await visit.tenant.deals.file(seen.number);
        return file === undefined
          ? { kind: 'say', message: textMessage(visit.m.common.gone) }
          : askConfirmation(visit, file.deal);
      },
    },
    [CONFIRM_DELETE]: {
      run: async (visit, press) => {
        const seen = parseDealButtonValue(press.value);
        return seen === undefined ? { kind: 'say', message: textMessage(visit.m.common.gone) } : deleteDeal(visit, seen);
      },
    },
  },
} satisfies Flow;
