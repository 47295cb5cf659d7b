import { button, feedbackButtons, iconButton, overflow, workflowButton } from './buttons.ts';
import { boolean, type Check, list, objectOfType, requireOneOf, string, unionByType } from './check.ts';
import { anyText, httpsUrl, id, imageElement, imageFields, mrkdwn, oneImageSource, plainText, url } from './composition.ts';
import { pickers, richTextInput, typedInputs } from './inputs.ts';
import { LIMITS } from './limits.ts';
import { choices, multiSelects, selects } from './selects.ts';

const { datetimepicker, ...datepickerAndTimepicker } = pickers;
const menus = { ...selects, ...multiSelects, ...choices };
const pressable = { ...menus, ...datepickerAndTimepicker, button, overflow, workflow_button: workflowButton };

/** What may stand beside the text of a section; a datetimepicker may not. */
const accessory = unionByType({ ...pressable, image: imageElement });

export const sectionBlock: Check = objectOfType(
  'section',
  {
    optional: {
      block_id: id,
      text: anyText(LIMITS.text),
      fields: list(anyText(LIMITS.section.field), { max: LIMITS.section.fields }),
      accessory,
      expand: boolean,
    },
  },
  requireOneOf(['text', 'fields'], { orMore: true }),
);

export const headerBlock: Check = objectOfType('header', {
  required: { text: plainText(LIMITS.header) },
  optional: { block_id: id },
});

export const dividerBlock: Check = objectOfType('divider', { optional: { block_id: id } });

export const contextBlock: Check = objectOfType('context', {
  required: {
    elements: list(unionByType({ plain_text: plainText(LIMITS.text), mrkdwn: mrkdwn(LIMITS.text), image: imageElement }), {
      max: LIMITS.contextElements,
    }),
  },
  optional: { block_id: id },
});

export const actionsBlock: Check = objectOfType('actions', {
  required: {
    elements: list(unionByType({ ...pressable, datetimepicker, rich_text_input: richTextInput }), {
      max: LIMITS.actionsElements,
    }),
  },
  optional: { block_id: id },
});

export const contextActionsBlock: Check = objectOfType('context_actions', {
  required: {
    elements: list(unionByType({ feedback_buttons: feedbackButtons, icon_button: iconButton }), { max: LIMITS.contextActions }),
  },
  optional: { block_id: id },
});

export const imageBlock: Check = objectOfType(
  'image',
  { required: imageFields.required, optional: { ...imageFields.optional, block_id: id, title: plainText(LIMITS.image.title) } },
  oneImageSource,
);

export const inputBlock: Check = objectOfType('input', {
  required: {
    label: plainText(LIMITS.input.label),
    element: unionByType({ ...menus, ...pickers, ...typedInputs, rich_text_input: richTextInput }),
  },
  optional: { block_id: id, hint: plainText(LIMITS.input.hint), optional: boolean, dispatch_action: boolean },
});

export const videoBlock: Check = objectOfType('video', {
  required: { video_url: httpsUrl, thumbnail_url: url, alt_text: string(), title: plainText(LIMITS.video.title) },
  optional: {
    block_id: id,
    title_url: httpsUrl,
    author_name: string({ max: LIMITS.video.author }),
    provider_name: string(),
    provider_icon_url: url,
    description: plainText(LIMITS.text),
  },
});

/** Standard markdown; the limit over all markdown blocks of a message is a rule of the message. */
export const markdownBlock: Check = objectOfType('markdown', {
  required: { text: string({ max: LIMITS.message.markdown }) },
  optional: { block_id: id },
});
