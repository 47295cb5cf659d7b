import { advance, requireWonDetails, type StageEntryOptions, win } from '../../core/deal/advance.ts';
import { refuse } from '../../core/deal/change.ts';
import { type DealFile, isOpen } from '../../core/deal/deal.ts';
import type { DealEventKind } from '../../core/deal/deal-event.ts';
import type { Refusal } from '../../core/deal/refusal.ts';
import type { SaveResult } from '../../core/deal/save-result.ts';
import type { PricedValue } from '../../core/money/priced-value.ts';
import { nextStage, type Stage, wonStage } from '../../core/pipeline/stage.ts';
import { type PlainDate, zonedInstant } from '../../core/time/calendar.ts';
import type { DurationMs } from '../../core/time/durations.ts';
import type { Instant } from '../../core/time/instant.ts';
import type { Messages } from '../../locale/messages.ts';
import type { SafeText } from '../../locale/safe-text.ts';
import { dealPipeline, inPipelineOf } from '../request/deal-pipeline.ts';
import type { Reply, RequestContext } from '../request/flow.ts';
import { loadRefusalContext } from '../request/refusal-context.ts';
import { type AdvanceFormContext, advanceForm, criterionBlockId, type StageEntry } from '../views/deal/forms/advance-form.ts';
import { moveReply } from '../views/deal/move-reply.ts';
import { refusalMessage } from '../views/deal/refusal-message.ts';
import { refreshHygieneRowsAfterChange } from './refresh-hygiene-rows.ts';
import { mayBeRepeatedLine, replyToRepeatedLine } from './repeated-line.ts';

/** Debounce: a second press of a button within this is the same intent. */
const DOUBLE_PRESS_MS: DurationMs = 10_000;

/** What a press that leads on does. */
const STEP_KINDS: readonly DealEventKind[] = ['advanced', 'won'];

/** A deal as the person saw it; without a version, as it is. */
type Seen = { readonly number: number; readonly version: number | undefined };

const versionGuard = (seen: Seen) => (seen.version === undefined ? {} : { seenVersion: seen.version });

/** Replies with the outcome of a stage change: the message, the form for missing fields, or the refusal. */
async function replyAdvanced(asked: RequestContext, seen: Seen, saved: SaveResult): Promise<Reply> {
  const context = inPipelineOf(asked, !saved.ok && saved.why === 'noSuchDeal' ? undefined : saved.file?.deal);
  if (saved.ok) await refreshHygieneRowsAfterChange(context, saved);
  else if (saved.why === 'refused' && saved.refusal.why === 'missing' && saved.file !== undefined) {
    return { kind: 'open', view: await loadStageForm(context, { file: saved.file, stage: saved.refusal.stage }) };
  }
  // A step names nobody: only a win does.
  const viewContext =
    saved.ok && (saved.event.kind !== 'won' || context.solo)
      ? { ...context, members: new Map() }
      : await loadRefusalContext(context);
  if (saved.ok) return { kind: 'say', message: moveReply(context.m, saved, viewContext), replacesOriginal: false };
  const last = saved.why === 'changedMeanwhile' ? saved.last : undefined;
  const isOwnStep =
    last !== undefined &&
    last.actorId === context.member.id &&
    context.at - last.at < DOUBLE_PRESS_MS &&
    STEP_KINDS.includes(last.kind);
  if (isOwnStep && saved.why === 'changedMeanwhile')
    return { kind: 'say', message: moveReply(context.m, { file: saved.file, event: last }, viewContext) };
  return { kind: 'say', message: refusalMessage(context.m, { saved, asked: seen }, viewContext) };
}

/** The form that leads into a stage. */
export async function loadStageForm(context: RequestContext, entry: StageEntry) {
  const { file } = entry;
  const { member, tenant } = context;
  const isOwn = file.deal.ownerId === member.id;
  const owner = context.solo ? undefined : isOwn ? member : ((await tenant.members.byId(file.deal.ownerId)) ?? member);
  const viewContext: AdvanceFormContext = {
    pipeline: dealPipeline(context, file.deal),
    owner,
    today: context.today,
    timeZone: context.timeZone,
  };
  return advanceForm(context.m, entry, viewContext);
}

/** Moves a deal to its next stage at once when nothing is missing; else asks for exactly that. A line typed twice counts once. */
export async function advanceDeal(context: RequestContext, seen: Seen, loaded?: DealFile): Promise<Reply> {
  const attempt = (isRepetition: (file: DealFile) => boolean) =>
    context.deals.change(
      seen.number,
      (file) => {
        const pipeline = dealPipeline(context, file.deal);
        const next = nextStage(pipeline, file.deal.stageId);
        if (next?.kind === 'won') return requireWonDetails(file, next, context.act);
        if (next !== undefined && isOpen(file.deal) && isRepetition(file)) return refuse({ why: 'alreadyThere', stage: next });
        return advance(file, { pipeline }, context.act);
      },
      { ...context.writeRequest(), ...versionGuard(seen), ...(loaded === undefined ? {} : { loaded }) },
    );
  const saved = await attempt((file) => mayBeRepeatedLine(context, file));
  if (saved.ok || saved.why !== 'refused' || saved.refusal.why !== 'alreadyThere' || saved.file === undefined)
    return replyAdvanced(context, seen, saved);
  return (await replyToRepeatedLine(context, saved.file)) ?? replyAdvanced(context, seen, await attempt(() => false));
}

/**
 * Opens the final details of a deal that is won, from whatever stage it is in.
 *
 * @param known `value`: what was typed, which the form then holds; `loaded`: the deal, where it was read a moment ago.
 */
export async function askWonDetails(
  context: RequestContext,
  seen: Seen,
  { value = {}, loaded }: { readonly value?: Partial<PricedValue>; readonly loaded?: DealFile | undefined } = {},
): Promise<Reply> {
  const file = loaded ?? (await context.deals.file(seen.number));
  const stage = file === undefined ? undefined : wonStage(dealPipeline(context, file.deal));
  if (file === undefined || stage === undefined) return replyAdvanced(context, seen, { ok: false, why: 'noSuchDeal' });
  const decision = requireWonDetails(file, stage, context.act);
  if (decision.ok) throw new Error('asking is never a decision to win');
  return replyAdvanced(context, seen, {
    ok: false,
    why: 'refused',
    refusal: decision.refusal,
    file: { ...file, deal: { ...file.deal, ...value } },
  });
}

/** When a deal was won of which the day is known: at noon, or now where that is today. */
export const signedOn = ({ today, timeZone }: RequestContext, wonOn: PlainDate | null): { readonly closedAt?: Instant } =>
  wonOn === null || wonOn === today ? {} : { closedAt: zonedInstant(wonOn, '12:00', timeZone) };

/** Carries out a submitted form; what is still missing is said under its field. */
export async function submitStageForm(
  context: RequestContext,
  { seen, stage }: { readonly seen: Seen; readonly stage: Stage },
  { entering, wonOn }: { readonly entering: StageEntryOptions; readonly wonOn: PlainDate | null },
): Promise<Reply> {
  const saved = await context.deals.change(
    seen.number,
    (file) => {
      const pipeline = dealPipeline(context, file.deal);
      return stage.kind === 'won'
        ? win(file, { pipeline, ...entering, ...signedOn(context, wonOn) }, context.act)
        : advance(file, { pipeline, ...entering }, context.act);
    },
    { ...context.writeRequest(), ...versionGuard(seen) },
  );
  if (!saved.ok && saved.why === 'refused' && saved.refusal.why === 'missing' && saved.refusal.stage.id === stage.id) {
    return { kind: 'errors', errors: missingFieldErrors(context.m, saved.refusal) };
  }
  return replyAdvanced(context, seen, saved);
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
