import type { WebClient } from '@slack/web-api';
import type { ChannelId, SlackUserId } from '../../core/ids.ts';
import type { DurationMs } from '../../core/time/durations.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Log } from '../../platform/log-types.ts';
import type { Message } from '../views/kit/blocks.ts';
import { slackErrorCode } from './slack-error-code.ts';

/**
 * One message to a person about work that takes long: it appears once the work has taken {@link PROGRESS_INTERVAL_MS}, is edited at most once in
 * each such time, and in the end becomes the answer. Slack's refusals never reach the work.
 */
export type ProgressMessage = {
  /** Says how far the work has come, where it is time to; the message is only made then. `ledger` keeps it each time. */
  readonly show: (message: () => Message, ledger?: ProgressLedger) => void;
  /** Says it now, however little time has passed; resolves when it is shown and kept, or could not be. */
  readonly showNow: (message: () => Message, ledger: ProgressLedger) => Promise<void>;
  /** As `show`, where the message is there already: for work during which no ledger could keep a new one. */
  readonly edit: (message: () => Message) => void;
  /** Resolves when what is being said was said, and kept. */
  readonly settled: () => Promise<void>;
  /** Puts the answer in its place. @returns false where nothing was shown, or Slack refused and it is gone: then the answer is still to be given. */
  readonly replaceBy: (answer: Message) => Promise<boolean>;
};

/** The message as Slack knows it. */
export type PostedProgress = { readonly channelId: string; readonly ts: string };

/**
 * Keeps where the message is until it has become the answer: of a process that ends before that, the next one finds it and says what became of
 * the work. What it rejects with reaches nobody.
 */
export type ProgressLedger = {
  readonly keep: (posted: PostedProgress) => Promise<void>;
  readonly forget: () => Promise<void>;
};

/** Slack takes about one edit of a message a second, and work of less than this needs no word. */
export const PROGRESS_INTERVAL_MS: DurationMs = 3000;

/** Where the person is: their own conversation with the bot is where the message goes, whatever `channelId` is. */
type ProgressPlace = { readonly slackUserId: SlackUserId; readonly channelId: ChannelId | null; readonly thread: string | null };

/** In a direct conversation the message stays in its thread. Source: docs.slack.dev, ids of direct conversations begin with D. */
const toTarget = ({ slackUserId, channelId, thread }: ProgressPlace) =>
  channelId?.startsWith('D') === true ? { channel: channelId, threadTs: thread } : { channel: slackUserId, threadTs: null };

/** Nothing is posted before {@link ProgressMessage.show}; the time counts from here. */
export function createProgressMessage(
  client: Pick<WebClient, 'chat'>,
  place: ProgressPlace,
  { clock, log }: { readonly clock: Pick<Clock, 'monotonicNow'>; readonly log: Log },
): ProgressMessage {
  let shownAt = clock.monotonicNow();
  let posted: { readonly channel: string; readonly ts: string } | undefined;
  let isOver = false;
  let pending: Promise<void> | undefined;
  let ledger: ProgressLedger | undefined;
  const put = async ({ text, blocks }: Message): Promise<void> => {
    if (posted !== undefined) {
      await client.chat.update({ channel: posted.channel, ts: posted.ts, text, blocks: [...blocks] });
      return;
    }
    const target = toTarget(place);
    const { channel, ts } = await client.chat.postMessage({
      channel: target.channel,
      text,
      blocks: [...blocks],
      unfurl_links: false,
      ...(target.threadTs === null ? {} : { thread_ts: target.threadTs }),
    });
    if (channel !== undefined && ts !== undefined) posted = { channel, ts };
  };
  /** The answer stands elsewhere: what is half-way for ever would only mislead. */
  const remove = async (channel: string, ts: string): Promise<void> => {
    await client.chat.delete({ channel, ts }).catch((error: unknown) => {
      log.warn({ err: error, slack: slackErrorCode(error) }, 'how far it had come could not be taken away');
    });
  };
  const keep = async (): Promise<void> => {
    if (posted === undefined) return;
    await ledger?.keep({ channelId: posted.channel, ts: posted.ts }).catch((err: unknown) => {
      log.warn({ err }, 'where it is told how far something has come could not be kept');
    });
  };
  const forget = async (): Promise<void> => {
    await ledger?.forget().catch((err: unknown) => log.warn({ err }, 'that something was told to its end could not be kept'));
  };
  const say = (message: () => Message, by: ProgressLedger | undefined): Promise<void> => {
    shownAt = clock.monotonicNow();
    ledger = by ?? ledger;
    pending = put(message())
      .then(by === undefined ? undefined : keep)
      .catch((error: unknown) => {
        isOver = true;
        log.debug({ err: error, slack: slackErrorCode(error) }, 'how far it has come could not be shown');
      })
      .finally(() => {
        pending = undefined;
      });
    return pending;
  };
  const isTime = (): boolean => !isOver && pending === undefined && clock.monotonicNow() - shownAt >= PROGRESS_INTERVAL_MS;
  return {
    show: (message, by) => {
      if (isTime()) void say(message, by);
    },
    showNow: async (message, by) => {
      await pending;
      if (!isOver) await say(message, by);
    },
    edit: (message) => {
      if (posted !== undefined && isTime()) void say(message, undefined);
    },
    settled: async () => {
      await pending;
    },
    replaceBy: async (answer) => {
      isOver = true;
      // An edit that is under way would come after the answer, and stay.
      await pending;
      if (posted === undefined) return false;
      const { channel, ts } = posted;
      try {
        await put(answer);
        await forget();
        return true;
      } catch (error) {
        log.warn({ err: error, slack: slackErrorCode(error) }, 'an answer could not take the place of how far it had come');
        await remove(channel, ts);
        await forget();
        return false;
      }
    },
  };
}
