import { refusalUnlessAllowed } from '../../../core/deal/change.ts';
import { withdraw } from '../../../core/deal/close.ts';
import type { Deal } from '../../../core/deal/deal.ts';
import type { Flow, Reply, RequestContext } from '../../request/flow.ts';
import { replyRefusal } from '../../steps/change-deal.ts';
import { refreshHygieneRowsAfterChange } from '../../steps/refresh-hygiene-rows.ts';
import { resolveDealOrAsk } from '../../steps/resolve-deal.ts';
import { CONFIRM_DELETE, DELETE } from '../../views/deal/deal-actions.ts';
import { parseDealButtonValue, type SeenDeal } from '../../views/deal/deal-button-value.ts';
import { dealTitle } from '../../views/deal/deal-title.ts';
import { deleteConfirmation } from '../../views/deal/forms/delete-confirmation.ts';
import { undoRow } from '../../views/deal/undo-row.ts';
import { textMessage } from '../../views/kit/blocks.ts';

async function askConfirmation(context: RequestContext, deal: Deal): Promise<Reply> {
  const { m } = context;
  const refusal = refusalUnlessAllowed(deal, context.act, 'deal.withdraw');
  if (refusal !== undefined) {
    const file = await context.deals.file(deal.number);
    const refused = { ok: false, why: 'refused', refusal, file } as const;
    return replyRefusal(context, { number: deal.number }, refused);
  }
  return { kind: 'say', message: deleteConfirmation(m, deal) };
}

async function deleteDeal(context: RequestContext, seen: SeenDeal): Promise<Reply> {
  const { m } = context;
  const saved = await context.deals.change(seen.number, (file) => withdraw(file, context.act), {
    ...context.writeRequest(),
    ...(seen.version === undefined ? {} : { seenVersion: seen.version }),
  });
  if (!saved.ok) return replyRefusal(context, seen, saved);
  await refreshHygieneRowsAfterChange(context, saved);
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
      run: async (context, rest) => {
        const one = await resolveDealOrAsk(context, rest, {
          ask: context.m.dealActions.whichDelete,
          choose: DELETE,
          openOnly: false,
        });
        return 'answer' in one ? one.answer : askConfirmation(context, one.deal);
      },
    },
  },
  buttons: {
    [DELETE]: {
      run: async (context, press) => {
        const seen = parseDealButtonValue(press.value);
        const file = seen === undefined ? undefined : await context.deals.file(seen.number);
        return file === undefined
          ? { kind: 'say', message: textMessage(context.m.common.gone) }
          : askConfirmation(context, file.deal);
      },
    },
    [CONFIRM_DELETE]: {
      run: async (context, press) => {
        const seen = parseDealButtonValue(press.value);
        return seen === undefined ? { kind: 'say', message: textMessage(context.m.common.gone) } : deleteDeal(context, seen);
      },
    },
  },
} satisfies Flow;
