import { z } from 'zod';
import type { SettingHistory } from './setting-history.ts';

/** Payload of a contact that was erased: nothing of the contact. Stored. */
export const forgottenSchema = z.object({ deals: z.number(), notes: z.number() });

/** Contacts that were erased, for the log; there is no way back. */
export const forgottenHistory: SettingHistory = {
  describe: async ({ m }, { payload }) => {
    const count = forgottenSchema.safeParse(payload).data;
    return count === undefined ? undefined : m.forget.changed(count);
  },
  undo: async ({ m }) => ({ undone: false, said: m.forget.final }),
};
