import type { DealEventKind } from '../../core/deal-event.ts';
import { tickAction } from '../../core/tick-action.ts';
import type { Answer, Flow, Press, Visit } from '../flow.ts';
import { refusalContext } from '../refusal-context.ts';
import { show } from '../showing.ts';
import { say } from '../views/blocks.ts';
import { MOVED, SHOWN, TICK } from '../views/deal-actions.ts';
import { readDealValue } from '../views/deal-value.ts';
import { moved } from '../views/moved.ts';
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
  if (value.endsWith(MOVED)) return movedAgain(visit, seen.number);
  // A channel's card and Home show it by themselves; a private answer is made anew.
  if (!value.endsWith(SHOWN)) return { do: 'nothing' };
  const fresh = await show(visit, seen.number);
  return fresh.do === 'say' ? { ...fresh, instead: true } : fresh;
}

const MOVES: ReadonlySet<DealEventKind> = new Set(['advanced', 'skipped', 'returned']);

/** The answer to the deal's last move, made anew. */
async function movedAgain(visit: Visit, number: number): Promise<Answer> {
  const [file, history] = await Promise.all([visit.tenant.deals.file(number), visit.tenant.deals.history(number)]);
  const move = history.findLast(({ kind }) => MOVES.has(kind));
  if (file === undefined || move === undefined) return { do: 'nothing' };
  return {
    do: 'say',
    message: moved(visit.m, file, move, { ...visit, members: new Map() }, '', history.at(-1)),
    instead: true,
  };
}

/** The recommended actions of a stage, each done by one tap. */
export const tickFlow: Flow = { buttons: { [TICK]: { run: tick } } };
