import { MAX_WIN_OVERRIDE, MIN_WIN_OVERRIDE } from '../../../core/deal/win-override.ts';
import type { PlainDate } from '../../../core/time/calendar.ts';
import { normalizeText } from '../../../input/slack-text.ts';
import type { SafeText } from '../../../locale/safe-text.ts';
import type { RequestContext } from '../../request/flow.ts';
import type { Form } from '../../request/form.ts';
import { ESTIMATE_FIELDS, REASON_LIMIT } from '../../views/deal/forms/estimate-form.ts';

/** An estimate holds for a month unless somebody says otherwise. */
export const DEFAULT_ESTIMATE_DAYS = 30;

/** What the form of an own estimate holds, or what it lacks, by its fields. */
export function readEstimate(
  { m, today }: Pick<RequestContext, 'm' | 'today'>,
  form: Form,
):
  | { readonly errors: Readonly<Record<string, SafeText>> }
  | { readonly own: { readonly win: number; readonly until: PlainDate; readonly reason: string } } {
  const percent = Number(form.text(ESTIMATE_FIELDS.win) ?? Number.NaN);
  const win = percent / 100;
  const until = form.date(ESTIMATE_FIELDS.until);
  const reason = normalizeText(form.text(ESTIMATE_FIELDS.reason) ?? '').slice(0, REASON_LIMIT);
  const isPercent = Number.isInteger(percent) && win >= MIN_WIN_OVERRIDE && win <= MAX_WIN_OVERRIDE;
  const errors: Readonly<Record<string, SafeText>> = {
    ...(isPercent ? {} : { [ESTIMATE_FIELDS.win]: m.estimate.noPercent }),
    ...(until === null || until < today ? { [ESTIMATE_FIELDS.until]: m.refusals.pastDate } : {}),
    ...(reason === '' ? { [ESTIMATE_FIELDS.reason]: m.estimate.noReason } : {}),
  };
  return until === null || Object.keys(errors).length > 0 ? { errors } : { own: { win, until, reason } };
}
