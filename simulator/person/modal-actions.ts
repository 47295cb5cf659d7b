import { isRecord } from '../block-kit/json-record.ts';
import { viewClosedPayload, viewSubmissionPayload } from '../payloads/interactions.ts';
import { asRecord, asText, type Fields } from '../read-json.ts';
import { placedElements } from '../state/blocks.ts';
import type { Message, View } from '../state/entities.ts';
import { setInputState, stateValues, surfaceKey } from '../state/input-values.ts';
import { closeAllModals, closeTopModal, modalStack, STACK_LIMIT, showModal, updateModal, viewPayload } from '../state/views.ts';
import { readView } from '../web-api/views.ts';
import { requireCurrent, viewTitle } from './find-element.ts';
import { formProblems } from './form-problems.ts';
import { type Entry, inputStateFor } from './input-state.ts';
import { type Acknowledged, type PersonContext, requireActiveUser } from './person-context.ts';

export type SubmitResult = Acknowledged & {
  /** The submitted view is off the screen. */
  readonly closed: boolean;
  /** By block_id: of the client, which then sent nothing (`acked` false), or of the app. */
  readonly errors?: Readonly<Record<string, string>>;
  /** Why Slack says "We had some trouble connecting": no answer, or one that it refuses. The form stays. */
  readonly problem?: string;
};

/** An input by its block and action, where one of the two would not say which. */
export type InputAddress = { readonly blockId: string; readonly actionId: string };

/**
 * Fills an input of the top modal, or of the Home tab when no modal is open, or of a message.
 *
 * @param field its action_id or block_id, or both. @throws Error on an unknown field, or an entry that it cannot take.
 */
export function fillInput(context: PersonContext, field: string | InputAddress, entry: Entry, where?: Message | View): void {
  requireActiveUser(context);
  const { workspace, userId, suggestedOptions } = context;
  const top = modalStack(workspace, userId).at(-1) ?? workspace.homes.get(userId);
  const place = where === undefined ? top : requireCurrent(workspace, userId, where);
  if (place === undefined) throw new Error('No modal is open to type into.');
  const inputs = placedElements(place.blocks ?? []);
  const placed =
    typeof field === 'string'
      ? (inputs.find((each) => each.actionId === field) ?? inputs.find((each) => each.blockId === field))
      : inputs.find((each) => each.actionId === field.actionId && each.blockId === field.blockId);
  const there = () => inputs.map((each) => `${each.blockId}/${each.actionId}`).join(', ');
  if (placed === undefined) throw new Error(`There is no field ${JSON.stringify(field)}. There are: ${there()}.`);
  const surface = surfaceKey(place, userId);
  setInputState(
    workspace,
    surface,
    placed,
    inputStateFor(workspace, placed, entry, suggestedOptions.get(`${surface} ${placed.actionId}`) ?? []),
  );
  workspace.changes.emit();
}

/** Presses the submit button of the top modal and does what the app's acknowledgement says. @throws Error when there is none. */
export async function submitModal(context: PersonContext): Promise<SubmitResult> {
  requireActiveUser(context);
  const { workspace, appSender, userId } = context;
  const view = modalStack(workspace, userId).at(-1);
  if (view === undefined) throw new Error('No modal is open to submit.');
  if (view.submit === null) throw new Error(`"${viewTitle(view)}" has no submit button.`);
  const problems = formProblems(view, stateValues(workspace, view.id, view.blocks));
  if (Object.keys(problems).length > 0) return { acked: false, ms: 0, closed: false, errors: problems };
  const payload = viewSubmissionPayload(workspace, userId, view);
  const receipt = await appSender.send('interactive', `view_submission ${view.callback_id}`, payload);
  if (!receipt.acked) return { acked: false, ms: receipt.ms, closed: false, problem: receipt.failure };
  const outcome = applyAck(context, view, receipt.body);
  if (outcome.problem !== undefined)
    workspace.journal.write({ kind: 'note', text: `Slack refuses the answer to a submission: ${outcome.problem}` });
  return { acked: true, ms: receipt.ms, ...outcome };
}

type AckEffect = Omit<SubmitResult, keyof Acknowledged>;

function applyAck({ workspace, userId }: PersonContext, submitted: View, body: unknown): AckEffect {
  const stack = modalStack(workspace, userId);
  const view = stack.find((each) => each.id === submitted.id);
  if (view === undefined) return { closed: true };
  const answer = asRecord(body);
  const action = asText(answer['response_action']);
  if (action === 'errors') return applyErrors(view, answer['errors']);
  if (action === 'clear') {
    closeAllModals(workspace, userId);
    return { closed: true };
  }
  if (action === 'update' || action === 'push') {
    const read = readView(workspace, answer['view'], 'modal', action === 'update' ? view : undefined);
    if ('refusal' in read) return { closed: false, problem: JSON.stringify(read.refusal) };
    if (action === 'push' && stack.length >= STACK_LIMIT) return { closed: false, problem: 'push_limit_reached' };
    if (action === 'push') showModal(workspace, userId, read.view, { onTop: true });
    else updateModal(workspace, view, read.view);
    return { closed: false };
  }
  if (action !== undefined || isUnexpected(body)) return { closed: false, problem: `unknown answer ${JSON.stringify(body)}` };
  closeTopModal(workspace, userId);
  return { closed: true };
}

/** Errors must name input blocks of the view, each with a text; otherwise Slack shows none of them. */
function applyErrors(view: View, value: unknown): AckEffect {
  const inputs = new Set(view.blocks.filter((block) => block.type === 'input').map((block) => block.block_id));
  const given = Object.entries(asRecord(value));
  const errors = given.flatMap(([blockId, message]) =>
    typeof message === 'string' && message !== '' ? [[blockId, message] as const] : [],
  );
  const unknown = given.map(([blockId]) => blockId).filter((blockId) => !inputs.has(blockId));
  if (unknown.length > 0) return { closed: false, problem: `errors for blocks that are no inputs: ${unknown.join(', ')}` };
  if (errors.length === 0 || errors.length < given.length) return { closed: false, problem: 'errors without a text' };
  return { closed: false, errors: Object.fromEntries(errors) };
}

function isUnexpected(body: unknown): boolean {
  return body !== undefined && body !== '' && !(isRecord(body) && Object.keys(body).length === 0);
}

/** Closes the top modal by its cancel button; with `clear_on_close` the whole stack goes. */
export function cancelModal(context: PersonContext): Promise<void> {
  const top = modalStack(context.workspace, context.userId).at(-1);
  if (top === undefined) throw new Error('No modal is open to cancel.');
  return top.clear_on_close
    ? dismissAllModals(context)
    : notifyClosed(context, [[top, viewPayload(context.workspace, top)]], false, closeTopModal);
}

/** Closes all modals at once. */
export function dismissAllModals(context: PersonContext): Promise<void> {
  const open = modalStack(context.workspace, context.userId).toReversed();
  const shown = open.map((view) => [view, viewPayload(context.workspace, view)] as const);
  return notifyClosed(context, shown, true, closeAllModals);
}

async function notifyClosed(
  context: PersonContext,
  closing: readonly (readonly [View, Fields])[],
  isCleared: boolean,
  close: (workspace: PersonContext['workspace'], userId: string) => unknown,
): Promise<void> {
  requireActiveUser(context);
  const { workspace, appSender, userId } = context;
  close(workspace, userId);
  const notified = closing.filter(([view]) => view.notify_on_close);
  await Promise.all(
    notified.map(([view, shown]) =>
      appSender.send('interactive', `view_closed ${view.callback_id}`, viewClosedPayload(workspace, userId, shown, isCleared)),
    ),
  );
}
