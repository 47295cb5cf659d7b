import type { DealFile } from '../../core/deal.ts';
import type { DealEvent } from '../../core/deal-event.ts';
import { edit } from '../../core/edit.ts';
import { may } from '../../core/rights.ts';
import type { Saved } from '../../core/saved.ts';
import { keepDeal, tidyState } from '../../core/tidying.ts';
import { tidyNow } from '../../facts/tidy-rows.ts';
import { refusedForm, rewrite, told } from '../changing.ts';
import type { Answer, ButtonHandler, Flow, Visit } from '../flow.ts';
import type { Form } from '../form.ts';
import { askLost } from '../losing.ts';
import { refusalContext } from '../refusal-context.ts';
import { showTidied } from '../tidying.ts';
import { say } from '../views/blocks.ts';
import { dealTitle } from '../views/deal-title.ts';
import { notSaved } from '../views/not-saved.ts';
import { slipQuestion } from '../views/slip.ts';
import type { Tagged } from '../views/text.ts';
import {
  ownTidy,
  readTidyUp,
  readTidyValue,
  TIDY,
  TIDY_FIELD,
  TIDY_FORM,
  TIDY_UP,
  type TidyPress,
  tidyDateForm,
} from '../views/tidy.ts';
import { undoOrOpen, undoRow } from '../views/undo-row.ts';

/** Deals of one's own list. */
const MOST = 8;
/** The reason that is chosen already when a deal is dropped. */
const NO_DECISION = 'decision';

/** The deals that the person may tidy up: one's own; of a manager, everybody's. */
async function list(visit: Visit, pipelineId: string, since: number, said?: Tagged): Promise<Answer> {
  const { tenant, member, today } = visit;
  const all = may(member.role, 'deal.edit', { own: false });
  const whose = all ? { pipelineId } : { pipelineId, ownerId: member.id };
  const { rows, more } = await tidyNow(tenant, whose, since, today, MOST);
  return { do: 'say', message: ownTidy(visit.m, rows, more, since, said), instead: said !== undefined };
}

/** A button of a row: reads which, or says that the button is too old. */
const about = (run: (visit: Visit, seen: TidyPress) => Promise<Answer>, opens = false): ButtonHandler => ({
  opens,
  run: async (visit, press) => {
    const seen = readTidyValue(press.value);
    return seen === undefined ? { do: 'say', message: say(visit.m.common.gone) } : run(visit, seen);
  },
});

/** Notes that a deal stays; what others did meanwhile does not stand against it, and twice is once. */
async function keep(visit: Visit, seen: TidyPress): Promise<Answer> {
  const { m, tenant, today } = visit;
  const decide = (file: DealFile, history: readonly DealEvent[]) => keepDeal(file, history, seen.since, visit.act);
  const saved = await rewrite(visit, seen.number, decide, { history: true });
  if (!saved.ok && saved.why === 'noSuchDeal') return told(visit, seen, saved, () => say(''));
  const deal = saved.file?.deal;
  if (deal === undefined) return { do: 'say', message: say(m.common.gone) };
  // The rows show what was done, whoever did it.
  await showTidied(visit, deal, seen.key);
  const twice = !saved.ok && saved.why === 'refused' && saved.refusal.why === 'nothingToChange';
  if (!saved.ok && !twice) return { do: 'say', message: notSaved(m, saved, seen, await refusalContext(visit)) };
  const state = tidyState(deal, await tenant.deals.history(deal.number), seen.since, today);
  const title = dealTitle(deal);
  const sentence = saved.ok
    ? m.tidy.keeps(title)
    : state.kind === 'dated'
      ? m.tidy.hasDate(title, state.on)
      : m.tidy.keptAlready(title);
  if (seen.key === null) return list(visit, deal.pipelineId, seen.since, sentence);
  const undo = saved.ok ? undoRow(m, deal) : [];
  return { do: 'say', message: say(sentence, ...undo) };
}

async function askDate(visit: Visit, seen: TidyPress): Promise<Answer> {
  const file = await visit.tenant.deals.file(seen.number);
  const refused = await refusedForm(visit, seen, file, 'deal.edit');
  // A row that was dealt with otherwise says so from now on.
  if (refused !== undefined && file !== undefined) await showTidied(visit, file.deal, seen.key);
  if (refused !== undefined || file === undefined) return refused ?? { do: 'nothing' };
  return { do: 'open', view: tidyDateForm(visit.m, file.deal, seen) };
}

/** A date that lost a race is decided anew so often. */
const TRIES = 4;

/** Sets the date. Another date that somebody set meanwhile stands against it; a note or a next step does not. */
async function saveDate(visit: Visit, seen: TidyPress, closeOn: string, left = TRIES): Promise<Saved> {
  const { deals } = visit.tenant;
  const [file, history] = await Promise.all([deals.file(seen.number), deals.history(seen.number)]);
  const shown = history.find(({ version }) => version === seen.version)?.after.closeOn;
  const untouched = file !== undefined && file.deal.closeOn === shown;
  const seenVersion = untouched ? file.deal.version : seen.version;
  const saved = await deals.change(seen.number, (now) => edit(now, visit.pipeline, { deal: { closeOn } }, visit.act), {
    ...visit.request(),
    ...(seenVersion === undefined ? {} : { seenVersion }),
  });
  const raced = !saved.ok && saved.why === 'changedMeanwhile' && untouched && left > 0;
  return raced ? saveDate(visit, seen, closeOn, left - 1) : saved;
}

async function dated(visit: Visit, form: Form, data: string): Promise<Answer> {
  const { m } = visit;
  const [seen, closeOn] = [readTidyValue(data), form.choice(TIDY_FIELD)];
  if (seen === undefined) return { do: 'say', message: say(m.common.gone) };
  if (closeOn === null || closeOn < visit.today) return { do: 'errors', errors: { [TIDY_FIELD]: m.input.date.past } };
  const saved = await saveDate(visit, seen, closeOn);
  // The rows show what was done, whoever did it.
  const file = saved.ok || saved.why !== 'noSuchDeal' ? saved.file : undefined;
  if (file !== undefined) await showTidied(visit, file.deal, seen.key);
  return told(visit, seen, saved, ({ file: { deal }, event }) => {
    const below = undoOrOpen(m, deal);
    return say(m.tidy.dated(dealTitle(deal), closeOn), ...below, ...slipQuestion(m, event));
  });
}

async function drop(visit: Visit, seen: TidyPress): Promise<Answer> {
  const answer = await askLost(visit, seen, { from: { reasonId: NO_DECISION, post: seen.key } });
  const file = answer.do === 'say' ? await visit.tenant.deals.file(seen.number) : undefined;
  if (file !== undefined) await showTidied(visit, file.deal, seen.key);
  return answer;
}

/** Deals past their close date or without one: kept, dated anew, or dropped, by their owner or a manager. */
export const tidyFlow: Flow = {
  buttons: {
    [TIDY_UP]: {
      run: async (visit, press) => {
        const post = readTidyUp(press.value);
        return post === undefined ? { do: 'say', message: say(visit.m.common.gone) } : list(visit, post.pipelineId, post.at);
      },
    },
    [TIDY.keep]: about(keep),
    [TIDY.date]: about(askDate, true),
    [TIDY.drop]: about(drop, true),
  },
  forms: { [TIDY_FORM]: dated },
};
