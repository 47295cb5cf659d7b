import { z } from 'zod';
import type { Messages } from '../../locale/messages.ts';
import { REOPEN_FORM, RERUN_COMMAND, RERUN_PRESS, RERUN_SHORTCUT } from '../views/kit/action-ids.ts';
import type { ButtonSpec } from '../views/kit/blocks.ts';
import { defineFormData } from '../views/kit/form-data.ts';
import { pressedButton } from '../views/kit/pressed-button.ts';

/** The button that asks once more for what Slack did not let us show; undefined where nothing can ask for it. */
export type RetryButton = (m: Messages) => ButtonSpec | undefined;

/** Slack's limit of a button's value. */
const VALUE_LIMIT = 2000;

/** A shortcut that is used once more, on the same message. */
export const usedShortcut = defineFormData(
  z.object({
    shortcut: z.string(),
    message: z.object({ text: z.string(), link: z.string().nullable() }).optional(),
  }),
);

/** Buttons that ask once more: asked again, they are the same. */
const RETRY_ACTIONS: readonly string[] = [RERUN_COMMAND, RERUN_PRESS, RERUN_SHORTCUT, REOPEN_FORM];

const retryButton =
  (id: string, value: string): RetryButton =>
  (m) =>
    // Half of what was asked for would be something else.
    value.length > VALUE_LIMIT ? undefined : { id, text: m.common.tryAgain, value };

export const retryCommand = (line: string): RetryButton => retryButton(RERUN_COMMAND, line);
export const retryPress = (action: string, value: string): RetryButton =>
  RETRY_ACTIONS.includes(action) ? retryButton(action, value) : retryButton(RERUN_PRESS, pressedButton.encode({ action, value }));
export const retryShortcut = (
  shortcut: string,
  message: { readonly text: string; readonly link: string | null } | undefined,
): RetryButton => retryButton(RERUN_SHORTCUT, usedShortcut.encode({ shortcut, ...(message === undefined ? {} : { message }) }));
export const noRetry: RetryButton = () => undefined;
