import { advance, type StageEntryOptions, win } from '../../core/deal/advance.ts';
import { type Decision, refusalUnlessAllowed, refuse } from '../../core/deal/change.ts';
import { missingCriteria } from '../../core/deal/criteria.ts';
import { type DealFile, isOpen } from '../../core/deal/deal.ts';
import type { DealEventKind } from '../../core/deal/deal-event.ts';
import type { Refusal } from '../../core/deal/refusal.ts';
import type { SaveResult } from '../../core/deal/saved.ts';
import { nextStage, type Stage, wonStage } from '../../core/deal/stage.ts';
import { type PlainDate, zonedInstant } from '../../core/time/calendar.ts';
import type { Messages } from '../../locale/messages.ts';
import type { SafeText } from '../../locale/safe-text.ts';
import type { Reply, RequestContext } from '../request/flow.ts';
import { loadRefusalContext } from '../request/refusal-context.ts';
import { type AdvanceFormContext, advanceForm, criterionBlockId } from '../views/deal/forms/advance-form.ts';
import { moveReply } from '../views/deal/move-reply.ts';
import { refusalMessage } from '../views/deal/refusal-message.ts';
import { refreshHygieneRowsAfterChange } from './refresh-hygiene-rows.ts';
import { mayBeRetyped, replyRetyped } from './retyped-advance.ts';

/** A second press of a button within this is the same wish, not another one. */
const DOUBLE_PRESS_MS = 10_000;

/** What a press that leads on does. */
const STEP_KINDS: readonly DealEventKind[] = ['advanced', 'won'];

/** A deal as the person saw it; without a version, as it is. */
type Seen = { readonly number: number; readonly version: number | undefined };

const versionGuard = (seen: Seen) => (seen.version === undefined ? {} : { seenVersion: seen.version });

/** What became of a step: said, or the form that asks for what is missing. */
async function replyAdvanced(visit: RequestContext, seen: Seen, saved: SaveResult): Promise<Reply> {
  if (saved.ok) await refreshHygieneRowsAfterChange(visit, saved);
  // A step names nobody: only a win does.
  const context =
    saved.ok && (saved.event.kind !== 'won' || visit.solo) ? { ...visit, members: new Map() } : await loadRefusalContext(visit);
  if (saved.ok) return { kind: 'say', message: moveReply(visit.m, saved, context), replacesOriginal: false };
  if (saved.why === 'refused' && saved.refusal.why === 'missing' && saved.file !== undefined) {
    return { kind: 'open', view: await loadStageForm(visit, saved.file, saved.refusal.stage) };
  }
  const last = saved.why === 'changedMeanwhile' ? saved.last : undefined;
  const isOwnStep =
    last !== undefined &&
    last.actorId === visit.member.id &&
    visit.at - last.at < DOUBLE_PRESS_MS &&
    STEP_KINDS.includes(last.kind);
  if (isOwnStep && saved.why === 'changedMeanwhile')
    return { kind: 'say', message: moveReply(visit.m, { file: saved.file, event: last }, context) };
  return { kind: 'say', message: refusalMessage(visit.m, { saved, asked: seen }, context) };
}

/** The form that leads into a stage. */
export async function loadStageForm(visit: RequestContext, file: DealFile, stage: Stage) {
  const owner = visit.solo ? undefined : ((await visit.tenant.members.byId(file.deal.ownerId)) ?? visit.member);
  const context: AdvanceFormContext = { pipeline: visit.pipeline, owner, today: visit.today, timeZone: visit.timeZone };
  return advanceForm(visit.m, { file, stage }, context);
}

/** Asks for the final details of a deal that may be won; Won is never entered unasked. */
const requireWonDetails = (visit: RequestContext, file: DealFile, stage: Stage): Decision =>
  refuse(
    refusalUnlessAllowed(file.deal, visit.act, 'deal.win') ??
      (isOpen(file.deal)
        ? { why: 'missing', stage, criteria: missingCriteria(stage, file), mayMoveAnyway: false }
        : { why: 'closed', outcome: file.deal.outcome, closedAt: file.deal.closedAt }),
  );

/** Moves a deal to its next stage at once when nothing is missing; else asks for exactly that. A line typed twice counts once. */
export async function advanceDeal(visit: RequestContext, seen: Seen, loaded?: DealFile): Promise<Reply> {
  const step = (isRepetition: (file: DealFile) => boolean) =>
    visit.tenant.deals.change(
      seen.number,
      (file) => {
        const next = nextStage(visit.pipeline, file.deal.stageId);
        if (next?.kind === 'won') return requireWonDetails(visit, file, next);
        if (next !== undefined && isOpen(file.deal) && isRepetition(file)) return refuse({ why: 'alreadyThere', stage: next });
        return advance(file, { pipeline: visit.pipeline }, visit.act);
      },
      { ...visit.writeRequest(), ...versionGuard(seen), ...(loaded === undefined ? {} : { loaded }) },
    );
  const saved = await step((file) => mayBeRetyped(visit, file));
  if (saved.ok || saved.why !== 'refused' || saved.refusal.why !== 'alreadyThere' || saved.file === undefined)
    return replyAdvanced(visit, seen, saved);
  return (await replyRetyped(visit, saved.file)) ?? replyAdvanced(visit, seen, await step(() => false));
}

/** Opens the final details of a deal that is won, from whatever stage it is in. */
export async function askWonDetails(visit: RequestContext, seen: Seen): Promise<Reply> {
  const stage = wonStage(visit.pipeline);
  const file = await visit.tenant.deals.file(seen.number);
  if (file === undefined || stage === undefined) return replyAdvanced(visit, seen, { ok: false, why: 'noSuchDeal' });
  const decision = requireWonDetails(visit, file, stage);
  if (decision.ok) throw new Error('asking is never a decision to win');
  return replyAdvanced(visit, seen, { ok: false, why: 'refused', refusal: decision.refusal, file });
}

/** Carries out a submitted form; what is still missing is said under its field. */
export async function submitStageForm(
  visit: RequestContext,
  { seen, stage }: { readonly seen: Seen; readonly stage: Stage },
  { entering, wonOn }: { readonly entering: StageEntryOptions; readonly wonOn: PlainDate | null },
): Promise<Reply> {
  const closedAt = wonOn === null || wonOn === visit.today ? {} : { closedAt: zonedInstant(wonOn, '12:00', visit.timeZone) };
  const saved = await visit.tenant.deals.change(
    seen.number,
    (file) =>
      stage.kind === 'won'
        ? win(file, { pipeline: visit.pipeline, ...entering, ...closedAt }, visit.act)
        : advance(file, { pipeline: visit.pipeline, ...entering }, visit.act),
    { ...visit.writeRequest(), ...versionGuard(seen) },
  );
  if (!saved.ok && saved.why === 'refused' && saved.refusal.why === 'missing' && saved.refusal.stage.id === stage.id) {
    return { kind: 'errors', errors: missingFieldErrors(visit.m, saved.refusal) };
  }
  return replyAdvanced(visit, seen, saved);
}

/** What a stage still requires, said under the fields that ask for it. */
export function missingFieldErrors(
  m: Messages,
  { criteria, mayMoveAnyway }: Extract<Refusal, { readonly why: 'missing' }>,
): Readonly<Record<string, SafeText>> {
  const a = m.advance;
  const sentence = (ticked: boolean) =>
    mayMoveAnyway ? (ticked ? a.tickThis : a.fillThis) : ticked ? a.tickStrict : a.fillStrict;
  return Object.fromEntries(criteria.map((each) => [criterionBlockId(each), sentence(each.field === undefined)]));
}
