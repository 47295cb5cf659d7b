import { addDays, nextWeekday, weekday } from '../../core/calendar.ts';
import type { Decision } from '../../core/change.ts';
import type { DealFile } from '../../core/deal.ts';
import type { DealEvent } from '../../core/deal-event.ts';
import { complete, planNext, remindLater } from '../../core/plan.ts';
import type { Saved } from '../../core/saved.ts';
import { stillWorking } from '../../core/still-working.ts';
import { tidy } from '../../input/normalise.ts';
import { refusedForm, rewrite } from '../changing.ts';
import { readAnswers } from '../entering.ts';
import type { Answer, ButtonHandler, Flow, Visit } from '../flow.ts';
import type { Form } from '../form.ts';
import { refusalContext } from '../refusal-context.ts';
import { type Message, say } from '../views/blocks.ts';
import { dealTitle } from '../views/deal-title.ts';
import { readDealValue, type SeenDeal } from '../views/deal-value.ts';
import { FILL_FORM, fillForm } from '../views/fill-form.ts';
import { FILL, PLAN_FIELDS, PLAN_FORM, planForm, REMIND_LATER, STEP, WORKING } from '../views/morning.ts';
import { missingTexts } from '../views/moved.ts';
import { notSaved } from '../views/not-saved.ts';
import { literal } from '../views/text.ts';
import { undoRow } from '../views/undo-row.ts';

/** The next working day. */
const tomorrow = (today: string): string => {
  const on = addDays(today, 1);
  return weekday(on) > 5 ? nextWeekday(on, 1) : on;
};

async function changed(visit: Visit, seen: SeenDeal, decide: (file: DealFile) => Decision): Promise<Saved> {
  // Planning is no move: what others did meanwhile does not stand against it.
  return visit.tenant.deals.change(seen.number, decide, visit.request());
}

async function told(visit: Visit, seen: SeenDeal, saved: Saved, message: (file: DealFile) => Message): Promise<Answer> {
  if (saved.ok) return { do: 'say', message: message(saved.file) };
  return { do: 'say', message: notSaved(visit.m, saved, seen, await refusalContext(visit)) };
}

/** A button about a deal: reads which, or says that the button is too old. */
const about = (run: (visit: Visit, seen: SeenDeal) => Promise<Answer>, opens = false): ButtonHandler => ({
  opens,
  run: async (visit, press) => {
    const seen = readDealValue(press.value);
    return seen === undefined ? { do: 'say', message: say(visit.m.common.gone) } : run(visit, seen);
  },
});

const postponed = (to: (today: string) => string): ButtonHandler =>
  about(async (visit, seen) => {
    const on = to(visit.today);
    const saved = await changed(visit, seen, (file) => planNext(file, file.deal.nextStep, on, visit.act));
    return told(visit, seen, saved, ({ deal }) => say(visit.m.morning.postponed(dealTitle(deal), on)));
  });

async function askNext(visit: Visit, seen: SeenDeal): Promise<Answer> {
  const file = await visit.tenant.deals.file(seen.number);
  const refused = await refusedForm(visit, seen, file, 'deal.edit');
  if (refused !== undefined || file === undefined) return refused ?? { do: 'nothing' };
  return { do: 'open', view: planForm(visit.m, file.deal) };
}

async function planned(visit: Visit, form: Form, data: string): Promise<Answer> {
  const seen = readDealValue(data);
  if (seen === undefined) return { do: 'say', message: say(visit.m.common.gone) };
  const step = tidy(form.text(PLAN_FIELDS.step) ?? '') || null;
  const on = form.choice(PLAN_FIELDS.on);
  if (on !== null && on < visit.today) return { do: 'errors', errors: { [PLAN_FIELDS.on]: visit.m.input.date.past } };
  const saved = await changed(visit, seen, (file) => planNext(file, step, step === null ? null : on, visit.act));
  return told(visit, seen, saved, ({ deal }) =>
    say(
      step === null
        ? visit.m.morning.nothingPlanned(dealTitle(deal))
        : visit.m.morning.planned(dealTitle(deal), literal(step, 200), on),
    ),
  );
}

/** Notes that a deal is still being worked on; twice in one visit is once. */
async function working(visit: Visit, seen: SeenDeal): Promise<Answer> {
  const { m } = visit;
  const decide = (file: DealFile, history: readonly DealEvent[]) => stillWorking(file, history, visit.act);
  const saved = await rewrite(visit, seen.number, decide, { history: true });
  if (!saved.ok && saved.why === 'refused' && saved.refusal.why === 'nothingToChange' && saved.file !== undefined) {
    return { do: 'say', message: say(m.morning.workingKnown(dealTitle(saved.file.deal))) };
  }
  return told(visit, seen, saved, ({ deal }) => say(m.morning.workingNoted(dealTitle(deal)), ...undoRow(m, deal)));
}

async function askMissing(visit: Visit, seen: SeenDeal): Promise<Answer> {
  const file = await visit.tenant.deals.file(seen.number);
  const refused = await refusedForm(visit, seen, file, 'deal.edit');
  if (refused !== undefined || file === undefined) return refused ?? { do: 'nothing' };
  if (file.deal.missing.length === 0) return { do: 'say', message: say(visit.m.morning.filled(dealTitle(file.deal))) };
  return { do: 'open', view: fillForm(visit.m, file, visit.pipeline) };
}

async function filled(visit: Visit, form: Form, data: string): Promise<Answer> {
  const { m, pipeline } = visit;
  const seen = readDealValue(data);
  const file = seen === undefined ? undefined : await visit.tenant.deals.file(seen.number);
  const stage = pipeline.stages.find(({ id }) => id === file?.deal.stageId) ?? pipeline.stages[0];
  if (seen === undefined || stage === undefined) return { do: 'say', message: say(m.common.gone) };
  const read = await readAnswers(visit, form, stage);
  if (!read.ok) return { do: 'errors', errors: read.errors };
  const saved = await changed(visit, seen, (now) => complete(now, pipeline, read.answers, visit.act));
  return told(visit, seen, saved, ({ deal }) =>
    say(
      deal.missing.length === 0
        ? m.morning.filled(dealTitle(deal))
        : m.morning.partly(dealTitle(deal), missingTexts(deal.missing, pipeline)),
    ),
  );
}

/** Next steps and reminders, done in taps. */
export const morningFlow: Flow = {
  buttons: {
    [STEP.done]: about(askNext, true),
    [STEP.plan]: about(askNext, true),
    [WORKING]: about(working),
    [STEP.tomorrow]: postponed(tomorrow),
    [STEP.nextWeek]: postponed((today) => nextWeekday(today, 1)),
    [FILL]: about(askMissing, true),
    [REMIND_LATER]: about(async (visit, seen) => {
      const on = nextWeekday(visit.today, 5);
      const saved = await changed(visit, seen, (file) => remindLater(file, on, visit.act));
      return told(visit, seen, saved, ({ deal }) => say(visit.m.morning.remindLater(dealTitle(deal), on)));
    }),
  },
  forms: { [PLAN_FORM]: planned, [FILL_FORM]: filled },
};
