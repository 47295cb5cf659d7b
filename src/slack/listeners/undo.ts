import { undo } from '../../core/close.ts';
import type { Deal } from '../../core/deal.ts';
import type { Answer, Flow, Visit } from '../flow.ts';
import { findDeal } from '../lookup.ts';
import { refusalContext } from '../refusal-context.ts';
import { showTidied } from '../tidying.ts';
import { buttons, say } from '../views/blocks.ts';
import { MOVE, UNDO } from '../views/deal-actions.ts';
import { dealTitle } from '../views/deal-title.ts';
import { dealValue, readDealValue, type SeenDeal } from '../views/deal-value.ts';
import { undone } from '../views/moved.ts';
import { notSaved } from '../views/not-saved.ts';
import { whichDeal } from '../views/which-deal.ts';

async function takeBack(visit: Visit, seen: SeenDeal): Promise<Answer> {
  const saved = await visit.tenant.deals.change(seen.number, (file, history) => undo(file, history, visit.act), {
    ...visit.request(),
    ...(seen.version === undefined ? {} : { seenVersion: seen.version }),
    history: true,
  });
  const context = await refusalContext(visit);
  if (!saved.ok) return { do: 'say', message: notSaved(visit.m, saved, seen, context) };
  // A digest may ask about it again.
  await showTidied(visit, saved.file.deal);
  return { do: 'say', message: undone(visit.m, saved.file, saved.event, visit.pipeline), instead: true };
}

async function typed(visit: Visit, rest: string): Promise<Answer> {
  if (rest.trim() === '') {
    const last = await visit.tenant.deals.lastChangeBy(visit.member.id);
    if (last === undefined) return { do: 'say', message: say(visit.m.refusals.nothingToUndo) };
    return takeBack(visit, { number: last.dealNumber, version: last.version });
  }
  const found = await findDeal(visit, rest, { openOnly: false });
  if (found.kind !== 'one')
    return { do: 'say', message: whichDeal(visit.m, found, visit.pipeline, { id: UNDO, text: visit.m.common.undo }) };
  // „Cofnij” means both in Polish, whoever types it; "undo" has one meaning.
  if (visit.typed === 'pl') return undoOrBack(visit, found.deal);
  return takeBack(visit, { number: found.deal.number, version: undefined });
}

function undoOrBack({ m }: Visit, deal: Deal): Answer {
  const below = buttons(
    { id: UNDO, text: m.life.undoLast, value: dealValue(deal) },
    { id: MOVE, text: m.life.moveBack, value: dealValue(deal) },
  );
  return { do: 'say', message: say(m.life.undoOrBack(dealTitle(deal)), ...below) };
}

/** Taking back the last change of a deal, or my last change at all. */
export const undoFlow: Flow = {
  deal: { undo: { opens: false, run: typed } },
  buttons: {
    [UNDO]: {
      run: async (visit, press) => {
        const seen = readDealValue(press.value);
        return seen === undefined ? { do: 'say', message: say(visit.m.common.gone) } : takeBack(visit, seen);
      },
    },
  },
};
