import { lose } from '../../core/close.ts';
import { reasonNames } from '../../core/pipeline-templates.ts';
import { tidy } from '../../input/normalise.ts';
import { matchReason } from '../../input/reason.ts';
import type { Answer, Flow, Visit } from '../flow.ts';
import { findDeal } from '../lookup.ts';
import { askLost } from '../losing.ts';
import { refusalContext } from '../refusal-context.ts';
import { splitByDeal } from '../split-deal.ts';
import { showTidied } from '../tidying.ts';
import { say } from '../views/blocks.ts';
import { LOST } from '../views/deal-actions.ts';
import { readDealValue, type SeenDeal } from '../views/deal-value.ts';
import { LOST_FIELDS, LOST_FORM, readLostFrom } from '../views/lost-form.ts';
import { moved } from '../views/moved.ts';
import { notSaved } from '../views/not-saved.ts';
import { whichDeal } from '../views/which-deal.ts';

async function close(visit: Visit, seen: SeenDeal, reasonId: string, note: string, from: string | null = null): Promise<Answer> {
  const saved = await visit.tenant.deals.change(seen.number, (file) => lose(file, visit.pipeline, reasonId, note, visit.act), {
    ...visit.request(),
    ...(seen.version === undefined ? {} : { seenVersion: seen.version }),
  });
  // A digest may ask about it.
  if (saved.ok) await showTidied(visit, saved.file.deal, from);
  const context = await refusalContext(visit);
  const message = saved.ok ? moved(visit.m, saved.file, saved.event, context) : notSaved(visit.m, saved, seen, context);
  return { do: 'say', message };
}

async function typed(visit: Visit, rest: string): Promise<Answer> {
  if (rest.trim() === '') return { do: 'say', message: say(visit.m.closing.whichLost) };
  const split = await splitByDeal(visit, rest);
  if (split === undefined) {
    const found = await findDeal(visit, rest, { openOnly: true });
    if (found.kind !== 'one')
      return { do: 'say', message: whichDeal(visit.m, found, visit.pipeline, { id: LOST, text: visit.m.closing.chooseLost }) };
    return askLost(visit, { number: found.deal.number, version: found.deal.version });
  }
  if (split.kind !== 'one')
    return { do: 'say', message: whichDeal(visit.m, split, visit.pipeline, { id: LOST, text: visit.m.closing.chooseLost }) };
  const seen = { number: split.deal.number, version: split.deal.version };
  const reason = matchReason(split.rest, reasonNames(visit.pipeline.lostReasons));
  return reason === undefined ? askLost(visit, seen, { note: tidy(split.rest) }) : close(visit, seen, reason.id, '');
}

/** Closing a deal as lost, with a reason. */
export const lostFlow: Flow = {
  deal: { lost: { opens: true, run: typed } },
  buttons: {
    [LOST]: {
      opens: true,
      run: async (visit, press) => {
        const seen = readDealValue(press.value);
        return seen === undefined ? { do: 'say', message: say(visit.m.common.gone) } : askLost(visit, seen);
      },
    },
  },
  forms: {
    [LOST_FORM]: async (visit, form, data) => {
      const [seen, reason] = [readDealValue(data), form.choice(LOST_FIELDS.reason)];
      if (seen === undefined) return { do: 'say', message: say(visit.m.common.gone) };
      if (reason === null || !visit.pipeline.lostReasons.some((each) => each.id === reason)) {
        return { do: 'errors', errors: { [LOST_FIELDS.reason]: visit.m.refusals.noSuchReason } };
      }
      return close(visit, seen, reason, form.text(LOST_FIELDS.note) ?? '', readLostFrom(data));
    },
  },
};
