import type { CriterionField } from '../../../core/pipeline/stage.ts';
import { localeFormat } from '../../format.ts';

const f = localeFormat('en');

const deals = (count: number): string => `${f.number(count)} open ${f.plural(count, { one: 'deal', many: 'deals' })}`;

/** The editor of stages and lost reasons. Names are safe text. */
export const pipeline = {
  title: 'Stages',
  intro: 'These are the stages of your funnel. Every change can be undone, and the figures of the past stay as they are.',
  adminsOnly: (admins: readonly string[]) =>
    admins.length === 0
      ? 'There is no admin yet: save `/funnel setup`, and you can change the stages.'
      : `Only an admin can change the stages (${f.list(admins)}). Nothing changed.`,
  /** A line of the list, and below it what the stage holds. */
  stageLine: ({ position, name, holds, asks }: { position: number; name: string; holds: string; asks: string }) =>
    `${position}. ${name}\n${holds}${asks === '' ? '' : ` · ${asks}`}`,
  closedLine: (name: string, asks: string) => `${name}${asks === '' ? '' : `\n${asks}`}`,
  holds: (count: number, value: string | undefined) =>
    count === 0 ? 'no open deals' : `${deals(count)}${value === undefined ? '' : `, ${value}`}`,
  asks: (required: number, advised: number) =>
    [
      ...(required > 0 ? [`${required} required`] : []),
      ...(advised > 0 ? [`${advised} advised`] : []),
      ...(required + advised === 0 ? ['asks for nothing'] : []),
    ].join(', '),
  edit: 'Edit',
  open: 'Stages',
  addStage: 'Add a stage',
  reasons: 'Lost reasons',
  backToStages: '← All stages',
  backToStage: '← Back',
  moveUp: '↑ Earlier',
  moveDown: '↓ Later',
  remove: 'Remove …',
  editDetails: 'Edit the stage',
  addCriterion: 'Add a criterion',
  change: 'Change',
  /** What a stage page says. */
  names: (name: string, short: string) => (name === short ? `*${name}*` : `*${name}*, in tables *${short}*`),
  numbers: ({ percent, minimum, days }: { percent: number; minimum: number; days: number }) =>
    `Win probability before there is history: ${f.number(percent)}% · alert below ${f.number(minimum)} · ageing after ${f.number(days)} ${f.plural(days, { one: 'day', many: 'days' })}`,
  actionsTitle: '*What to do here*',
  noActions: 'no recommended actions yet',
  criteriaTitle: '*What a deal needs to enter*',
  noCriteria: 'Nothing yet: every deal may enter.',
  strictNote: 'Strict: no deal enters without it.',
  looseNote: 'A deal may be moved anyway: it is marked incomplete, and its owner is reminded on Friday.',
  criterionLine: ({ text, required, field }: { text: string; required: boolean; field: string }) =>
    `${text}\n${required ? 'required' : 'advised'} · ${field}`,
  fields: {
    tick: 'somebody ticks it',
    contact: 'filled in: contact',
    reachable: 'filled in: phone or e-mail',
    company: 'filled in: company',
    decider: 'filled in: who decides',
    value: 'filled in: value',
    closeOn: 'filled in: expected close date',
  } satisfies Record<CriterionField | 'tick', string>,
  /** The form of a stage. */
  form: {
    add: 'Add a stage',
    edit: 'Edit the stage',
    save: 'Save',
    name: 'Name',
    shortName: 'Short name',
    shortNameHint: 'For tables and buttons, at most 12 characters. Left empty: the beginning of the name.',
    meaning: 'A deal is here when …',
    actions: 'What to do here',
    actionsHint: 'One recommendation per line. They are shown on the deal and after each move.',
    after: 'Comes after',
    first: 'the beginning: it is the first stage',
    probability: 'Win probability to begin with, %',
    probabilityHint: 'Your own history takes over with time.',
    minimum: 'Alert when fewer open deals than',
    minimumHint: '0: never for this stage alone.',
    ageingDays: 'A deal is ageing after so many days',
    strict: 'When something required is missing',
    mayMoveAnyway: 'the deal may be moved anyway and is marked incomplete',
    isStrict: 'strict: the deal does not enter',
    otherLanguage: (language: string) => `*${language}* (optional: left empty, everybody reads what is above)`,
    nameIn: (language: string) => `Name: ${language}`,
    shortNameIn: (language: string) => `Short name: ${language}`,
    meaningIn: (language: string) => `A deal is here when …: ${language}`,
    actionsIn: (language: string) => `What to do here: ${language}`,
    textIn: (language: string) => `The same: ${language}`,
  },
  criterion: {
    title: 'Entry criterion',
    text: 'What has to be true',
    required: 'How it counts',
    isRequired: 'required: asked for on entering',
    isAdvised: 'advised: shown, not asked for',
    field: 'It is met when',
    remove: 'Remove it',
    removeSure: 'Remove this criterion?',
    removeText: 'No deal is incomplete because of it any more. You can undo this for 10 minutes.',
  },
  reason: {
    title: 'Lost reason',
    text: 'Reason',
    add: 'Add a reason',
    intro:
      'Why deals are lost, in the order in which they are offered. A removed reason stays with the deals that were lost for it.',
    remove: 'Remove it',
    removeSure: 'Remove this reason?',
    removeText: 'Nobody can choose it any more; deals that were lost for it keep it. You can undo this for 10 minutes.',
  },
  removal: {
    title: 'Remove a stage',
    submit: 'Remove',
    intro: (name: string, count: number, value: string | undefined) =>
      count === 0
        ? `*${name}* holds no open deals. It stays in the figures and histories of the past.`
        : `*${name}* holds ${deals(count)}${value === undefined ? '' : ` worth ${value}`}. They go to the stage that you choose, and their history says why. The stage stays in the figures of the past.`,
    into: 'Its deals go to',
    complete: 'all of them meet what it asks for',
    incomplete: (count: number) => `${f.number(count)} of them will be marked incomplete`,
  },
  yes: 'Remove',
  no: 'Keep it',
  /** Before it is saved: what the change does. */
  impact: {
    title: '*Not saved yet.* This is what changes:',
    incomplete: (count: number) =>
      `${f.number(count)} open ${f.plural(count, { one: "deal doesn't meet it and is", many: "deals don't meet it and are" })} marked incomplete; nobody is moved.`,
    complete: (count: number) => `${deals(count)} ${f.plural(count, { one: 'is', many: 'are' })} no longer incomplete.`,
    short: (stage: string, holds: number, needs: number) =>
      `${stage} holds ${deals(holds)} and asks for ${f.number(needs)}: it will count as short.`,
    again: 'Save once more to do it.',
  },
  /** What a change was, behind "Saved:", "Undone:" or a name. */
  what: {
    addStage: (stage: string) => `stage added: ${stage}`,
    changeStage: (stage: string) => `stage changed: ${stage}`,
    moveStage: (stage: string) => `stage moved: ${stage}`,
    removeStage: (stage: string, into: string) => `stage removed: ${stage}, its deals go to ${into}`,
    criteria: (stage: string) => `what ${stage} asks for`,
    reasons: 'lost reasons',
  },
  saved: (what: string) => `*Saved:* ${what}.`,
  movedDeals: (count: number, into: string) =>
    `${f.number(count)} ${f.plural(count, { one: 'deal', many: 'deals' })} went to ${into}.`,
  markedIncomplete: (count: number) =>
    `${f.number(count)} ${f.plural(count, { one: 'deal is', many: 'deals are' })} marked incomplete.`,
  madeComplete: (count: number) =>
    `${f.number(count)} ${f.plural(count, { one: 'deal is', many: 'deals are' })} no longer incomplete.`,
  undone: (what: string) => `*Undone:* ${what}.`,
  stayed: (count: number) =>
    `${f.number(count)} ${f.plural(count, { one: 'deal has', many: 'deals have' })} changed since and ${f.plural(count, { one: 'stays', many: 'stay' })} as ${f.plural(count, { one: 'it is', many: 'they are' })}.`,
  occupied: (count: number) =>
    `Not undone: ${deals(count)} ${f.plural(count, { one: 'stands', many: 'stand' })} in the new stage by now. Remove it in \`/funnel pipeline\` and choose where ${f.plural(count, { one: 'it goes', many: 'they go' })}.`,
  changedSince: (who: string, time: string) =>
    `Not undone: ${who} changed the stages after that, at ${time}. Look at them in \`/funnel pipeline\`.`,
  changedMeanwhile: (who: string, time: string, what: string) =>
    `*${who} was faster* (${time}, ${what}). Nothing of yours is saved; what you typed is still here. Check it and save again.`,
  changedMeanwhileShort: (who: string, time: string, what: string) =>
    `*${who} was faster* (${time}, ${what}). Nothing of yours was changed; these are the stages now.`,
  changedElsewhere:
    '*The stages were changed meanwhile.* Nothing of yours is saved; what you typed is still here. Check it and save again.',
  changedElsewhereShort: '*The stages were changed meanwhile.* Nothing of yours was changed; these are the stages now.',
  problems: {
    gone: 'Somebody has removed it meanwhile. Nothing changed.',
    unchanged: 'Nothing is different from before. Change something, or close the window.',
    empty: 'Give it a name, in one language at least.',
    emptyText: 'Say what it is, in one language at least.',
    tooLong: (length: number, most: number) => `That is ${f.number(length)} characters; at most ${f.number(most)} fit here.`,
    notTypable: 'Add a word with letters: people type the name, and a number means the place in the list.',
    nameTaken: (stage: string) => `${stage} is called that already, in one of the languages. Choose another name.`,
    reserved: (word: string) => `"${word}" already means something in \`/deal list\`. Choose another name, or add a word.`,
    outOfRange: (least: number, most: number) => `A whole number from ${f.number(least)} to ${f.number(most)}.`,
    linesDiffer: (lines: number, wanted: number) =>
      `${f.number(lines)} ${f.plural(lines, { one: 'line', many: 'lines' })} here and ${f.number(wanted)} in the other language. Give as many in both, or none in one.`,
    tooManyStages: (most: number) => `A funnel has at most ${f.number(most)} stages. Remove one first.`,
    tooManyCriteria: (most: number) => `A stage asks for at most ${f.number(most)} things. Remove one first.`,
    tooManyActions: (most: number) => `At most ${f.number(most)} lines.`,
    tooManyReasons: (most: number) => `At most ${f.number(most)} reasons. Remove one first.`,
    criterionTaken: 'This stage asks for exactly that already.',
    fieldTaken: 'This stage asks for that field already. Change the other criterion instead.',
    reasonTaken: 'There is a reason of that name already.',
    lastOpenStage: 'This is the only stage left, and deals have to stand somewhere. Add another one first.',
    lastReason: 'This is the only reason left, and every loss needs one. Add another one first.',
  },
};

export type PipelineMessages = typeof pipeline;
