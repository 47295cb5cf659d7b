import type { PlainDate } from '../../../core/time/calendar.ts';
import { localeFormat } from '../../format.ts';

const f = localeFormat('en');
const days = (count: number): string => `${f.number(count)} ${f.plural(count, { one: 'day', many: 'days' })}`;

/** Moving a deal on: the form, the answer, the picker. Names are safe text; days are 'YYYY-MM-DD', durations whole days. */
export const advance = {
  title: (stage: string) => `Advance to ${stage}`,
  wonTitle: 'Won: final details',
  submit: 'Advance',
  submitWon: 'Won',
  head: (deal: string, parts: readonly string[]) => [`*${deal}*`, ...parts].join(' · '),
  /** @param usual days after which a deal there is ageing; null: not known. */
  path: ({ from, to, days: here, usual }: { from: string; to: string; days: number; usual: number | null }) =>
    `${from} → *${to}* · here ${here === 0 ? 'since today' : days(here)}${usual === null ? '' : ` (usually up to ${f.number(usual)})`}`,
  /** @param text what it means that a deal is in the stage, as a part of a sentence. */
  meaning: (text: string) => `A deal is here when: ${text}`,
  /** Something that the stage does not require. */
  advised: (text: string) => `○ ${text} (good to have)`,
  stillMissing: '*Still missing*',
  fields: {
    contact: 'Contact: name',
    reachable: 'Phone or e-mail',
    company: 'Company',
    decider: 'Who decides',
    value: 'Value, net',
    closeOn: 'Expected close date',
  },
  finalValue: 'Final value, net',
  wonOn: 'Date signed or ordered',
  nextStep: 'Next step',
  nextStepOn: 'Next step date',
  yes: 'Yes',
  anyway: 'Move anyway, remind me on Friday',
  submitAnyway: 'Move anyway',
  anywayOn: (on: PlainDate) => `I will ask on ${f.day(on)} for whatever you leave empty.`,
  worksAt: (stage: string, actions: readonly string[]) => `What works at ${stage}: ${actions.join('; ')}.`,
  tickThis: 'Tick this, or choose "move anyway" below.',
  fillThis: 'Fill this in, or choose "move anyway" below.',
  tickStrict: 'Tick this once it is done: this stage requires it.',
  fillStrict: 'Fill this in: this stage requires it.',
  moved: (deal: string, from: string, to: string) => `${deal}: ${from} → *${to}*.`,
  countedOnce: 'You moved it a few seconds ago, so the repeated command changes nothing.',
  next: (step: string, on: PlainDate | null) => (on === null ? `Next: ${step}.` : `Next: ${step}, ${f.day(on)}.`),
  noRate: (currency: string, pipelineCurrency: string) =>
    `There is no ${currency} to ${pipelineCurrency} rate yet, so its value is not in the totals. An admin can set it: \`/funnel rates\`.`,
  incomplete: (criteria: readonly string[], on: PlainDate | null) =>
    `Still missing: ${criteria.join('; ')}.${on === null ? '' : ` I will remind you on ${f.day(on)}.`}`,
  undoUntil: (time: string) => `Undo (until ${time})`,
  undone: (deal: string, stage: string) => `Undone: ${deal} is back in ${stage}.`,
  undoneClosed: (deal: string, outcome: 'won' | 'lost') => `Undone: ${deal} is ${outcome} again.`,
  undoneOpening: (deal: string) => `Undone: ${deal} is gone, as if it had never been entered.`,
  undoneOther: (deal: string) => `Undone: ${deal} is back as it was.`,
  /** @param what the change that is taken back. */
  undoneChange: (what: string) => `Taken back: ${what}.`,
  pick: 'Which one? These are the most urgent:',
  pickTitle: 'Advance a deal',
  pickPlaceholder: 'Type part of the name',
  pickSubmit: 'Next',
  choose: 'Advance',
};

export type AdvanceMessages = typeof advance;
