import type { ModalView } from '@slack/types';
import { z } from 'zod';
import { HANDLED_DAYS, KEPT_MONTHS, type RetentionCount, type RetentionPolicy } from '../../../../core/history/retention.ts';
import type { Messages } from '../../../../locale/messages.ts';
import type { SafeText } from '../../../../locale/safe-text.ts';
import { field, modal, option } from '../../kit/blocks.ts';
import { type DataOf, defineFormData } from '../../kit/form-data.ts';
import { richText } from '../../kit/text.ts';
import { select } from './setup-form.ts';

export const OPEN_RETENTION = 'retention.open';
/** Callback ids: the form, and the page that says what it would erase. */
export const RETENTION_FORM = 'retention.save';
export const RETENTION_SURE = 'retention.sure';
export const RETENTION_FIELDS = { lost: 'lost', notes: 'notes', posts: 'posts', handled: 'handled' } as const;
/** The choice of no limit. */
export const FOR_EVER = 'for-ever';

const months = z.int().min(1).nullable();
export const retentionPolicySchema = z.object({
  ...{ lostMonths: months, noteMonths: months, postMonths: months },
  handledDays: z.int().min(2),
});
export const retentionData = defineFormData(retentionPolicySchema);
export type RetentionData = DataOf<typeof retentionData>;

/** A rule as one line. */
export const retentionRuleText = (m: Messages, policy: RetentionPolicy): SafeText =>
  m.retention.rule({
    ...{ lost: policy.lostMonths, notes: policy.noteMonths, posts: policy.postMonths },
    handledDays: policy.handledDays,
  });

/** How long each stays, as it is set now. */
export function retentionForm(m: Messages, policy: RetentionPolicy): ModalView {
  const r = m.retention;
  const kept = [option(r.months(null), FOR_EVER), ...KEPT_MONTHS.map((each) => option(r.months(each), `${each}`))];
  const days = HANDLED_DAYS.map((each) => option(r.days(each), `${each}`));
  const chosen = (value: number | null) => select(kept, value === null ? FOR_EVER : `${value}`);
  return modal({
    id: RETENTION_FORM,
    title: r.title,
    submit: r.next,
    close: m.common.cancel,
    data: retentionData.encode(policy),
    blocks: [
      richText(r.intro),
      field(RETENTION_FIELDS.lost, r.lost, chosen(policy.lostMonths)),
      field(RETENTION_FIELDS.notes, r.notes, chosen(policy.noteMonths)),
      field(RETENTION_FIELDS.posts, r.posts, chosen(policy.postMonths)),
      field(RETENTION_FIELDS.handled, r.handled, select(days, `${policy.handledDays}`)),
    ],
  });
}

/** What a rule would erase: saved only from here. */
export const retentionSure = (m: Messages, policy: RetentionPolicy, count: RetentionCount): ModalView =>
  modal({
    id: RETENTION_SURE,
    title: m.retention.sureTitle,
    submit: m.retention.save,
    close: m.common.cancel,
    data: retentionData.encode(policy),
    blocks: [richText(retentionRuleText(m, policy)), richText(m.retention.sure(count))],
  });
