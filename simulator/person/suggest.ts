import { suggestionPayload } from '../payloads/interactions.ts';
import { asNumber, asRecord, asRecords, asText, type Fields } from '../read-json.ts';
import { elementOptions } from '../state/element-state.ts';
import type { Message, View } from '../state/entities.ts';
import { surfaceKey } from '../state/input-values.ts';
import { findElement, requireCurrent } from './find-element.ts';
import { type PersonContext, requireActiveUser } from './person-context.ts';

/** An option that an app offered for what was typed. */
export type SuggestedOption = { readonly text: string; readonly value: string; readonly description?: string };

/** A client asks only from this length on, unless the element says otherwise. Source: docs.slack.dev, external select. */
const DEFAULT_MIN_QUERY_LENGTH = 3;
const MAX_OPTIONS = 100;
const MAX_TEXT = 75;
const MAX_VALUE = 150;

/**
 * Types into an external select and reads what the app offers. Less than `min_query_length` characters ask nobody and offer
 * nothing. What was offered can then be chosen with type() or click().
 *
 * @throws Error when the app does not answer in time, or with options that Slack refuses.
 */
export async function suggest(
  context: PersonContext,
  where: Message | View,
  actionId: string,
  typed: string,
): Promise<readonly SuggestedOption[]> {
  requireActiveUser(context);
  const { workspace, appSender, userId, suggestedOptions } = context;
  const place = requireCurrent(workspace, userId, where);
  const { element, blockId } = findElement(place.blocks ?? [], actionId);
  if (!element.type.endsWith('external_select')) throw new Error(`${actionId} is a ${element.type}: it has its options already.`);
  const shortest = asNumber(element['min_query_length']) ?? DEFAULT_MIN_QUERY_LENGTH;
  if ([...typed].length < shortest) return [];
  const payload = suggestionPayload(workspace, userId, place, { action_id: actionId, block_id: blockId }, typed);
  const receipt = await appSender.send('interactive', `block_suggestion ${actionId}`, payload);
  if (!receipt.acked) throw new Error(`The app offered no options for ${actionId}: ${receipt.failure}.`);
  const offered = elementOptions(asRecord(receipt.body));
  const problem = optionsProblem(offered, asRecord(receipt.body));
  if (problem !== undefined) throw new Error(`Slack refuses the options of ${actionId}: ${problem}.`);
  suggestedOptions.set(`${surfaceKey(place, userId)} ${actionId}`, offered);
  return offered.map(readOption);
}

function optionsProblem(options: readonly Fields[], body: Fields): string | undefined {
  if (!Array.isArray(body['options']) && !Array.isArray(body['option_groups'])) return 'neither options nor option_groups';
  if (asRecords(body['option_groups']).length > MAX_OPTIONS) return `more than ${MAX_OPTIONS} groups`;
  if (options.length > MAX_OPTIONS) return `more than ${MAX_OPTIONS}`;
  const bad = options.find((option) => {
    const { text: words, value } = readOption(option);
    return asRecord(option['text'])['type'] !== 'plain_text' || !fits(words, MAX_TEXT) || !fits(value, MAX_VALUE);
  });
  return bad && `no plain text of 1-${MAX_TEXT} characters with a value of 1-${MAX_VALUE}: ${JSON.stringify(bad)}`;
}

function fits(words: string, max: number): boolean {
  return words !== '' && [...words].length <= max;
}

function readOption(option: Fields): SuggestedOption {
  const description = asText(asRecord(option['description'])['text']);
  const base = { text: asText(asRecord(option['text'])['text']) ?? '', value: asText(option['value']) ?? '' };
  return description === undefined ? base : { ...base, description };
}
