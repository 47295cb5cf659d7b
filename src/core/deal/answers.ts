import type { PricedValue } from '../money/priced-value.ts';
import type { PlainDate } from '../time/calendar.ts';
import type { ActorContext } from './change.ts';
import type { Contact, Deal, DealFile } from './deal.ts';
import { answeredStep } from './next-steps.ts';

/** Answers of a stage form: fields left empty are absent. */
export type Answers = {
  readonly contact?: Partial<Contact>;
  readonly ticks?: readonly string[];
  readonly deal?: Partial<PricedValue & Pick<Deal, 'company' | 'closeOn' | 'nextStep' | 'nextStepOn'>>;
};

/** The fields of the deal that the answers set; a next step is one more beside those that are open. */
export const answeredFields = ({ deal }: DealFile, answers: Answers | undefined): Partial<Deal> => ({
  ...answers?.deal,
  ...answeredStep(deal, answers?.deal ?? {}),
});

/** The deal, its contact and its confirmed criteria with the answers applied; decides nothing. */
export function applyAnswers(file: DealFile, answers: Answers = {}): DealFile {
  return {
    deal: { ...file.deal, ...answeredFields(file, answers) },
    contact: { ...file.contact, ...answers.contact },
    ticks: [...new Set([...file.ticks, ...(answers.ticks ?? [])])],
  };
}

/** The first answered date that lies in the past; undefined without one. */
export const findPastDate = (answers: Answers | undefined, act: ActorContext): PlainDate | undefined =>
  [answers?.deal?.closeOn, answers?.deal?.nextStepOn].find((on): on is PlainDate => typeof on === 'string' && on < act.today);

/** Applies answers and lists what they change: the edited fields, the newly confirmed criteria, the new contact. */
export function fillAnswers(file: DealFile, answers: Answers | undefined) {
  const filled = applyAnswers(file, answers);
  return {
    filled,
    fields: Object.keys(answers?.deal ?? {}),
    ticks: filled.ticks.filter((id) => !file.ticks.includes(id)),
    ...(answers?.contact === undefined ? {} : { contact: filled.contact }),
  };
}
