import { type JsonRecord, recordIn } from './json-record.ts';

/** A conversation as far as a filter asks about it; a person or app is the direct message with them. */
export type FilteredConversation = {
  readonly kind: 'public' | 'private' | 'im';
  readonly isExtShared: boolean;
  /** A direct message with an app. */
  readonly isBot: boolean;
};

/**
 * Whether a menu of conversations offers one. Source: docs.slack.dev, conversation filter object: without `include` every kind is offered.
 *
 * @param element a `conversations_select` or `multi_conversations_select`.
 */
export function offersConversation(element: JsonRecord, { kind, isExtShared, isBot }: FilteredConversation): boolean {
  const filter = recordIn(element, 'filter');
  if (filter === undefined) return true;
  const include = filter['include'];
  if (Array.isArray(include) && !include.includes(kind)) return false;
  if (filter['exclude_external_shared_channels'] === true && isExtShared) return false;
  return !(filter['exclude_bot_users'] === true && isBot);
}
