import type { Subscription } from '../store/types/channels.ts';
import type { Delivery, DeliveryDraft } from '../store/types/posts.ts';
import { importedKey } from './keys.ts';

/** What a channel hears of an import. Instants are ms, money minor units of the pipeline's currency. */
export type ImportPayload = {
  readonly language: Subscription['language'];
  readonly timeZone: string;
  readonly currency: string;
  readonly newDeals: number;
  readonly changedDeals: number;
  readonly open: number;
  readonly openMinor: number;
  readonly won: number;
  readonly lost: number;
  readonly from: number;
  readonly to: number;
};

/** Written by {@link importDrafts}, and read back by the same version of the code. */
export const importPayload = (delivery: Delivery): ImportPayload => delivery.payload as ImportPayload;

type ImportCounts = Omit<ImportPayload, 'language' | 'timeZone' | 'currency' | 'from' | 'to'> & {
  readonly from: number | null;
  readonly to: number | null;
};

/** One post about an import for each channel, however many deals there were. */
export const importDrafts = (
  channels: readonly Pick<Subscription, 'channelId' | 'language' | 'timeZone'>[],
  { newDeals, changedDeals, open, openMinor, won, lost, from, to }: ImportCounts,
  currency: string,
  at: number,
): readonly DeliveryDraft[] =>
  channels.map(({ channelId, language, timeZone }) => ({
    key: importedKey(channelId, at),
    kind: 'imported',
    target: channelId,
    subject: null,
    payload: {
      language,
      timeZone,
      currency,
      newDeals,
      changedDeals,
      open,
      openMinor,
      won,
      lost,
      from: from ?? at,
      to: to ?? at,
    } satisfies ImportPayload,
    notBefore: at,
  }));
