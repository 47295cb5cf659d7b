import { HANDLED_DAYS, KEPT_MONTHS, type RetentionPolicy, retentionCutoffs } from '../../../core/history/retention.ts';
import type { Flow, Reply, RequestContext } from '../../request/flow.ts';
import type { Form } from '../../request/form.ts';
import { submitHandler } from '../../request/submit-handler.ts';
import { forAdmins as forAdminsOf } from '../../steps/settings/for-admins.ts';
import { buttons, textMessage } from '../../views/kit/blocks.ts';
import { undoSettingButton } from '../../views/workspace/last-changes.ts';
import {
  OPEN_RETENTION,
  RETENTION_FIELDS,
  RETENTION_FORM,
  RETENTION_SURE,
  type RetentionData,
  retentionData,
  retentionForm,
  retentionPolicySchema,
  retentionRuleText,
  retentionSure,
} from '../../views/workspace/settings/retention.ts';

const forAdmins = (context: RequestContext, run: () => Promise<Reply>): Promise<Reply> =>
  forAdminsOf(context, context.m.retention.adminsOnly, run);

/** What was chosen; a choice that is none of ours is no limit. */
function readPolicy(form: Form): RetentionPolicy {
  const months = (name: string) => KEPT_MONTHS.find((each) => `${each}` === form.choice(name)) ?? null;
  return {
    lostMonths: months(RETENTION_FIELDS.lost),
    noteMonths: months(RETENTION_FIELDS.notes),
    postMonths: months(RETENTION_FIELDS.posts),
    handledDays: HANDLED_DAYS.find((each) => `${each}` === form.choice(RETENTION_FIELDS.handled)) ?? 2,
  };
}

const isSame = (a: RetentionPolicy, b: RetentionPolicy): boolean =>
  JSON.stringify(retentionPolicySchema.parse(a)) === JSON.stringify(retentionPolicySchema.parse(b));

/** Nothing is saved yet: first it is said what the rule would erase. */
const askSure = (context: RequestContext, form: Form): Promise<Reply> =>
  forAdmins(context, async () => {
    const { m, tenant, today } = context;
    const policy = readPolicy(form);
    if (isSame(policy, await tenant.retention.policy())) return { kind: 'say', message: textMessage(m.retention.same) };
    return { kind: 'update', view: retentionSure(m, policy, await tenant.retention.count(retentionCutoffs(policy, today))) };
  });

const save = (context: RequestContext, policy: RetentionData): Promise<Reply> =>
  forAdmins(context, async () => {
    const { m, tenant, member, at } = context;
    const before = await tenant.retention.policy();
    if (isSame(policy, before)) return { kind: 'say', message: textMessage(m.retention.same) };
    await tenant.retention.save(policy);
    const { id } = await tenant.settingChanges.record({
      ...{ memberId: member.id, kind: 'retention', at },
      payload: { before: retentionPolicySchema.parse(before), after: policy },
    });
    return {
      kind: 'say',
      message: textMessage(m.retention.saved(retentionRuleText(m, policy)), ...buttons(undoSettingButton(m, id))),
    };
  });

/** How long data stay: a form of the settings, and the page that says what it erases. */
export const retentionFlow = {
  buttons: {
    [OPEN_RETENTION]: {
      opensForm: true,
      run: (context) =>
        forAdmins(context, async () => ({
          kind: 'open',
          view: retentionForm(context.m, await context.tenant.retention.policy()),
        })),
    },
  },
  forms: {
    [RETENTION_FORM]: submitHandler(retentionData, (context, form) => askSure(context, form)),
    [RETENTION_SURE]: submitHandler(retentionData, (context, _form, policy) => save(context, policy)),
  },
} satisfies Flow;
