import { asFlag, asNumber, asText } from '../read-json.ts';
import { type PlacedElement, placedElements } from '../state/blocks.ts';
import { isBlank } from '../state/element-state.ts';
import type { ElementState, StateValues, View } from '../state/entities.ts';

/**
 * What a Slack client holds against a form before it sends it: a required input left empty, text too short or too long, a
 * number out of its range or no number, an address that is none. By block_id; empty when the form may go.
 */
export function formProblems(view: View, values: StateValues): Readonly<Record<string, string>> {
  const problems: Record<string, string> = {};
  for (const placed of placedElements(view.blocks)) {
    const state = values[placed.blockId]?.[placed.actionId];
    const problem = placed.blockType === 'input' && state ? inputProblem(placed, state) : undefined;
    if (problem !== undefined) problems[placed.blockId] = problem;
  }
  return problems;
}

function inputProblem({ block, element }: PlacedElement, state: ElementState): string | undefined {
  if (isBlank(state)) return asFlag(block['optional']) ? undefined : 'Please complete this required field.';
  const value = asText(state['value']);
  if (value === undefined) return undefined;
  const length = [...value].length;
  if (length < (asNumber(element['min_length']) ?? 0)) return `This field needs at least ${element['min_length']} characters.`;
  if (length > (asNumber(element['max_length']) ?? 3000))
    return `This field takes at most ${element['max_length'] ?? 3000} characters.`;
  if (element.type === 'number_input') return numberProblem(element, value);
  if (element.type === 'email_text_input' && !/^[^\s@]+@(?:[^\s@.]+\.)+[^\s@.]+$/.test(value))
    return 'Please enter a valid email address.';
  if (element.type === 'url_text_input' && !/^https?:\/\/\S+$/.test(value)) return 'Please enter a valid URL.';
  return undefined;
}

function numberProblem(element: PlacedElement['element'], value: string): string | undefined {
  const pattern = asFlag(element['is_decimal_allowed']) ? /^-?\d+(\.\d+)?$/ : /^-?\d+$/;
  if (!pattern.test(value)) return 'Please enter a valid number.';
  const [min, max] = [asNumber(element['min_value']), asNumber(element['max_value'])];
  if (min !== undefined && Number(value) < min) return `Must be ${min} or greater.`;
  return max !== undefined && Number(value) > max ? `Must be ${max} or less.` : undefined;
}
