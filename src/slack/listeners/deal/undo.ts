import { undo } from '../../../core/deal/close.ts';
import type { Deal } from '../../../core/deal/deal.ts';
import { UNDO_MEANS_BACK_TOO } from '../../../locale/command-words.ts';
import type { Flow, Reply, RequestContext } from '../../request/flow.ts';
import { loadRefusalContext } from '../../request/refusal-context.ts';
import { findDeal } from '../../steps/find-deal.ts';
import { refreshHygieneRows } from '../../steps/refresh-hygiene-rows.ts';
import { MOVE, UNDO } from '../../views/deal/deal-actions.ts';
import { dealButtonValue, parseDealButtonValue, type SeenDeal } from '../../views/deal/deal-button-value.ts';
import { dealTitle } from '../../views/deal/deal-title.ts';
import { undoReply } from '../../views/deal/move-reply.ts';
import { refusalMessage } from '../../views/deal/refusal-message.ts';
import { whichDeal } from '../../views/deal/which-deal.ts';
import { buttons, textMessage } from '../../views/kit/blocks.ts';

async function undoLastChange(visit: RequestContext, seen: SeenDeal): Promise<Reply> {
  const saved = await visit.tenant.deals.change(seen.number, (file, history) => undo(file, history, visit.act), {
    ...visit.writeRequest(),
    ...(seen.version === undefined ? {} : { seenVersion: seen.version }),
    history: true,
  });
  const context = await loadRefusalContext(visit);
  if (!saved.ok) return { kind: 'say', message: refusalMessage(visit.m, { saved, asked: seen }, context) };
  // A digest may ask about it again.
  await refreshHygieneRows(visit, saved.file.deal);
  return {
    kind: 'say',
    message: undoReply(visit.m, saved, visit.pipeline),
    replacesOriginal: true,
  };
}

async function runCommand(visit: RequestContext, rest: string): Promise<Reply> {
  if (rest.trim() === '') {
    const last = await visit.tenant.deals.lastUndoableChange(visit.member.id);
    if (last === undefined) return { kind: 'say', message: textMessage(visit.m.refusals.nothingToUndo) };
    return undoLastChange(visit, { number: last.dealNumber, version: last.version });
  }
  const found = await findDeal(visit, rest, { openOnly: false });
  if (found.kind !== 'one')
    return {
      kind: 'say',
      message: whichDeal(visit.m, found, { pipeline: visit.pipeline, choose: { id: UNDO, text: visit.m.common.undo } }),
    };
  if (visit.typedLanguage !== null && UNDO_MEANS_BACK_TOO[visit.typedLanguage]) return askUndoOrMoveBack(visit, found.deal);
  return undoLastChange(visit, { number: found.deal.number, version: undefined });
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
      run: async (visit, press) => {
        const seen = parseDealButtonValue(press.value);
        return seen === undefined ? { kind: 'say', message: textMessage(visit.m.common.gone) } : undoLastChange(visit, seen);
      },
    },
  },
} satisfies Flow;
