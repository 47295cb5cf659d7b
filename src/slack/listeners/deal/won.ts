import { reopen } from '../../../core/deal/close.ts';
import type { Flow, Reply, RequestContext } from '../../request/flow.ts';
import { loadRefusalContext } from '../../request/refusal-context.ts';
import { askWonDetails } from '../../steps/advance-deal.ts';
import { findDeal } from '../../steps/find-deal.ts';
import { resolveDealOrAsk } from '../../steps/resolve-deal.ts';
import { REOPEN, WON } from '../../views/deal/deal-actions.ts';
import { parseDealButtonValue, type SeenDeal } from '../../views/deal/deal-button-value.ts';
import { moveReply } from '../../views/deal/move-reply.ts';
import { refusalMessage } from '../../views/deal/refusal-message.ts';
import { whichDeal } from '../../views/deal/which-deal.ts';
import { textMessage } from '../../views/kit/blocks.ts';

async function runCommand(visit: RequestContext, rest: string): Promise<Reply> {
  if (rest.trim() === '') return { kind: 'say', message: textMessage(visit.m.closing.whichWon) };
  const open = await findDeal(visit, rest, { openOnly: true });
  const found = open.kind === 'none' ? await findDeal(visit, rest, { openOnly: false }) : open;
  if (found.kind !== 'one')
    return {
      kind: 'say',
      message: whichDeal(visit.m, found, { pipeline: visit.pipeline, choose: { id: WON, text: visit.m.closing.chooseWon } }),
    };
  return askWonDetails(visit, { number: found.deal.number, version: undefined });
}

async function reopenDeal(visit: RequestContext, seen: SeenDeal): Promise<Reply> {
  const saved = await visit.tenant.deals.change(seen.number, (file) => reopen(file, visit.pipeline, visit.act), {
    ...visit.writeRequest(),
    ...(seen.version === undefined ? {} : { seenVersion: seen.version }),
  });
  const context = await loadRefusalContext(visit);
  return {
    kind: 'say',
    message: saved.ok ? moveReply(visit.m, saved, context) : refusalMessage(visit.m, { saved, asked: seen }, context),
  };
}

/** Winning a deal, with its final value and date; and opening a closed one again. */
export const wonFlow = {
  dealCommands: {
    won: { takesDeal: 'whole', opensForm: true, run: runCommand },
    reopen: {
      takesDeal: 'whole',
      opensForm: false,
      run: async (visit, rest) => {
        const one = await resolveDealOrAsk(visit, rest, {
          ask: visit.m.dealActions.whichReopen,
          choose: REOPEN,
          openOnly: false,
        });
        return 'answer' in one ? one.answer : reopenDeal(visit, { number: one.deal.number, version: one.deal.version });
      },
    },
  },
  buttons: {
    [WON]: {
      opensForm: true,
      run: async (visit, press) => {
        const seen = parseDealButtonValue(press.value);
        return seen === undefined ? { kind: 'say', message: textMessage(visit.m.common.gone) } : askWonDetails(visit, seen);
      },
    },
    [REOPEN]: {
      run: async (visit, press) => {
        const seen = parseDealButtonValue(press.value);
        return seen === undefined ? { kind: 'say', message: textMessage(visit.m.common.gone) } : reopenDeal(visit, seen);
      },
    },
  },
} satisfies Flow;
