import { blockOn } from './blocks.ts';
import { boolean, type Check, list, number, object, oneOf, string } from './check.ts';
import { LIMITS } from './limits.ts';

const text = string({ min: 0 });

const field = object({ required: { title: text, value: text }, optional: { short: boolean } });

/**
 * Legacy secondary attachments (docs.slack.dev/legacy/legacy-messaging/legacy-secondary-message-attachments), without the
 * interactive `actions` of old, which no app built today should send.
 */
export const attachmentList: Check = list(
  object({
    optional: {
      blocks: list(blockOn('message'), { max: LIMITS.message.blocks }),
      fallback: text,
      color: text,
      pretext: text,
      author_name: text,
      author_link: text,
      author_icon: text,
      author_subname: text,
      title: text,
      title_link: text,
      text,
      fields: list(field, { min: 0 }),
      image_url: text,
      thumb_url: text,
      footer: string({ min: 0, max: 300 }), // the page of attachments
      footer_icon: text,
      ts: (value, pointer) => (typeof value === 'string' ? [] : number(value, pointer)),
      callback_id: text,
      mrkdwn_in: list(oneOf('pretext', 'text', 'fields'), { min: 0 }),
    },
  }),
  { min: 0, max: LIMITS.message.attachments },
);
