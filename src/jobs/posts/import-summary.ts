import { z } from 'zod';
import type { ChannelId } from '../../core/ids.ts';
import type { Instant } from '../../core/time/instant.ts';
import { LANGUAGES } from '../../locale/languages.ts';
import { importSummaryMessage } from '../../slack/views/workspace/imports/import-summary.ts';
import type { Subscription } from '../../store/types/channels.ts';
import type { DeliveryDraft } from '../../store/types/posts.ts';
import { definePost } from './kit/define-post.ts';
import { waitUntilDaytime } from './kit/quiet-hours.ts';
import { storedLanguage } from './kit/stored-language.ts';

/** Instants are ms, money minor units of the pipeline's currency. */
const schema = z.object({
  language: storedLanguage,
  timeZone: z.string(),
  currency: z.string(),
  newDeals: z.number(),
  changedDeals: z.number(),
  open: z.number(),
  openMinor: z.number(),
  won: z.number(),
  lost: z.number(),
  from: z.number(),
  to: z.number(),
});
type ImportPayload = z.output<typeof schema>;

const key = ({ channelId, at }: { readonly channelId: ChannelId; readonly at: Instant }): string => `imported/${channelId}/${at}`;

/** The one post about an import, however many deals there were, by day. */
export const importSummaryPost = definePost({
  kind: 'imported',
  schema,
  key,
  draft: ({
    channelId,
    payload,
    at,
  }: {
    readonly channelId: ChannelId;
    readonly payload: ImportPayload;
    readonly at: Instant;
  }) => ({
    key: key({ channelId, at }),
    target: channelId,
    subject: null,
    payload,
    notBefore: at,
  }),
  prepare: async (sending, { language, ...imported }) =>
    (await waitUntilDaytime(sending, imported)) ?? {
      kind: 'post',
      channel: sending.delivery.target,
      m: LANGUAGES[language],
      shown: imported,
    },
  view: (m, imported) => [importSummaryMessage(m, imported)],
});

/** `from`, `to`: the first and last instant of what is new; null where nothing is. */
type ImportCounts = Omit<ImportPayload, 'language' | 'timeZone' | 'currency' | 'from' | 'to'> & {
  readonly from: Instant | null;
  readonly to: Instant | null;
};

/** One post about an import for each channel. */
export const importSummaryDrafts = (
  channels: readonly Pick<Subscription, 'channelId' | 'language' | 'timeZone'>[],
  { newDeals, changedDeals, open, openMinor, won, lost, from, to }: ImportCounts,
  { currency, at }: { readonly currency: string; readonly at: Instant },
): readonly DeliveryDraft[] =>
  channels.map(({ channelId, language, timeZone }) =>
    importSummaryPost.draft({
      channelId,
      at,
      payload: {
        ...{ language, timeZone, currency, newDeals, changedDeals, open, openMinor, won, lost },
        ...{ from: from ?? at, to: to ?? at },
      },
    }),
  );
