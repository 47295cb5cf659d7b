import { type Fields, fields, number, objects, text } from '../json.ts';
import { suggestionPayload } from '../payloads/interactions.ts';
import { optionsOf } from '../state/element-state.ts';
import { surfaceOf } from '../state/entered.ts';
import type { Message, View } from '../state/entities.ts';
import { current, findElement } from './find-element.ts';
import { actor, type Hands } from './hands.ts';

/** An option that an app offered for what was typed. */
export type Option = { readonly text: string; readonly value: string; readonly description?: string };

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
export async function suggest(hands: Hands, where: Message | View, actionId: string, typed: string): Promise<readonly Option[]> {
  actor(hands);
  const { workspace, office, userId, suggested } = hands;
  const place = current(workspace, userId, where);
  const { element, blockId } = findElement(place.blocks ?? [], actionId);
  if (!element.type.endsWith('external_select')) throw new Error(`${actionId} is a ${element.type}: it has its options already.`);
  const shortest = number(element['min_query_length']) ?? DEFAULT_MIN_QUERY_LENGTH;
  if ([...typed].length < shortest) return [];
  const payload = suggestionPayload(workspace, userId, place, { action_id: actionId, block_id: blockId }, typed);
  const receipt = await office.send('interactive', `block_suggestion ${actionId}`, payload);
  if (!receipt.acked) throw new Error(`The app offered no options for ${actionId}: ${receipt.failure}.`);
  const offered = optionsOf(fields(receipt.body));
  const problem = problemOf(offered, fields(receipt.body));
  if (problem !== undefined) throw new Error(`Slack refuses the options of ${actionId}: ${problem}.`);
  suggested.set(`${surfaceOf(place, userId)} ${actionId}`, offered);
  return offered.map(readOption);
}

function problemOf(options: readonly Fields[], body: Fields): string | undefined {
  if (!Array.isArray(body['options']) && !Array.isArray(body['option_groups'])) return 'neither options nor option_groups';
  if (objects(body['option_groups']).length > MAX_OPTIONS) return `more than ${MAX_OPTIONS} groups`;
  if (options.length > MAX_OPTIONS) return `more than ${MAX_OPTIONS}`;
  const bad = options.find((option) => {
    const { text: words, value } = readOption(option);
    return fields(option['text'])['type'] !== 'plain_text' || !fits(words, MAX_TEXT) || !fits(value, MAX_VALUE);
  });
  return bad && `no plain text of 1-${MAX_TEXT} characters with a value of 1-${MAX_VALUE}: ${JSON.stringify(bad)}`;
}

function fits(words: string, max: number): boolean {
  return words !== '' && [...words].length <= max;
}

function readOption(option: Fields): Option {
  const description = text(fields(option['description'])['text']);
  const base = { text: text(fields(option['text'])['text']) ?? '', value: text(option['value']) ?? '' };
  return description === undefined ? base : { ...base, description };
}
