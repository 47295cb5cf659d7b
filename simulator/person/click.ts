import { messageActionsPayload, viewActionsPayload } from '../payloads/interactions.ts';
import { asFlag, asRecord, type Fields } from '../read-json.ts';
import type { PlacedElement } from '../state/blocks.ts';
import { elementOptions, inputSpec } from '../state/element-state.ts';
import type { Message, View } from '../state/entities.ts';
import { setInputState, stateValues, surfaceKey } from '../state/input-values.ts';
import { findElement, requireCurrent } from './find-element.ts';
import { type Entry, inputStateFor } from './input-state.ts';
import { type Acknowledged, type PersonContext, requireActiveUser } from './person-context.ts';

export type ClickOptions = {
  /** The value of the button or option meant, where several elements share an action_id; of a menu, what is chosen. */
  readonly value?: string;
  readonly select?: string | readonly string[];
  /** `YYYY-MM-DD` for a date picker, `HH:mm` for a time picker. */
  readonly date?: string;
  /** Which of several alike, from 0. */
  readonly index?: number;
  /** Which of the two feedback buttons. */
  readonly side?: 'positive' | 'negative';
  /** Says no in the confirmation dialog: nothing is sent. */
  readonly deny?: boolean;
};

/**
 * Presses a button or chooses from a menu in a message or view; in a text input with `dispatch_action`, presses Enter.
 * A confirmation dialog is agreed to unless `deny` is set; then the answer is `{ acked: false, ms: 0 }`.
 *
 * @throws Error when the element is not there, is ambiguous, does not offer the choice, or sends nothing when used.
 */
export async function click(
  context: PersonContext,
  where: Message | View,
  actionId: string,
  options: ClickOptions = {},
): Promise<Acknowledged> {
  requireActiveUser(context);
  const { workspace, appSender, userId } = context;
  const place = requireCurrent(workspace, userId, where);
  const placed = findElement(place.blocks ?? [], actionId, options);
  if (placed.blockType === 'input' && !asFlag(placed.block['dispatch_action']))
    throw new Error(`${actionId} sends nothing when used: fill it with type().`);
  if (options.deny && placed.element['confirm'] === undefined) throw new Error(`${actionId} asks for no confirmation.`);
  if (options.deny) return { acked: false, ms: 0 };
  const action = { ...actionPayload(context, place, placed, options), action_ts: workspace.nextTs() };
  const build =
    'ts' in place
      ? messageActionsPayload(workspace, userId, place, action)
      : viewActionsPayload(workspace, userId, place, action);
  const { acked, ms } = await appSender.send('interactive', `block_actions ${actionId}`, build);
  return { acked, ms };
}

function actionPayload(context: PersonContext, place: Message | View, placed: PlacedElement, options: ClickOptions): Fields {
  const { element, actionId, blockId } = placed;
  const base = { action_id: actionId, block_id: blockId, type: element.type, ...pickFields(element, ['confirm', 'style']) };
  if (inputSpec(element.type) !== undefined) return { ...base, ...changedState(context, place, placed, options) };
  if (element.type === 'overflow') return { ...base, selected_option: requireOption(placed, options.select ?? options.value) };
  if (element.type === 'feedback_buttons')
    return { ...base, ...pickFields(asRecord(element[`${options.side ?? 'positive'}_button`]), ['text', 'value']) };
  return { ...base, ...pickFields(element, ['text', 'value', 'url']) };
}

function changedState(context: PersonContext, place: Message | View, placed: PlacedElement, options: ClickOptions): Fields {
  const { workspace, userId, suggestedOptions } = context;
  const surface = surfaceKey(place, userId);
  const entry: Entry | undefined = options.select ?? options.date ?? options.value;
  if (entry !== undefined) {
    const state = inputStateFor(workspace, placed, entry, suggestedOptions.get(`${surface} ${placed.actionId}`) ?? []);
    setInputState(workspace, surface, placed, state);
    return state;
  }
  const kept = stateValues(workspace, surface, place.blocks ?? [])[placed.blockId]?.[placed.actionId];
  return kept ?? {};
}

function requireOption({ element, actionId }: PlacedElement, wanted: string | readonly string[] | undefined): Fields {
  const option = elementOptions(element).find((each) => each['value'] === wanted);
  if (option === undefined) throw new Error(`${actionId} has no option "${wanted}".`);
  return option;
}

function pickFields(element: Fields, keys: readonly string[]): Fields {
  return Object.fromEntries(keys.filter((key) => key in element).map((key) => [key, element[key]]));
}
