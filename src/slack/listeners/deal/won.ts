import { reopen } from '../../../core/deal/close.ts';
import { amountCurrency } from '../../../core/deal/deal.ts';
import type { FoundDeal } from '../../../core/deal/deal-match.ts';
import { dealPipeline, inPipelineOf } from '../../request/deal-pipeline.ts';
import type { Flow, Reply, RequestContext } from '../../request/flow.ts';
import { askWonDetails } from '../../steps/advance-deal.ts';
import { replyMoved } from '../../steps/change-deal.ts';
import { findDeal } from '../../steps/find-deal.ts';
import { readDealValue } from '../../steps/input/read-deal-value.ts';
import { askWhichDeal, resolveDealOrAsk } from '../../steps/resolve-deal.ts';
import { resolveLeadingDeal } from '../../steps/resolve-leading-deal.ts';
import { REOPEN, WON } from '../../views/deal/deal-actions.ts';
import { dealButtonValue, parseDealButtonValue, type SeenDeal } from '../../views/deal/deal-button-value.ts';
import { buttons, textMessage } from '../../views/kit/blocks.ts';

async function runCommand(context: RequestContext, rest: string): Promise<Reply> {
  if (rest.trim() === '') return { kind: 'say', message: textMessage(context.m.closing.whichWon) };
  const split = await resolveLeadingDeal(context, rest, true);
  if (split?.kind === 'one') {
    const seen = { number: split.deal.number, version: undefined };
    return split.rest === '' ? askWonDetails(context, seen, { loaded: split.file }) : askWonWith(context, split, split.rest);
  }
  const open = await findDeal(context, rest, { openOnly: true });
  const found = open.kind === 'none' ? await findDeal(context, rest, { openOnly: false }) : open;
  if (found.kind !== 'one') return askWhichDeal(context, found, { id: WON, text: context.m.closing.chooseWon });
  return askWonDetails(context, { number: found.deal.number, version: undefined }, { loaded: found.file });
}

/** `won acme 15k`: the amount waits in the form; what is no amount is said back, and the form asks for it. */
async function askWonWith(asked: RequestContext, { deal, file }: FoundDeal, typed: string): Promise<Reply> {
  const context = inPipelineOf(asked, deal);
  const read = await readDealValue(context, typed.replace(/^(?:for|at|za|na) /i, ''), amountCurrency(deal, context.pipeline));
  if (!read.ok)
    return {
      kind: 'say',
      message: textMessage(
        read.problem,
        ...buttons({ id: WON, text: context.m.closing.chooseWon, value: dealButtonValue(deal) }),
      ),
    };
  return askWonDetails(context, { number: deal.number, version: undefined }, { value: read.value, loaded: file });
}

async function reopenDeal(context: RequestContext, seen: SeenDeal): Promise<Reply> {
  const saved = await context.deals.change(seen.number, (file) => reopen(file, dealPipeline(context, file.deal), context.act), {
    ...context.writeRequest(),
    ...(seen.version === undefined ? {} : { seenVersion: seen.version }),
  });
  return replyMoved(context, { seen, saved });
}

/** Winning a deal, with its final value and date; and opening a closed one again. */
export const wonFlow = {
  dealCommands: {
    won: { takesDeal: 'amount', opensForm: true, run: runCommand },
    reopen: {
      takesDeal: 'whole',
      opensForm: false,
      run: async (context, rest) => {
        const one = await resolveDealOrAsk(context, rest, {
          ask: context.m.dealActions.whichReopen,
          choose: REOPEN,
          openOnly: false,
        });
        return 'answer' in one ? one.answer : reopenDeal(context, { number: one.deal.number, version: one.deal.version });
      },
    },
  },
  buttons: {
    [WON]: {
      opensForm: true,
      run: async (context, press) => {
        const seen = parseDealButtonValue(press.value);
        return seen === undefined ? { kind: 'say', message: textMessage(context.m.common.gone) } : askWonDetails(context, seen);
      },
    },
    [REOPEN]: {
      run: async (context, press) => {
        const seen = parseDealButtonValue(press.value);
        return seen === undefined ? { kind: 'say', message: textMessage(context.m.common.gone) } : reopenDeal(context, seen);
      },
    },
  },
} satisfies Flow;
