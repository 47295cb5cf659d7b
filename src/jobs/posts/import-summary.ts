import { z } from 'zod';
import type { ChannelId, PipelineId } from '../../core/ids.ts';
import { hidesAny } from '../../core/people/viewer.ts';
import type { Pipeline } from '../../core/pipeline/stage.ts';
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
  /** Of posts since there are several. */
  pipelineId: z.string().optional(),
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
  prepare: async (sending, { language, pipelineId, ...imported }) => {
    const night = await waitUntilDaytime(sending, imported);
    if (night !== undefined) return night;
    const about = pipelineId === undefined ? {} : { pipelineId };
    // A file may hold one deal, or one person's: where deals are hidden, their value would be told.
    const openMinor = pipelineId !== undefined && hidesAny(sending.viewer, pipelineId) ? null : imported.openMinor;
    const shown = { ...imported, openMinor };
    return { kind: 'post', channel: sending.delivery.target, m: LANGUAGES[language], shown, ...about };
  },
  view: (m, imported) => [importSummaryMessage(m, imported)],
});

/** `from`, `to`: the first and last instant of what is new; null where nothing is. */
type ImportCounts = Omit<ImportPayload, 'language' | 'timeZone' | 'pipelineId' | 'currency' | 'from' | 'to'> & {
  readonly from: Instant | null;
  readonly to: Instant | null;
};

type Reader = Pick<Subscription, 'channelId' | 'pipelineId' | 'teamId' | 'language' | 'timeZone'>;

/** The channels of a pipeline; a file is of no team, so those of all come before the teams' own. */
function readersOf(channels: readonly Reader[], pipelineId: PipelineId): readonly Reader[] {
  const own = channels.filter((each) => each.pipelineId === pipelineId);
  const ofAll = own.filter(({ teamId }) => teamId === null);
  return ofAll.length > 0 ? ofAll : own;
}

/** One post about an import for each channel that reads of its pipeline. */
export const importSummaryDrafts = (
  channels: readonly Reader[],
  { newDeals, changedDeals, open, openMinor, won, lost, from, to }: ImportCounts,
  { pipeline, at }: { readonly pipeline: Pick<Pipeline, 'id' | 'currency'>; readonly at: Instant },
): readonly DeliveryDraft[] =>
  readersOf(channels, pipeline.id).map(({ channelId, language, timeZone }) =>
    importSummaryPost.draft({
      channelId,
      at,
      payload: {
        ...{ language, timeZone, pipelineId: pipeline.id, currency: pipeline.currency },
        ...{ newDeals, changedDeals, open, openMinor, won, lost },
        ...{ from: from ?? at, to: to ?? at },
      },
    }),
  );
