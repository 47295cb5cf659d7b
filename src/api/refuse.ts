import type { SafeText } from '../locale/safe-text.ts';
import { toPlainText } from '../slack/views/kit/text.ts';
import type { RefusalCode } from '../tools/tool.ts';
import type { JsonAnswer } from './http.ts';
import { type DoorCode, statusOf } from './status-codes.ts';

/** A refusal before any tool: its sentence, and what else the answer says. */
export const refuse = (
  code: DoorCode | RefusalCode,
  sentence: SafeText,
  headers: Readonly<Record<string, string>> = {},
): JsonAnswer => ({
  status: statusOf(code),
  body: { code, message: toPlainText(sentence) },
  headers,
});

export const WRONG_METHOD: JsonAnswer = {
  status: statusOf('wrongMethod'),
  body: { code: 'wrongMethod' },
  headers: { allow: 'POST' },
};
