import { z } from 'zod';
import { reasonText } from '../../../../core/pipeline/stage.ts';
import { isPlainDate, type PlainDate } from '../../../../core/time/calendar.ts';
import { joinSafe, type SafeText } from '../../../../locale/safe-text.ts';
import type { SettingChange } from '../../../../store/types/setting-changes.ts';
import type { RequestContext } from '../../../request/flow.ts';
import { literal, memberNameText } from '../../../views/kit/text.ts';
import type { SettingHistory } from './setting-history.ts';

const plainDate = z.custom<PlainDate>((value) => typeof value === 'string' && isPlainDate(value));
/** What was done to many deals at once; people by their ids. Stored. */
const manyChange = z.discriminatedUnion('what', [
  z.object({ what: z.literal('owner'), ownerId: z.string() }),
  z.object({ what: z.literal('closeOn'), on: plainDate }),
  z.object({ what: z.literal('step'), step: z.string() }),
  z.object({ what: z.literal('drop'), reasonId: z.string() }),
  z.object({ what: z.literal('handOver'), fromId: z.string(), toIds: z.array(z.string()) }),
]);
export type ManyChange = z.infer<typeof manyChange>;

const dealsChange = z.object({
  change: manyChange,
  touched: z.array(z.object({ number: z.number(), version: z.number() })),
});

/** Reads it back; undefined for what no version wrote. */
export const parseDealsChange = ({ payload }: Pick<SettingChange, 'payload'>) => dealsChange.safeParse(payload).data;

/** What was done to so many deals, in the reader's language. */
export async function describeManyChange(
  { m, tenant, pipeline }: Pick<RequestContext, 'm' | 'tenant' | 'pipeline'>,
  change: ManyChange,
  count: number,
): Promise<SafeText> {
  const nameOf = async (id: string): Promise<SafeText> => {
    const member = await tenant.members.byId(id);
    return member === undefined ? literal(id) : memberNameText(member);
  };
  const { what } = m.several;
  switch (change.what) {
    case 'owner':
      return what.owner(count, await nameOf(change.ownerId));
    case 'closeOn':
      return what.closeOn(count, change.on);
    case 'step':
      return what.step(count, literal(change.step, 100));
    case 'drop':
      return what.drop(count, literal(reasonText(pipeline, change.reasonId) ?? change.reasonId));
    case 'handOver':
      return what.handOver(count, await nameOf(change.fromId), await Promise.all(change.toIds.map(nameOf)));
  }
}

/** Many deals that were changed at once. */
export const dealsHistory: SettingHistory = {
  describe: async (context, change) => {
    const of = parseDealsChange(change);
    return of === undefined ? undefined : describeManyChange(context, of.change, of.touched.length);
  },
  undo: async (context, change) => {
    const { m, act } = context;
    const of = parseDealsChange(change);
    if (of === undefined) return undefined;
    const undone = await context.deals.undoMany({ id: change.id, touched: of.touched }, act);
    if (undone === undefined) return { undone: false, said: m.setup.undoneAlready };
    context.wake();
    const stay = undone.stayed > 0 ? [m.several.undoneStay(undone.stayed)] : [];
    return { undone: true, said: joinSafe([m.several.undone(undone.undone), ...stay], ' ') };
  },
};
