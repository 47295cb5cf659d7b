import { z } from 'zod';
import { type DataOf, defineFormData } from '../kit/form-data.ts';
import { dealButtonValue, parseDealButtonValue, type SeenDeal } from './deal-button-value.ts';

/** A deal as the person saw it, in what a form holds: '141@7'. */
export const seenDealSchema = z.codec(z.string(), z.custom<SeenDeal>(), {
  decode: (text, context) => {
    const seen = parseDealButtonValue(text);
    if (seen !== undefined) return seen;
    context.issues.push({ code: 'custom', message: 'no deal', input: text });
    return z.NEVER;
  },
  encode: dealButtonValue,
});

/** What a form about one deal holds. Earlier versions wrote the deal alone. */
export const dealFormData = defineFormData(z.object({ deal: seenDealSchema }), (text) => ({ deal: text }));
export type DealFormData = DataOf<typeof dealFormData>;
