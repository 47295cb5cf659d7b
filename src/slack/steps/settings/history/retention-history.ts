import { z } from 'zod';
import type { SettingChange } from '../../../../store/types/setting-changes.ts';
import { retentionPolicySchema, retentionRuleText } from '../../../views/workspace/settings/retention.ts';
import type { SettingHistory } from './setting-history.ts';

const count = z.object({ deals: z.number(), notes: z.number(), posts: z.number() });
/** Payload of a rule that was changed, or of what a night erased by it. Stored. */
const retentionChange = z.union([
  z.object({ before: retentionPolicySchema, after: retentionPolicySchema }),
  z.object({ erased: count }),
]);

const read = ({ payload }: SettingChange) => retentionChange.safeParse(payload).data;

/** How long data stay. The rule can be taken back, what it erased cannot. */
export const retentionHistory: SettingHistory = {
  describe: async ({ m }, change) => {
    const of = read(change);
    if (of === undefined) return undefined;
    return 'erased' in of ? m.retention.erased(of.erased) : m.retention.changed(retentionRuleText(m, of.after));
  },
  undo: async ({ m, tenant }, change) => {
    const of = read(change);
    if (of === undefined) return undefined;
    if ('erased' in of) return { undone: false, said: m.retention.final };
    if (JSON.stringify(retentionPolicySchema.parse(await tenant.retention.policy())) !== JSON.stringify(of.after))
      return { undone: false, said: m.retention.changedSince };
    await tenant.retention.save(of.before);
    return { undone: true, said: m.retention.undone(retentionRuleText(m, of.before)) };
  },
};
