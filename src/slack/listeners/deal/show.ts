import type { Flow, Reply, RequestContext } from '../../request/flow.ts';
import { findDeal } from '../../steps/find-deal.ts';
import { askWhichDeal } from '../../steps/resolve-deal.ts';
import { showDeal } from '../../steps/show-deal.ts';
import { SHOW } from '../../views/deal/deal-actions.ts';
import { parseDealButtonValue } from '../../views/deal/deal-button-value.ts';
import { textMessage } from '../../views/kit/blocks.ts';

async function runCommand(context: RequestContext, rest: string): Promise<Reply> {
  if (rest.trim() === '') return { kind: 'say', message: textMessage(context.m.card.showWhich) };
  const found = await findDeal(context, rest, { openOnly: false });
  if (found.kind !== 'one') return askWhichDeal(context, found);
  return showDeal(context, found.deal.number, found.file);
}

/** A deal shown whole. */
export const showFlow = {
  dealCommands: { show: { takesDeal: 'whole', opensForm: false, isRead: true, run: runCommand } },
  buttons: {
    [SHOW]: {
      isRead: true,
      run: async (context, press) => {
        const seen = parseDealButtonValue(press.value);
        return seen === undefined ? { kind: 'say', message: textMessage(context.m.common.gone) } : showDeal(context, seen.number);
      },
    },
  },
} satisfies Flow;
