import { findSlipCause, recordSlipCause, SLIP_CAUSES } from '../../../core/deal/hygiene/slip.ts';
import type { Flow, Press, Reply, RequestContext } from '../../request/flow.ts';
import { changeWithRetry, replySaved } from '../../steps/change-deal.ts';
import { parseDealButtonValue } from '../../views/deal/deal-button-value.ts';
import { dealTitle } from '../../views/deal/deal-title.ts';
import { SLIP_CAUSE } from '../../views/deal/slip-question.ts';
import { undoAndShowRow } from '../../views/deal/undo-row.ts';
import { textMessage } from '../../views/kit/blocks.ts';

/** Keeps why a close date moved later; what others did meanwhile does not stand against it. */
async function submitSlipCause(context: RequestContext, { value, suffix }: Press): Promise<Reply> {
  const { m } = context;
  const [seen, cause] = [parseDealButtonValue(value), SLIP_CAUSES.find((each) => each === suffix)];
  const version = seen?.version;
  if (seen === undefined || version === undefined || cause === undefined)
    return { kind: 'say', message: textMessage(m.common.gone) };
  const saved = await changeWithRetry(context, { number: seen.number, history: true }, (file, history) =>
    recordSlipCause(file, { history, version, cause }, context.act),
  );
  const history = await context.deals.history(seen.number);
  const known = findSlipCause(history, version);
  if (!saved.ok && saved.why === 'refused' && saved.refusal.why === 'nothingToChange' && saved.file !== undefined) {
    const title = dealTitle(saved.file.deal);
    return {
      kind: 'say',
      message: textMessage(known === undefined ? m.hygiene.slipGone(title) : m.hygiene.causeKnown(title, known)),
    };
  }
  const answer = await replySaved(context, { seen, saved }, ({ file: { deal } }) =>
    textMessage(m.hygiene.causeNoted(dealTitle(deal), known ?? cause), ...undoAndShowRow(m, deal)),
  );
  // The answer to an edit says no more than that; the answer to a move also says what to do next, and stays.
  const asked = history.find((event) => event.version === version);
  return answer.kind === 'say' && saved.ok && asked?.kind === 'edited' ? { ...answer, replacesOriginal: true } : answer;
}

/** Why a close date moved later, in one tap. */
export const slipCauseFlow = { buttons: { [SLIP_CAUSE]: { run: submitSlipCause } } } satisfies Flow;
