import { causeOf, SLIP_CAUSES, saySlipCause } from '../../core/slip.ts';
import { rewrite, told } from '../changing.ts';
import type { Answer, Flow, Press, Visit } from '../flow.ts';
import { say } from '../views/blocks.ts';
import { dealTitle } from '../views/deal-title.ts';
import { readDealValue } from '../views/deal-value.ts';
import { SLIP } from '../views/slip.ts';
import { undoOrOpen } from '../views/undo-row.ts';

/** Keeps why a close date moved later; what others did meanwhile does not stand against it. */
async function explain(visit: Visit, { value, suffix }: Press): Promise<Answer> {
  const { m, tenant } = visit;
  const [seen, cause] = [readDealValue(value), SLIP_CAUSES.find((each) => each === suffix)];
  const version = seen?.version;
  if (seen === undefined || version === undefined || cause === undefined) return { do: 'say', message: say(m.common.gone) };
  const saved = await rewrite(visit, seen.number, (file, history) => saySlipCause(file, history, version, cause, visit.act), {
    history: true,
  });
  const history = await tenant.deals.history(seen.number);
  const known = causeOf(history, version);
  if (!saved.ok && saved.why === 'refused' && saved.refusal.why === 'nothingToChange' && saved.file !== undefined) {
    const title = dealTitle(saved.file.deal);
    return { do: 'say', message: say(known === undefined ? m.tidy.slipGone(title) : m.tidy.causeKnown(title, known)) };
  }
  const answer = await told(visit, seen, saved, ({ file: { deal } }) =>
    say(m.tidy.causeNoted(dealTitle(deal), known ?? cause), ...undoOrOpen(m, deal)),
  );
  // The answer to an edit says no more than that; the answer to a move also says what to do next, and stays.
  const asked = history.find((event) => event.version === version);
  return answer.do === 'say' && saved.ok && asked?.kind === 'edited' ? { ...answer, instead: true } : answer;
}

/** Why a close date moved later, in one tap. */
export const slipFlow: Flow = { buttons: { [SLIP]: { run: explain } } };
