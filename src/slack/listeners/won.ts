import { reopen } from '../../core/close.ts';
import type { Answer, Flow, Visit } from '../flow.ts';
import { findDeal } from '../lookup.ts';
import { askWon } from '../moving.ts';
import { refusalContext } from '../refusal-context.ts';
import { say } from '../views/blocks.ts';
import { REOPEN, WON } from '../views/deal-actions.ts';
import { readDealValue, type SeenDeal } from '../views/deal-value.ts';
import { moved } from '../views/moved.ts';
import { notSaved } from '../views/not-saved.ts';
import { whichDeal } from '../views/which-deal.ts';
import { oneDeal } from '../which.ts';

async function typed(visit: Visit, rest: string): Promise<Answer> {
  if (rest.trim() === '') return { do: 'say', message: say(visit.m.closing.whichWon) };
  const open = await findDeal(visit, rest, { openOnly: true });
  const found = open.kind === 'none' ? await findDeal(visit, rest, { openOnly: false }) : open;
  if (found.kind !== 'one')
    return { do: 'say', message: whichDeal(visit.m, found, visit.pipeline, { id: WON, text: visit.m.closing.chooseWon }) };
  return askWon(visit, { number: found.deal.number, version: undefined });
}

async function reopened(visit: Visit, seen: SeenDeal): Promise<Answer> {
  const saved = await visit.tenant.deals.change(seen.number, (file) => reopen(file, visit.pipeline, visit.act), {
    ...visit.request(),
    ...(seen.version === undefined ? {} : { seenVersion: seen.version }),
  });
  const context = await refusalContext(visit);
  return {
    do: 'say',
    message: saved.ok ? moved(visit.m, saved.file, saved.event, context) : notSaved(visit.m, saved, seen, context),
  };
}

/** Winning a deal, with its final value and date; and opening a closed one again. */
export const wonFlow: Flow = {
  deal: {
    won: { opens: true, run: typed },
    reopen: {
      opens: false,
      run: async (visit, rest) => {
        const one = await oneDeal(visit, rest, { ask: visit.m.life.whichReopen, choose: REOPEN, openOnly: false });
        return 'answer' in one ? one.answer : reopened(visit, { number: one.deal.number, version: one.deal.version });
      },
    },
  },
  buttons: {
    [WON]: {
      opens: true,
      run: async (visit, press) => {
        const seen = readDealValue(press.value);
        return seen === undefined ? { do: 'say', message: say(visit.m.common.gone) } : askWon(visit, seen);
      },
    },
    [REOPEN]: {
      run: async (visit, press) => {
        const seen = readDealValue(press.value);
        return seen === undefined ? { do: 'say', message: say(visit.m.common.gone) } : reopened(visit, seen);
      },
    },
  },
};
