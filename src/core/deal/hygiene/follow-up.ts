import type { Pipeline } from '../../pipeline/stage.ts';
import type { PlainDate } from '../../time/calendar.ts';
import { type Answers, answeredFields, fillAnswers, findPastDate } from '../answers.ts';
import { type ActorContext, acceptChange, type Decision, refusalUnlessAllowedAndOpen, refuse } from '../change.ts';
import { stillMissingIds } from '../criteria.ts';
import type { DealFile } from '../deal.ts';

/** Postpones the reminder of an incomplete deal to a later day. */
export function postponeReminder(file: DealFile, remindOn: PlainDate, act: ActorContext): Decision {
  const refused = refusalUnlessAllowedAndOpen(file.deal, act, 'deal.edit');
  if (refused !== undefined) return refuse(refused);
  if (remindOn <= act.today) return refuse({ why: 'pastDate', on: remindOn });
  if (file.deal.missing.length === 0 || file.deal.remindOn === remindOn) return refuse({ why: 'nothingToChange' });
  return acceptChange(file, { kind: 'edited', now: { remindOn }, fields: ['remindOn'] }, act);
}

/** Fills in skipped criteria of an open deal without moving it; those that it meets by now are no longer missing. */
export function fillMissing(
  file: DealFile,
  { pipeline, answers }: { readonly pipeline: Pipeline; readonly answers: Answers },
  act: ActorContext,
): Decision {
  const refused = refusalUnlessAllowedAndOpen(file.deal, act, 'deal.edit');
  if (refused !== undefined) return refuse(refused);
  const past = findPastDate(answers, act);
  if (past !== undefined) return refuse({ why: 'pastDate', on: past });
  const { filled, ...rows } = fillAnswers(file, answers);
  const missing = stillMissingIds(pipeline, filled);
  const hasAnswers = rows.ticks.length > 0 || rows.contact !== undefined || rows.fields.length > 0;
  if (!hasAnswers && missing.length === file.deal.missing.length) return refuse({ why: 'nothingToChange' });
  const now = { ...answeredFields(file, answers), missing, remindOn: missing.length === 0 ? null : file.deal.remindOn };
  return acceptChange(file, { kind: 'edited', now, ...rows, fields: [...rows.fields, 'missing'] }, act);
}
