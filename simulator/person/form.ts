import { isRecord } from '../block-kit/json.ts';
import { type Fields, fields, text } from '../json.ts';
import { viewClosedPayload, viewSubmissionPayload } from '../payloads/interactions.ts';
import { placedElements } from '../state/blocks.ts';
import { enter, stateValues, surfaceOf } from '../state/entered.ts';
import type { Message, View } from '../state/entities.ts';
import { closeAll, closeTop, STACK_LIMIT, show, stackOf, updateModal, viewPayload } from '../state/views.ts';
import { readView } from '../web-api/views.ts';
import { chosenState, type Entry } from './choose.ts';
import { current, titleOf } from './find-element.ts';
import { formProblems } from './form-problems.ts';
import { type Acknowledged, actor, type Hands } from './hands.ts';

export type SubmitResult = Acknowledged & {
  /** The submitted view is off the screen. */
  readonly closed: boolean;
  /** By block_id: of the client, which then sent nothing (`acked` false), or of the app. */
  readonly errors?: Readonly<Record<string, string>>;
  /** Why Slack says "We had some trouble connecting": no answer, or one that it refuses. The form stays. */
  readonly problem?: string;
};

/** An input by its block and action, where one of the two would not say which. */
export type Field = { readonly blockId: string; readonly actionId: string };

/**
 * Fills an input of the top modal, or of the Home tab when no modal is open, or of a message.
 *
 * @param field its action_id or block_id, or both. @throws Error on an unknown field, or an entry that it cannot take.
 */
export function fill(hands: Hands, field: string | Field, entry: Entry, where?: Message | View): void {
  actor(hands);
  const { workspace, userId, suggested } = hands;
  const top = stackOf(workspace, userId).at(-1) ?? workspace.homes.get(userId);
  const place = where === undefined ? top : current(workspace, userId, where);
  if (place === undefined) throw new Error('No modal is open to type into.');
  const inputs = placedElements(place.blocks ?? []);
  const placed =
    typeof field === 'string'
      ? (inputs.find((each) => each.actionId === field) ?? inputs.find((each) => each.blockId === field))
      : inputs.find((each) => each.actionId === field.actionId && each.blockId === field.blockId);
  const there = () => inputs.map((each) => `${each.blockId}/${each.actionId}`).join(', ');
  if (placed === undefined) throw new Error(`There is no field ${JSON.stringify(field)}. There are: ${there()}.`);
  const surface = surfaceOf(place, userId);
  enter(workspace, surface, placed, chosenState(workspace, placed, entry, suggested.get(`${surface} ${placed.actionId}`) ?? []));
  workspace.changes.emit();
}

/** Presses the submit button of the top modal and does what the app's acknowledgement says. @throws Error when there is none. */
export async function submit(hands: Hands): Promise<SubmitResult> {
  actor(hands);
  const { workspace, office, userId } = hands;
  const view = stackOf(workspace, userId).at(-1);
  if (view === undefined) throw new Error('No modal is open to submit.');
  if (view.submit === null) throw new Error(`"${titleOf(view)}" has no submit button.`);
  const problems = formProblems(view, stateValues(workspace, view.id, view.blocks));
  if (Object.keys(problems).length > 0) return { acked: false, ms: 0, closed: false, errors: problems };
  const payload = viewSubmissionPayload(workspace, userId, view);
  const receipt = await office.send('interactive', `view_submission ${view.callback_id}`, payload);
  if (!receipt.acked) return { acked: false, ms: receipt.ms, closed: false, problem: receipt.failure };
  const outcome = applyAck(hands, view, receipt.body);
  if (outcome.problem !== undefined)
    workspace.journal.write({ kind: 'note', text: `Slack refuses the answer to a submission: ${outcome.problem}` });
  return { acked: true, ms: receipt.ms, ...outcome };
}

type Applied = Omit<SubmitResult, keyof Acknowledged>;

function applyAck({ workspace, userId }: Hands, submitted: View, body: unknown): Applied {
  const stack = stackOf(workspace, userId);
  const view = stack.find((each) => each.id === submitted.id);
  if (view === undefined) return { closed: true };
  const answer = fields(body);
  const action = text(answer['response_action']);
  if (action === 'errors') return applyErrors(view, answer['errors']);
  if (action === 'clear') {
    closeAll(workspace, userId);
    return { closed: true };
  }
  if (action === 'update' || action === 'push') {
    const read = readView(workspace, answer['view'], 'modal', action === 'update' ? view : undefined);
    if ('refusal' in read) return { closed: false, problem: JSON.stringify(read.refusal) };
    if (action === 'push' && stack.length >= STACK_LIMIT) return { closed: false, problem: 'push_limit_reached' };
    if (action === 'push') show(workspace, userId, read.view, { onTop: true });
    else updateModal(workspace, view, read.view);
    return { closed: false };
  }
  if (action !== undefined || isUnexpected(body)) return { closed: false, problem: `unknown answer ${JSON.stringify(body)}` };
  closeTop(workspace, userId);
  return { closed: true };
}

/** Errors must name input blocks of the view, each with a text; otherwise Slack shows none of them. */
function applyErrors(view: View, value: unknown): Applied {
  const inputs = new Set(view.blocks.filter((block) => block.type === 'input').map((block) => block.block_id));
  const given = Object.entries(fields(value));
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
export function cancel(hands: Hands): Promise<void> {
  const top = stackOf(hands.workspace, hands.userId).at(-1);
  if (top === undefined) throw new Error('No modal is open to cancel.');
  return top.clear_on_close ? dismiss(hands) : tellClosed(hands, [[top, viewPayload(hands.workspace, top)]], false, closeTop);
}

/** Closes all modals at once. */
export function dismiss(hands: Hands): Promise<void> {
  const open = stackOf(hands.workspace, hands.userId).toReversed();
  const shown = open.map((view) => [view, viewPayload(hands.workspace, view)] as const);
  return tellClosed(hands, shown, true, closeAll);
}

async function tellClosed(
  hands: Hands,
  closing: readonly (readonly [View, Fields])[],
  isCleared: boolean,
  close: (workspace: Hands['workspace'], userId: string) => unknown,
): Promise<void> {
  actor(hands);
  const { workspace, office, userId } = hands;
  close(workspace, userId);
  const told = closing.filter(([view]) => view.notify_on_close);
  await Promise.all(
    told.map(([view, shown]) =>
      office.send('interactive', `view_closed ${view.callback_id}`, viewClosedPayload(workspace, userId, shown, isCleared)),
    ),
  );
}
