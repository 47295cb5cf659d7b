import type { Deal } from '../core/deal.ts';
import type { Answer, Visit } from './flow.ts';
import { type Found, findDeal } from './lookup.ts';
import { say } from './views/blocks.ts';
import { SHOW } from './views/deal-actions.ts';
import { whichDeal } from './views/which-deal.ts';

/** The deal that a person means: an open one first, a closed one where no open one fits. `asTyped` forgives no typing errors. */
export async function meant(visit: Visit, typed: string, asTyped = false): Promise<Found> {
  const open = await findDeal(visit, typed, { openOnly: true, asTyped });
  return open.kind === 'none' ? findDeal(visit, typed, { openOnly: false, asTyped }) : open;
}

/**
 * The one deal that a person names, or the answer that asks which.
 *
 * @param ask what is said to nothing typed. @param choose id of the button that does it to a deal chosen from several.
 */
export async function oneDeal(
  visit: Visit,
  typed: string,
  options: { readonly ask: string; readonly choose?: string; readonly openOnly: boolean },
): Promise<{ readonly deal: Deal } | { readonly answer: Answer }> {
  if (typed.trim() === '') return { answer: { do: 'say', message: say(options.ask) } };
  // A closed deal is said to be closed rather than not to be there.
  const found = options.openOnly ? await meant(visit, typed) : await findDeal(visit, typed, { openOnly: false });
  if (found.kind === 'one') return { deal: found.deal };
  const choose = { id: options.choose ?? SHOW, text: visit.m.life.choose };
  return { answer: { do: 'say', message: whichDeal(visit.m, found, visit.pipeline, choose) } };
}
