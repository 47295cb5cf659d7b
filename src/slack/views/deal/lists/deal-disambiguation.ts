import type { Deal } from '../../../../core/deal/deal.ts';
import type { DealMatch } from '../../../../core/deal/deal-match.ts';
import type { Member } from '../../../../core/people/member.ts';
import { isAllowed, isOwn, type Permission } from '../../../../core/people/rights.ts';
import type { Messages } from '../../../../locale/messages.ts';
import { joinSafe, type SafeText } from '../../../../locale/safe-text.ts';
import { buttons, type Message, row, textMessage } from '../../kit/blocks.ts';
import { literal } from '../../kit/text.ts';
import { ADVANCE, DEAL_HELP, DELETE, EDIT, LOST, MOVE, OPEN_NEW_DEAL, PLAN, REOPEN, SHOW, WON } from '../deal-actions.ts';
import { dealButtonValue } from '../deal-button-value.ts';
import { dealLine } from '../deal-title.ts';
import { type PipelineContext, pipelineParts, rowPipeline } from '../row-pipeline.ts';

type Unclear = Exclude<DealMatch, { kind: 'one' }>;

/** Who chooses. */
type Asker = Pick<Member, 'id' | 'role'>;

/** The right that a choice needs; what is not here is anybody's. */
const RIGHT_BY_CHOICE: Readonly<Record<string, Permission>> = {
  [ADVANCE]: 'deal.advance',
  [MOVE]: 'deal.move',
  [WON]: 'deal.win',
  [LOST]: 'deal.lose',
  [EDIT]: 'deal.edit',
  [PLAN]: 'deal.edit',
  [REOPEN]: 'deal.reopen',
  [DELETE]: 'deal.withdraw',
};

function mayPress(asker: Asker, choice: string, deal: Deal): boolean {
  const right = RIGHT_BY_CHOICE[choice];
  return right === undefined || isAllowed(asker.role, right, { own: isOwn(asker, deal.ownerId) });
}

/**
 * Asks which deal was meant, or says that none fits and shows the nearest.
 *
 * @param choose what choosing one does: the button's id and words; showing it, where not given. @param asker who chooses: a deal that
 *   they may not do that to is offered to be shown.
 */
export function dealDisambiguation(
  m: Messages,
  found: Unclear,
  {
    choose = { id: SHOW, text: m.common.open },
    asker,
    ...context
  }: PipelineContext & {
    readonly choose?: { readonly id: string; readonly text: SafeText };
    readonly asker?: Asker;
  },
): Message {
  const show = { id: SHOW, text: m.common.open };
  const rows = (deals: readonly Deal[]) =>
    deals.map((deal, index) => {
      const button = asker === undefined || mayPress(asker, choose.id, deal) ? choose : show;
      const line = joinSafe([dealLine(m, deal, rowPipeline(context, deal)), ...pipelineParts(context, deal)], ' · ');
      return row(line, { ...button, id: `${button.id}:${index}`, value: dealButtonValue(deal) });
    });
  const typed = literal(found.typed, 60);
  if (found.kind === 'several') {
    const question = found.more ? m.refusals.manyFit(typed) : m.refusals.severalFit(found.deals.length, typed);
    return textMessage(question, ...rows(found.deals));
  }
  const below = buttons(
    { id: OPEN_NEW_DEAL, text: m.refusals.newDeal, value: found.typed.slice(0, 200) },
    { id: DEAL_HELP, text: m.common.help, value: 'deal' },
  );
  const said = found.nearest.length === 0 ? m.refusals.noneFits(typed) : m.refusals.noneFitsButClose(typed);
  return textMessage(said, ...rows(found.nearest), ...below);
}
