import {
  boolean,
  type Check,
  codePoints,
  list,
  object,
  objectOfType,
  oneOf,
  requireOneOf,
  string,
  stringThat,
  unionByType,
} from './check.ts';
import { LIMITS } from './limits.ts';

/** What Slack already takes for markup or an entity in mrkdwn, and so leaves as it is. */
const MARKUP_OR_ENTITY = /<[^<>\n]+>|&(?:amp|lt|gt);/gu;

/**
 * The length of mrkdwn as Slack stores it: a bare `&`, `<` or `>` is kept escaped and counts as four or five characters.
 * Source: docs.slack.dev/messaging/formatting-message-text, escaping.
 * @example mrkdwnLength('R&D <@U1>') // => 13: R&amp;D and the mention of five
 */
export function mrkdwnLength(text: string): number {
  const bare = text.replace(MARKUP_OR_ENTITY, '');
  const escapes = [...bare].reduce((extra, character) => extra + (character === '&' ? 4 : /[<>]/u.test(character) ? 3 : 0), 0);
  return codePoints(text) + escapes;
}

/** A `plain_text` object of 1 to `max` characters. */
export function plainText(max: number): Check {
  return objectOfType('plain_text', { required: { text: string({ max }) }, optional: { emoji: boolean } });
}

/** A `mrkdwn` object of 1 to `max` characters, counted after escaping. */
export function mrkdwn(max: number): Check {
  return objectOfType('mrkdwn', { required: { text: string({ max }, mrkdwnLength) }, optional: { verbatim: boolean } });
}

/** A text object of either kind. */
export function anyText(max: number): Check {
  return unionByType({ plain_text: plainText(max), mrkdwn: mrkdwn(max) });
}

export const url: Check = string({ max: LIMITS.url });
export const id: Check = string({ max: LIMITS.id });
export const placeholder: Check = plainText(LIMITS.placeholder);
export const buttonStyle: Check = oneOf('primary', 'danger');

/** An `https` address: Slack embeds no other in a video. */
export const httpsUrl: Check = stringThat((text) => text.startsWith('https://') && text.length <= LIMITS.url, 'an https URL');

/** composition-objects/confirmation-dialog-object; all four texts are required there, though @slack/types lets them out. */
export const confirm: Check = object({
  required: {
    title: plainText(LIMITS.confirm.title),
    text: anyText(LIMITS.confirm.text),
    confirm: plainText(LIMITS.confirm.button),
    deny: plainText(LIMITS.confirm.button),
  },
  optional: { style: buttonStyle },
});

/** composition-objects/option-object with a text of the given kind; only an overflow menu's options may carry a `url`. */
export function option(text: Check, { withUrl = false } = {}): Check {
  return object({
    required: { text, value: string({ max: LIMITS.option.value }) },
    optional: { description: plainText(LIMITS.option.description), ...(withUrl && { url }) },
  });
}

/** The option of a menu. */
export const menuOption: Check = option(plainText(LIMITS.option.text));

/** The option of radio buttons or checkboxes, which may be marked up. */
export const choiceOption: Check = option(anyText(LIMITS.option.text));

/** composition-objects/option-group-object. */
export const optionGroup: Check = object({
  required: { label: plainText(LIMITS.select.groupLabel), options: list(menuOption, { max: LIMITS.select.options }) },
});

/** composition-objects/conversation-filter-object: at least one of its fields. */
export const conversationFilter: Check = object(
  {
    optional: {
      include: list(oneOf('im', 'mpim', 'private', 'public')),
      exclude_external_shared_channels: boolean,
      exclude_bot_users: boolean,
    },
  },
  requireOneOf(['include', 'exclude_external_shared_channels', 'exclude_bot_users'], { orMore: true }),
);

/** composition-objects/dispatch-action-configuration-object. */
export const dispatchActionConfig: Check = object({
  required: { trigger_actions_on: list(oneOf('on_enter_pressed', 'on_character_entered'), { max: 2 }) },
});

/** composition-objects/slack-file-object: by id or by url, never both. */
const slackFile: Check = object({ optional: { id, url } }, requireOneOf(['id', 'url']));

/** The fields that an image block and an image element share; `onePicture` is the rule that goes with them. */
export const imageFields = {
  required: { alt_text: string({ max: LIMITS.image.altText }) },
  optional: { image_url: url, slack_file: slackFile },
};
export const oneImageSource = requireOneOf(['image_url', 'slack_file']);

/** block-elements/image-element. */
export const imageElement: Check = objectOfType('image', imageFields, oneImageSource);
