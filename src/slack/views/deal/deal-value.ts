import type { DealState } from '../../../core/deal/deal.ts';
import type { Messages } from '../../../locale/messages.ts';
import type { SafeText } from '../../../locale/safe-text.ts';

type Valued = Pick<DealState, 'value'>;

/** `48,000 PLN`; undefined where a deal has no value. */
export function valueText(m: Messages, { value }: Valued): SafeText | undefined {
  return value === null ? undefined : m.f.money(value);
}

/** `48k PLN`; undefined where a deal has no value. */
export function shortValueText(m: Messages, { value }: Valued): SafeText | undefined {
  return value === null ? undefined : m.f.shortMoney(value);
}

/** The same for a row, which leaves out what there is not. */
export const shortValueParts = (m: Messages, deal: Valued): readonly SafeText[] => {
  const text = shortValueText(m, deal);
  return text === undefined ? [] : [text];
};
