import { undo } from '../../../core/deal/close.ts';
import type { Deal } from '../../../core/deal/deal.ts';
import { UNDO_MEANS_BACK_TOO } from '../../../locale/command-words.ts';
import type { Flow, Reply, RequestContext } from '../../request/flow.ts';
import { loadRefusalContext } from '../../request/refusal-context.ts';
import { findDeal } from '../../steps/find-deal.ts';
import { refreshHygieneRows } from '../../steps/refresh-hygiene-rows.ts';
import { MOVE, UNDO } from '../../views/deal/deal-actions.ts';
import { dealButtonValue, parseDealButtonValue, type SeenDeal } from '../../views/deal/deal-button-value.ts';
import { dealDisambiguation } from '../../views/deal/deal-disambiguation.ts';
import { dealTitle } from '../../views/deal/deal-title.ts';
import { undoReply } from '../../views/deal/move-reply.ts';
import { refusalMessage } from '../../views/deal/refusal-message.ts';
import { buttons, textMessage } from '../../views/kit/blocks.ts';

async function undoLastChange(context: RequestContext, seen: SeenDeal): Promise<Reply> {
  const saved = await context.tenant.deals.change(seen.number, (file, history) => undo(file, history, context.act), {
    ...context.writeRequest(),
    ...(seen.version === undefined ? {} : { seenVersion: seen.version }),
    history: true,
  });
  const viewContext = await loadRefusalContext(context);
  if (!saved.ok) return { kind: 'say', message: refusalMessage(context.m, { saved, asked: seen }, viewContext) };
  // A digest may ask about it again.
  await refreshHygieneRows(context, saved.file.deal);
  return {
    kind: 'say',
    message: undoReply(context.m, saved, context.pipeline),
    replacesOriginal: true,
  };
}

async function runCommand(context: RequestContext, rest: string): Promise<Reply> {
  if (rest.trim() === '') {
    const last = await context.tenant.deals.lastUndoableChange(context.member.id);
    if (last === undefined) return { kind: 'say', message: textMessage(context.m.refusals.nothingToUndo) };
    return undoLastChange(context, { number: last.dealNumber, version: last.version });
  }
  const found = await findDeal(context, rest, { openOnly: false });
  if (found.kind !== 'one')
    return {
      kind: 'say',
      message: dealDisambiguation(context.m, found, {
        pipeline: context.pipeline,
        choose: { id: UNDO, text: context.m.common.undo },
      }),
    };
  if (context.typedLanguage !== null && UNDO_MEANS_BACK_TOO[context.typedLanguage]) return askUndoOrMoveBack(context, found.deal);
  return undoLastChange(context, { number: found.deal.number, version: undefined });
}

function askUndoOrMoveBack({ m }: RequestContext, deal: Deal): Reply {
  const below = buttons(
    { id: UNDO, text: m.dealActions.undoLast, value: dealButtonValue(deal) },
    { id: MOVE, text: m.dealActions.moveBack, value: dealButtonValue(deal) },
  );
  return { kind: 'say', message: textMessage(m.dealActions.undoOrBack(dealTitle(deal)), ...below) };
}

/** Taking back the last change of a deal, or my last change at all. */
export const undoFlow = {
  dealCommands: { undo: { takesDeal: 'whole', opensForm: false, run: runCommand } },
  buttons: {
    [UNDO]: {
      run: async (context, press) => {
        const seen = parseDealButtonValue(press.value);
        return seen === undefined ? { kind: 'say', message: textMessage(context.m.common.gone) } : undoLastChange(context, seen);
      },
    },
  },
} satisfies Flow;
