import type { DealFile } from '../../../core/deal/deal.ts';
import { openDeal } from '../../../core/deal/open-deal.ts';
import type { Language } from '../../../core/people/language.ts';
import type { DealDraft } from '../../../input/lines/deal-line.ts';
import { findHolidayRegion } from '../../../platform/holidays.ts';
import type { RequestContext } from '../../request/flow.ts';
import type { Message } from '../../views/kit/blocks.ts';
import type { ChannelLookup } from '../../web-api/channels.ts';
import { convertToPipelineCurrency } from '../convert-to-pipeline-currency.ts';
import { saveCurrency, saveSetup } from './save-setup.ts';

/** Deals have a card from this stage on, unless somebody chooses otherwise: a lead is a guess yet. */
export const DEFAULT_CARDS_FROM_STAGE = 2;

/** What was chosen in the form of the first minutes. */
export type StartChoice = {
  /** Undefined: who sells alone is written to directly. */
  readonly channel: Extract<ChannelLookup, { ok: true }> | undefined;
  readonly timeZone: string;
  readonly language: Language;
  /** Null: it may not change any more. */
  readonly currency: string | null;
};

/** Stores what was chosen; with a channel it is a set-up like any other, on Mondays at nine. @returns what is told of it; nothing without one. */
export async function saveStart(
  context: RequestContext,
  { channel, timeZone, language, currency }: StartChoice,
  { claimed }: { readonly claimed: boolean },
): Promise<Message | undefined> {
  const { tenant, workspace } = context;
  const membersBefore = await tenant.members.all();
  if (channel !== undefined) {
    return saveSetup(
      context,
      {
        ...{ channel, weekday: 1, timeOfDay: '09:00', timeZone, language, currency },
        managers: membersBefore.filter(({ role, active }) => role === 'manager' && active),
        ...{ admins: null, guests: null },
        ...{
          cardsFrom: DEFAULT_CARDS_FROM_STAGE,
          fiscalStartMonth: workspace.fiscalStartMonth,
          teamId: null,
          allowExternal: false,
        },
      },
      { replacedSubscriptionId: '', claimed, membersBefore },
    );
  }
  await tenant.updateWorkspace({ timeZone, language, holidayRegion: await findHolidayRegion(timeZone) });
  await saveCurrency(context, { currency });
  return undefined;
}

/** Makes the deal of the line. @returns it; undefined where it could not be made. */
export async function createFirstDeal(context: RequestContext, draft: DealDraft): Promise<DealFile | undefined> {
  const { pipeline, member, act } = context;
  const value = draft.money === undefined ? {} : await convertToPipelineCurrency(context, draft.money);
  const details = {
    ...{ name: draft.name, company: draft.company ?? null, contact: draft.contact, ownerId: member.id },
    ...{ closeOn: draft.closeOn ?? null, ...value },
  };
  const saved = await context.deals.create(
    (number) => openDeal({ number, pipeline }, details, act),
    context.writeRequest('first deal'),
  );
  return saved.ok ? saved.file : undefined;
}
