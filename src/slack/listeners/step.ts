import { planNext } from '../../core/plan.ts';
import { readStep } from '../../input/step-line.ts';
import { refusedForm, rewrite, told } from '../changing.ts';
import type { Answer, Flow, Visit } from '../flow.ts';
import { splitByDeal } from '../split-deal.ts';
import { say } from '../views/blocks.ts';
import { dealTitle } from '../views/deal-title.ts';
import { planForm, STEP } from '../views/morning.ts';
import { literal } from '../views/text.ts';
import { undoOrOpen } from '../views/undo-row.ts';
import { whichDeal } from '../views/which-deal.ts';
import { oneDeal } from '../which.ts';

async function plan(visit: Visit, number: number, typed: string): Promise<Answer> {
  const { m, today } = visit;
  const { step, on } = readStep(typed, today);
  // A day alone moves the step that is planned already.
  const saved = await rewrite(visit, number, (file) => {
    const next = step === '' ? file.deal.nextStep : step.slice(0, 200);
    return planNext(file, next, on, visit.act);
  });
  return told(visit, { number }, saved, ({ file: { deal } }) => {
    const below = undoOrOpen(m, deal);
    return say(m.morning.planned(dealTitle(deal), literal(deal.nextStep ?? '…', 200), deal.nextStepOn), ...below);
  });
}

async function ask(visit: Visit, number: number): Promise<Answer> {
  const file = await visit.tenant.deals.file(number);
  const refused = await refusedForm(visit, { number }, file, 'deal.edit');
  if (refused !== undefined || file === undefined) return refused ?? { do: 'nothing' };
  return { do: 'open', view: planForm(visit.m, file.deal) };
}

async function typed(visit: Visit, rest: string): Promise<Answer> {
  const { m } = visit;
  const split = rest.trim() === '' ? undefined : await splitByDeal(visit, rest);
  if (split !== undefined && split.kind !== 'one')
    return { do: 'say', message: whichDeal(m, split, visit.pipeline, { id: STEP.plan, text: m.morning.plan }) };
  if (split !== undefined) return split.rest === '' ? ask(visit, split.deal.number) : plan(visit, split.deal.number, split.rest);
  const one = await oneDeal(visit, rest, { ask: m.life.whichStep, choose: STEP.plan, openOnly: true });
  return 'answer' in one ? one.answer : ask(visit, one.deal.number);
}

/** What is to be done next about a deal, and when: `/deal step acme call Maria tomorrow`. */
export const stepFlow: Flow = { deal: { step: { opens: false, run: typed } } };
