import { advance, type Entering, win } from '../core/advance.ts';
import { instantOf } from '../core/calendar.ts';
import { type Decision, refuse, refusedBy } from '../core/change.ts';
import { missingFor } from '../core/criteria.ts';
import { type DealFile, isOpen } from '../core/deal.ts';
import type { Refusal } from '../core/refusal.ts';
import type { Saved } from '../core/saved.ts';
import { nextStage, type Stage, wonStage } from '../core/stage.ts';
import type { Messages } from '../locale/messages.ts';
import type { Answer, Visit } from './flow.ts';
import { refusalContext } from './refusal-context.ts';
import { showTidiedAfter } from './tidying.ts';
import { type AdvanceFormContext, advanceForm, criterionField } from './views/advance-form.ts';
import { moved } from './views/moved.ts';
import { notSaved } from './views/not-saved.ts';

/** A second press or the same line typed again within this is the same wish, not another one. */
const DOUBLE_MS = 10_000;
const RETYPED_MS = 5_000;

/** A deal as the person saw it; without a version, as it is. */
type Seen = { readonly number: number; readonly version: number | undefined };

const versionOf = (seen: Seen) => (seen.version === undefined ? {} : { seenVersion: seen.version });

/** What became of a step: said, or the form that asks for what is missing. */
async function outcome(visit: Visit, seen: Seen, saved: Saved): Promise<Answer> {
  if (saved.ok) await showTidiedAfter(visit, saved);
  // A step names nobody: only a win does.
  const context =
    saved.ok && (saved.event.kind !== 'won' || visit.solo) ? { ...visit, members: new Map() } : await refusalContext(visit);
  if (saved.ok) return { do: 'say', message: moved(visit.m, saved.file, saved.event, context), instead: false };
  if (saved.why === 'refused' && saved.refusal.why === 'missing' && saved.file !== undefined) {
    return { do: 'open', view: await formFor(visit, saved.file, saved.refusal.stage) };
  }
  const last = saved.why === 'changedMeanwhile' ? saved.last : undefined;
  const mine = last !== undefined && last.actorId === visit.member.id && visit.at - last.at < DOUBLE_MS && last.undoes === null;
  if (mine && saved.why === 'changedMeanwhile') return { do: 'say', message: moved(visit.m, saved.file, last, context) };
  if (saved.why === 'refused' && saved.refusal.why === 'alreadyThere' && saved.file !== undefined) {
    const event = (await visit.tenant.deals.history(saved.file.deal.number)).at(-1);
    if (event !== undefined) return { do: 'say', message: moved(visit.m, saved.file, event, context) };
  }
  return { do: 'say', message: notSaved(visit.m, saved, seen, context) };
}

/** The form that leads into a stage. */
export async function formFor(visit: Visit, file: DealFile, stage: Stage) {
  const owner = visit.solo ? undefined : ((await visit.tenant.members.byId(file.deal.ownerId)) ?? visit.member);
  const context: AdvanceFormContext = { pipeline: visit.pipeline, owner, today: visit.today, timeZone: visit.timeZone };
  return advanceForm(visit.m, file, stage, context);
}

/** Asks for the final details of a deal that may be won; Won is never entered unasked. */
const askToWin = (visit: Visit, file: DealFile, stage: Stage): Decision =>
  refuse(
    refusedBy(file.deal, visit.act, 'deal.win') ??
      (isOpen(file.deal)
        ? { why: 'missing', stage, criteria: missingFor(stage, file), mayMoveAnyway: false }
        : { why: 'closed', outcome: file.deal.outcome, closedAt: file.deal.closedAt }),
  );

/** Moves a deal to its next stage at once when nothing is missing; else asks for exactly that. */
export async function step(visit: Visit, seen: Seen, loaded?: DealFile): Promise<Answer> {
  const saved = await visit.tenant.deals.change(
    seen.number,
    (file) => {
      const next = nextStage(visit.pipeline, file.deal.stageId);
      if (next?.kind === 'won') return askToWin(visit, file, next);
      const { stageSince, createdAt } = file.deal;
      const retyped = visit.through === 'command' && stageSince > createdAt && visit.at - stageSince < RETYPED_MS;
      if (retyped && next !== undefined && isOpen(file.deal)) return refuse({ why: 'alreadyThere', stage: next });
      return advance(file, visit.pipeline, {}, visit.act);
    },
    { ...visit.request(), ...versionOf(seen), ...(loaded === undefined ? {} : { loaded }) },
  );
  return outcome(visit, seen, saved);
}

/** Opens the final details of a deal that is won, from whatever stage it is in. */
export async function askWon(visit: Visit, seen: Seen): Promise<Answer> {
  const stage = wonStage(visit.pipeline);
  const file = await visit.tenant.deals.file(seen.number);
  if (file === undefined || stage === undefined) return outcome(visit, seen, { ok: false, why: 'noSuchDeal' });
  const decision = askToWin(visit, file, stage);
  if (decision.ok) throw new Error('asking is never a decision to win');
  return outcome(visit, seen, { ok: false, why: 'refused', refusal: decision.refusal, file });
}

/** Carries out a submitted form; what is still missing is said under its field. */
export async function enter(visit: Visit, seen: Seen, stage: Stage, entering: Entering, wonOn: string | null): Promise<Answer> {
  const closedAt = wonOn === null || wonOn === visit.today ? {} : { closedAt: instantOf(wonOn, '12:00', visit.timeZone) };
  const saved = await visit.tenant.deals.change(
    seen.number,
    (file) =>
      stage.kind === 'won'
        ? win(file, visit.pipeline, { ...entering, ...closedAt }, visit.act)
        : advance(file, visit.pipeline, entering, visit.act),
    { ...visit.request(), ...versionOf(seen) },
  );
  if (!saved.ok && saved.why === 'refused' && saved.refusal.why === 'missing' && saved.refusal.stage.id === stage.id) {
    return { do: 'errors', errors: missingErrors(visit.m, saved.refusal) };
  }
  return outcome(visit, seen, saved);
}

/** What a stage still requires, said under the fields that ask for it. */
export function missingErrors(
  m: Messages,
  { criteria, mayMoveAnyway }: Extract<Refusal, { readonly why: 'missing' }>,
): Readonly<Record<string, string>> {
  const a = m.advance;
  const sentence = (ticked: boolean) =>
    mayMoveAnyway ? (ticked ? a.tickThis : a.fillThis) : ticked ? a.tickStrict : a.fillStrict;
  return Object.fromEntries(criteria.map((each) => [criterionField(each), sentence(each.field === undefined)]));
}
