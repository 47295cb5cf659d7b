import type { PlainDate } from '../../../core/time/calendar.ts';
import { localeFormat } from '../../format.ts';

const f = localeFormat('en');

/** What happened instead of what was asked. Names are safe text; days are 'YYYY-MM-DD'. */
export const refusals = {
  readsOnly: 'You can see everything here and change nothing: an admin has set it so. Ask an admin if that should be otherwise.',
  notAllowed: (what: 'change' | 'setup' | 'digest', deal: string, owner: string) =>
    what === 'change'
      ? `Only ${owner} or a manager can change ${deal}. Nothing changed.`
      : 'Only a manager can do that. Nothing changed.',
  closed: (deal: string, outcome: 'won' | 'lost', on: PlainDate) => `${deal} was ${outcome} on ${f.date(on)}. Nothing changed.`,
  withdrawn: (deal: string) => `${deal} was deleted: it had been entered by mistake. Nothing changed.`,
  notClosed: (deal: string) => `${deal} is still open. Nothing changed.`,
  noSuchStage: (deal: string) => `The stage ${deal} was moving to no longer exists. Nothing is lost; here is the deal now.`,
  alreadyThere: (deal: string, stage: string) => `${deal} is already in ${stage}. Nothing changed.`,
  reasonNeeded: 'Give a reason in one line.',
  noSuchReason: 'Choose one of the reasons.',
  otherPipeline: 'These two are in different pipelines, so they stay two. Nothing changed.',
  duplicate: (deal: string) => `${deal} is open for the same company. Add a note to it, or say that you want another deal.`,
  nameNeeded: 'A deal needs a name.',
  pastDate: 'Pick today or a later date: this one is past.',
  futureDate: 'Pick today or an earlier date: the day the deal was won.',
  nothingToChange: (deal: string) => `${deal}: nothing new to save.`,
  tooManySteps: (deal: string, most: number) =>
    `${deal} has ${f.number(most)} open steps already. Tick off one that is done first.`,
  nothingToUndo: 'You have nothing to undo.',
  notYours: (deal: string, who: string) =>
    `The last change to ${deal} was made by ${who}, and only they can undo it. Nothing changed.`,
  tooLateToUndo: 'Undo works for 10 minutes. You can still move it back.',
  missing: (deal: string, stage: string, criteria: readonly string[]) =>
    `${deal} cannot move to ${stage} yet. Still missing: ${criteria.join('; ')}.`,
  changedMeanwhile: ({ deal, where, who, at }: { deal: string; where: string; who: string; at: string }) =>
    `Not done: ${deal} was changed by ${who} at ${at} and is now in ${where}. Nothing is lost; here it is.`,
  noSuchDeal: (ref: string) => `There is no deal ${ref}.`,
  noneFits: (typed: string) => `No deal matches "${typed}".`,
  noneFitsButClose: (typed: string) => `No deal matches "${typed}". Closest:`,
  severalFit: (count: number, typed: string) => `${f.number(count)} deals match "${typed}". Which one?`,
  manyFit: (typed: string) => `More deals match "${typed}" than I can show. Which one? Or type more of its name.`,
  show: 'Show',
  reopen: 'Reopen',
  newDeal: 'New deal',
};

export type RefusalMessages = typeof refusals;
