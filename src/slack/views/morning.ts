import type { KnownBlock, ModalView } from '@slack/types';
import type { Deal } from '../../core/deal.ts';
import type { MorningLine } from '../../core/morning.ts';
import { type Pipeline, stageById } from '../../core/stage.ts';
import type { Messages } from '../../locale/messages.ts';
import { type ButtonSpec, buttons, field, type Message, modal, row, small } from './blocks.ts';
import { SHOW } from './deal-actions.ts';
import { dealTitle } from './deal-title.ts';
import { dealValue } from './deal-value.ts';
import { missingTexts } from './moved.ts';
import { literal, notification, rich, type Tagged } from './text.ts';

/** What is done about a next step. */
export const STEP = { done: 'step.done', tomorrow: 'step.tomorrow', nextWeek: 'step.next-week', plan: 'step.plan' } as const;
/** What is done about a reminder. */
export const FILL = 'deal.fill-in';
export const REMIND_LATER = 'deal.remind-later';
/** Callback id of the form for the next step; names of its fields. */
export const PLAN_FORM = 'step.save';
export const PLAN_FIELDS = { step: 'step', on: 'on' } as const;

/** Deals that a phone shows without much scrolling. */
const MOST = 6;

function sentence(m: Messages, { deal, why }: MorningLine, pipeline: Pipeline): Tagged {
  const title = dealTitle(deal);
  switch (why.kind) {
    case 'nextStep':
      return m.morning.nextStep(title, literal(deal.nextStep ?? m.morning.step, 100), deal.nextStepOn ?? '', why.overdue);
    case 'reminder':
      return m.morning.reminder(title, missingTexts(deal.missing, pipeline));
    case 'pastClose':
      return m.morning.pastClose(title, why.on);
    case 'ageing':
      return m.morning.ageing(title, why.days, literal(stageById(pipeline, deal.stageId)?.shortName ?? deal.stageId, 20));
    case 'unplanned':
      return m.morning.unplanned(title);
  }
}

function actions(m: Messages, { deal, why }: MorningLine, index: number): readonly KnownBlock[] {
  const value = dealValue(deal);
  const spec = (id: string, text: string): ButtonSpec => ({ id: `${id}:${index}`, text, value });
  if (why.kind === 'nextStep') {
    return buttons(
      spec(STEP.done, m.morning.done),
      spec(STEP.tomorrow, m.morning.tomorrow),
      spec(STEP.nextWeek, m.morning.nextWeek),
      spec(SHOW, m.common.open),
    );
  }
  if (why.kind === 'reminder') return buttons(spec(FILL, m.morning.fillIn), spec(REMIND_LATER, m.morning.nextFriday));
  return buttons(spec(STEP.plan, m.morning.plan), spec(SHOW, m.common.open));
}

/** One person's morning note: what is due, each with what can be done about it in one tap. */
export function morningNote(m: Messages, lines: readonly MorningLine[], pipeline: Pipeline): Message {
  const steps = lines.flatMap(({ why }) => (why.kind === 'nextStep' ? [why] : []));
  const reminders = lines.filter(({ why }) => why.kind === 'reminder').length;
  const head =
    steps.length + reminders === 0
      ? m.morning.friday(lines.length)
      : m.morning.head(steps.length, steps.filter(({ overdue }) => overdue).length, reminders);
  const shown = lines.slice(0, MOST);
  return {
    text: notification(head, 300),
    blocks: [
      rich(head),
      ...shown.flatMap((line, index) => [row(sentence(m, line, pipeline)), ...actions(m, line, index)]),
      ...(lines.length > MOST ? [small(m.morning.more(lines.length - MOST))] : []),
    ],
  };
}

/** Asks what comes next about a deal. `data` is the deal as the person saw it. */
export const planForm = (m: Messages, deal: Deal): ModalView =>
  modal({
    id: PLAN_FORM,
    title: m.morning.planTitle,
    submit: m.morning.planSubmit,
    close: m.common.cancel,
    data: dealValue(deal),
    blocks: [
      rich(`*${dealTitle(deal)}*`),
      field(PLAN_FIELDS.step, m.morning.step, { type: 'plain_text_input', max_length: 200 }, { optional: true }),
      field(PLAN_FIELDS.on, m.morning.stepOn, { type: 'datepicker' }, { optional: true }),
    ],
  });
