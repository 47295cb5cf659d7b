import { tickAction } from '../../core/tick-action.ts';
import type { Answer, Flow, Press, Visit } from '../flow.ts';
import { refusalContext } from '../refusal-context.ts';
import { show } from '../showing.ts';
import { say } from '../views/blocks.ts';
import { SHOWN, TICK } from '../views/deal-actions.ts';
import { readDealValue } from '../views/deal-value.ts';
import { notSaved } from '../views/not-saved.ts';

async function tick(visit: Visit, { value, suffix }: Press): Promise<Answer> {
  const seen = readDealValue(value);
  if (seen === undefined) return { do: 'say', message: say(visit.m.common.gone) };
  // A tick is no move: what others did meanwhile does not stand against it.
  const saved = await visit.tenant.deals.change(
    seen.number,
    (file) => tickAction(file, visit.pipeline, suffix, visit.act),
    visit.request(),
  );
  const twice = !saved.ok && saved.why === 'refused' && saved.refusal.why === 'nothingToChange';
  if (!saved.ok && !twice) return { do: 'say', message: notSaved(visit.m, saved, seen, await refusalContext(visit)) };
  // A channel's card shows it by itself; a private answer is made anew.
  if (!value.endsWith(SHOWN)) return { do: 'nothing' };
  const fresh = await show(visit, seen.number);
  return fresh.do === 'say' ? { ...fresh, instead: true } : fresh;
}

/** The recommended actions of a stage, each done by one tap. */
export const tickFlow: Flow = { buttons: { [TICK]: { run: tick } } };
