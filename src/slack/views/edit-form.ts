import type { ModalView } from '@slack/types';
import type { DealFile } from '../../core/deal.ts';
import type { Messages } from '../../locale/messages.ts';
import { field, modal } from './blocks.ts';
import { dealValue } from './deal-value.ts';
import { cut } from './text.ts';

/** Callback id of the form with everything that is known about a deal; names of its fields. */
export const EDIT_FORM = 'deal.save-edit';
export const EDIT_FIELDS = {
  name: 'name',
  company: 'company',
  value: 'value',
  closeOn: 'closeOn',
  nextStep: 'nextStep',
  nextStepOn: 'nextStepOn',
  contact: 'contact',
  email: 'email',
  phone: 'phone',
  decider: 'decider',
} as const;

const LIMIT = 200;

/** Everything that is known about a deal, to be changed. */
export function editForm(m: Messages, { deal, contact }: DealFile): ModalView {
  const text = (name: string, label: string, value: string | null, optional = true) =>
    field(
      name,
      label,
      {
        type: 'plain_text_input',
        max_length: LIMIT,
        ...(value === null || value === '' ? {} : { initial_value: cut(value, LIMIT) }),
      },
      { optional },
    );
  const day = (name: string, label: string, on: string | null) =>
    field(name, label, { type: 'datepicker', ...(on === null ? {} : { initial_date: on }) }, { optional: true });
  const value = deal.valueMinor === null ? null : m.f.money(deal.valueMinor, deal.currency);
  return modal({
    id: EDIT_FORM,
    title: m.life.editTitle,
    submit: m.life.editSubmit,
    close: m.common.cancel,
    data: dealValue(deal),
    blocks: [
      text(EDIT_FIELDS.name, m.newDeal.name, deal.name, false),
      text(EDIT_FIELDS.company, m.newDeal.company, deal.company),
      text(EDIT_FIELDS.value, m.newDeal.value(deal.currency), value),
      day(EDIT_FIELDS.closeOn, m.newDeal.closeOn, deal.closeOn),
      text(EDIT_FIELDS.nextStep, m.morning.step, deal.nextStep),
      day(EDIT_FIELDS.nextStepOn, m.morning.stepOn, deal.nextStepOn),
      text(EDIT_FIELDS.contact, m.life.contactName, contact.name),
      text(EDIT_FIELDS.email, m.life.email, contact.email),
      text(EDIT_FIELDS.phone, m.life.phone, contact.phone),
      text(EDIT_FIELDS.decider, m.life.decider, contact.decider),
    ],
  });
}
