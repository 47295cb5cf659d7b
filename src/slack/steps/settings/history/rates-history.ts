import { z } from 'zod';
import { isPlainDate, type PlainDate } from '../../../../core/time/calendar.ts';
import { joinSafe } from '../../../../locale/safe-text.ts';
import type { SettingChange } from '../../../../store/types/setting-changes.ts';
import { literal } from '../../../views/kit/text.ts';
import type { SettingHistory } from './setting-history.ts';

const rate = z.object({
  currency: z.string(),
  inCurrency: z.string(),
  from: z.custom<PlainDate>((value) => typeof value === 'string' && isPlainDate(value)),
  rate: z.number().nullable(),
});
/** Payload of a change of rates; a rate of null: there was none of that day. Written by `src/store/settings/rates.ts`. */
const ratesChange = z.object({
  before: z.array(rate),
  after: z.array(rate),
  touched: z.array(z.object({ number: z.number(), version: z.number() })),
});

/** Reads it back; undefined for what no version wrote. */
export const parseRatesChange = ({ payload }: Pick<SettingChange, 'payload'>) => ratesChange.safeParse(payload).data;

/** Exchange rates, and the deals that were priced by them. */
export const ratesHistory: SettingHistory = {
  describe: async ({ m }, change) => {
    const currencies = [...new Set(parseRatesChange(change)?.after.map(({ currency }) => currency))];
    return currencies.length === 0 ? m.rates.counting : m.rates.changed(currencies.map((code) => literal(code)));
  },
  undo: async (context, change) => {
    const { m, tenant, act, timeZone } = context;
    const of = parseRatesChange(change);
    if (of === undefined) return undefined;
    const saved = await tenant.rates.save(of.before, {
      ...{ act, timeZone, key: `undo ${change.id}` },
      undoes: { changeId: change.id, touched: of.touched, was: of.after },
    });
    if (!saved.ok) return { undone: false, said: m.rates.changedSince };
    context.wake();
    return { undone: true, said: joinSafe([m.rates.undone, ...(saved.stayed > 0 ? [m.rates.stayed(saved.stayed)] : [])], ' ') };
  },
};
