import type { ParsedAmount } from '../../../input/amount.ts';
import type { Messages } from '../../../locale/messages.ts';
import type { SafeText } from '../../../locale/safe-text.ts';
import { literal } from '../../views/kit/text.ts';

/** Why an amount could not be read, with what was typed. */
export function amountProblem(m: Messages, { why, text }: Extract<ParsedAmount, { readonly ok: false }>): SafeText {
  return why === 'empty' ? m.input.amount.empty : m.input.amount[why](literal(text, 60));
}
