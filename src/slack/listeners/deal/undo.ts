import type { Deal, DealFile } from '../../../core/deal/deal.ts';
import type { DealEvent } from '../../../core/deal/deal-event.ts';
import { type MergePartner, parseMergePartner } from '../../../core/deal/merge.ts';
import { UNDO_WINDOW_MS, undo } from '../../../core/deal/undo.ts';
import { parseDealReference } from '../../../input/deal-reference.ts';
import { UNDO_MEANS_BACK_TOO } from '../../../locale/command-words.ts';
import { dealPipeline, inPipelineOf } from '../../request/deal-pipeline.ts';
import type { Flow, Reply, RequestContext } from '../../request/flow.ts';
import { replyRefusal } from '../../steps/change-deal.ts';
import { findDeal } from '../../steps/find-deal.ts';
import { refreshHygieneRows } from '../../steps/refresh-hygiene-rows.ts';
import { askWhichDeal } from '../../steps/resolve-deal.ts';
import { loadLastOtherChange } from '../../steps/settings/last-change.ts';
import { MOVE, UNDO } from '../../views/deal/deal-actions.ts';
import { dealButtonValue, parseDealButtonValue, type SeenDeal } from '../../views/deal/deal-button-value.ts';
import { dealTitle } from '../../views/deal/deal-title.ts';
import { undoReply } from '../../views/deal/move-reply.ts';
import { buttons, textMessage } from '../../views/kit/blocks.ts';
import { lastChanges } from '../../views/workspace/last-changes.ts';

async function undoLastChange(context: RequestContext, seen: SeenDeal): Promise<Reply> {
  const read = await context.deals.fileWithHistory(seen.number);
  const partner = mergePartner(read?.history);
  if (partner !== undefined) return undoMerge(context, seen, partner);
  let known: readonly DealEvent[] = [];
  const decide = (file: DealFile, history: readonly DealEvent[]) => {
    known = history;
    return undo(file, history, context.act);
  };
  const saved = await context.deals.change(seen.number, decide, {
    ...context.writeRequest(),
    ...(seen.version === undefined ? {} : { seenVersion: seen.version }),
    history: true,
    undoes: true,
    ...(read === undefined ? {} : { loaded: read.file, past: read.history }),
  });
  if (!saved.ok) return replyRefusal(context, seen, saved);
  const { undoes } = saved.event;
  const find = (history: readonly DealEvent[]) => history.find(({ version }) => version === undoes);
  // Of a request that was handled before nothing was decided.
  const undone = find(known) ?? find(await context.deals.history(seen.number));
  // A digest may ask about it again, unless it was a step alone.
  if (!isStepAlone(saved.event)) await refreshHygieneRows(context, saved.file.deal);
  return {
    kind: 'say',
    message: undoReply(context.m, { ...saved, undone }, dealPipeline(context, saved.file.deal)),
    replacesOriginal: true,
  };
}

/** The other deal where the last change of this one was a merge. */
function mergePartner(history: readonly DealEvent[] = []): MergePartner | undefined {
  const last = history.at(-1);
  return last === undefined || last.undoes !== null ? undefined : parseMergePartner(last);
}

/** The stage is all that it changed of what a digest tells of a deal. */
const isStepAlone = ({ before, after }: DealEvent): boolean =>
  before !== null && before.stageId !== after.stageId && before.closeOn === after.closeOn && before.outcome === after.outcome;

/** A merge is taken back whole: where one of the two has changed since, neither is. */
async function undoMerge(context: RequestContext, seen: SeenDeal, partner: MergePartner): Promise<Reply> {
  const { m, act } = context;
  const saved = await context.deals.changePair(
    [seen, partner],
    (first, second) => [undo(first.file, first.history, act), undo(second.file, second.history, act)],
    context.writeRequest(),
  );
  if (!saved.ok) {
    const asked = saved.refused === 'first' ? seen : { number: partner.number };
    return replyRefusal(context, asked, saved.saved);
  }
  const [first, second] = [saved.first.file.deal, saved.second.file.deal];
  for (const deal of [first, second]) await refreshHygieneRows(context, deal);
  return {
    kind: 'say',
    message: textMessage(m.dealActions.unmerged(dealTitle(first), dealTitle(second))),
    replacesOriginal: true,
  };
}

async function runCommand(context: RequestContext, rest: string): Promise<Reply> {
  if (rest.trim() === '') return undoMyLastChange(context);
  const found = await findDeal(context, rest, { openOnly: false });
  if (found.kind !== 'one') {
    const withdrawn = await findWithdrawn(context, rest);
    if (withdrawn !== undefined) return undoLastChange(context, withdrawn);
    return askWhichDeal(context, found, { id: UNDO, text: context.m.common.undo });
  }
  if (context.typedLanguage !== null && UNDO_MEANS_BACK_TOO[context.typedLanguage]) return askUndoOrMoveBack(context, found.deal);
  return undoLastChange(context, { number: found.deal.number, version: undefined });
}

/** A deal that was deleted or merged away, by its number: it is found by nothing else, and may come back. */
async function findWithdrawn({ deals }: RequestContext, typed: string): Promise<SeenDeal | undefined> {
  const reference = parseDealReference(typed);
  const file = reference.kind === 'number' ? await deals.file(reference.number) : undefined;
  return file?.deal.outcome === 'withdrawn' ? { number: file.deal.number, version: undefined } : undefined;
}

/**
 * Without a deal: my last change. One of a deal is taken back at once; where a setting or a promise came after it, that one is offered first,
 * with what it was, and the deal's beside it.
 */
async function undoMyLastChange(context: RequestContext): Promise<Reply> {
  const { m, member, at, timeZone } = context;
  const since = at - UNDO_WINDOW_MS;
  const { event, otherAt } = await context.deals.lastUndoableChange(member.id, since);
  const isOtherLast = otherAt !== null && (event === undefined || event.at <= otherAt);
  const other = isOtherLast ? await loadLastOtherChange(context, since) : undefined;
  if (other === undefined) {
    if (event === undefined) return { kind: 'say', message: textMessage(m.refusals.nothingToUndo) };
    return undoLastChange(context, { number: event.dealNumber, version: event.version });
  }
  const file = event === undefined || event.at < since ? undefined : await context.deals.file(event.dealNumber);
  const ofDeal =
    file === undefined || event === undefined ? [] : [{ kind: 'deal', event, deal: file.deal, at: event.at } as const];
  return {
    kind: 'say',
    message: lastChanges(m, [other, ...ofDeal], { pipeline: inPipelineOf(context, file?.deal).pipeline, timeZone }),
  };
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
