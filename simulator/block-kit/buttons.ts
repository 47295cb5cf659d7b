import { type Check, list, object, objectOfType, oneOf, string } from './check.ts';
import { buttonStyle, confirm, id, option, plainText, url } from './composition.ts';
import { LIMITS } from './limits.ts';

const text = plainText(LIMITS.button.text);
const value = string({ max: LIMITS.button.value });
const accessibility_label = string({ max: LIMITS.button.accessibilityLabel });

/** block-elements/button-element. */
export const button: Check = objectOfType('button', {
  required: { text },
  optional: { action_id: id, value, url, style: buttonStyle, confirm, accessibility_label },
});

/** block-elements/workflow-button-element. */
export const workflowButton: Check = objectOfType('workflow_button', {
  required: {
    text,
    workflow: object({
      required: {
        trigger: object({
          required: { url },
          optional: { customizable_input_parameters: list(object({ required: { name: string(), value: string() } })) },
        }),
      },
    }),
  },
  optional: { action_id: id, style: buttonStyle, confirm, accessibility_label },
});

/** block-elements/overflow-menu-element. */
export const overflow: Check = objectOfType('overflow', {
  required: { options: list(option(plainText(LIMITS.option.text), { withUrl: true }), { max: LIMITS.overflowOptions }) },
  optional: { action_id: id, confirm },
});

const feedbackButton = object({ required: { text, value }, optional: { accessibility_label } });

/** block-elements/feedback-buttons-element. */
export const feedbackButtons: Check = objectOfType('feedback_buttons', {
  required: { positive_button: feedbackButton, negative_button: feedbackButton },
  optional: { action_id: id },
});

/** block-elements/icon-button-element; its page knows one icon, the waste bin. */
export const iconButton: Check = objectOfType('icon_button', {
  required: { icon: oneOf('trash'), text },
  optional: { action_id: id, value, confirm, accessibility_label, visible_to_user_ids: list(id) },
});
