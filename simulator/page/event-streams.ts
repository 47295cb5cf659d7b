import type { ServerResponse } from 'node:http';
import type { PageOptions } from './page-options.ts';
import type { JournalEntry, Patch } from './protocol.ts';
import type { ReadMarks } from './read-marks.ts';
import { snapshotPatches } from './snapshot.ts';

/** Batching window of one frame: one click can post, update and close, and is sent as one update. */
const BATCH_MS = 16;
/** The same while the clock is moved: a week is seventy changes, and the page is drawn as often as somebody can follow. */
const MOVING_BATCH_MS = 400;
/** Keeps proxies and sleeping tabs from taking a quiet stream for a dead one. */
const KEEP_ALIVE_MS = 20_000;
/** Journal entries that a newly opened panel starts with. */
const FIRST_ENTRIES = 200;

export type EventStreams = {
  /** Sends a person all they see, then each part again as it changes, until the page goes away. */
  readonly watch: (response: ServerResponse, userId: string) => void;
  /** Sends the last entries of the journal, then each new one. */
  readonly journal: (response: ServerResponse) => void;
  /** Says that something changed that the workspace does not know of: a read mark. */
  readonly notifyChange: () => void;
  readonly close: () => void;
};

/** The server-sent events of the page. */
export function createEventStreams(options: PageOptions, marks: ReadMarks): EventStreams {
  const { slack, clock } = options;
  const open = new Set<ServerResponse>();
  const watchers = new Set<() => void>();
  let gathering: { readonly timer: NodeJS.Timeout; readonly windowMs: number } | undefined;
  const touch = () => {
    const windowMs = clock?.status() == null ? BATCH_MS : MOVING_BATCH_MS;
    // What the clock's last move gathered is not waited for once it stands.
    if (gathering !== undefined && gathering.windowMs <= windowMs) return;
    clearTimeout(gathering?.timer);
    const timer = setTimeout(() => {
      gathering = undefined;
      for (const send of watchers) send();
    }, windowMs);
    gathering = { timer, windowMs };
  };
  const stops = [slack.onChange(touch), ...(clock === undefined ? [] : [clock.onMove(touch)])];

  function begin(response: ServerResponse, onEnd: () => void): void {
    response.writeHead(200, {
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    });
    response.write('retry: 500\n\n');
    open.add(response);
    const alive = setInterval(() => response.write(': alive\n\n'), KEEP_ALIVE_MS);
    response.on('close', () => {
      clearInterval(alive);
      open.delete(response);
      onEnd();
    });
  }

  return {
    watch(response, userId) {
      const sent = new Map<string, string>();
      const send = () => {
        for (const patch of snapshotPatches(options, marks, userId)) {
          const key = patch.part === 'messages' ? `messages ${patch.channel}` : patch.part;
          // The clock runs by itself on the page: it is told of jumps only.
          const serialized =
            patch.part === 'clock' ? String(clock?.status()?.posts ?? '') + clockOffset(patch.value.now) : JSON.stringify(patch);
          if (sent.get(key) === serialized) continue;
          sent.set(key, serialized);
          sendEvent(response, patch);
        }
      };
      begin(response, () => watchers.delete(send));
      send();
      response.write('event: ready\ndata: {}\n\n');
      watchers.add(send);
    },
    journal(response) {
      let stop = () => {};
      begin(response, () => stop());
      for (const entry of slack.journal.slice(-FIRST_ENTRIES)) sendEvent(response, entry);
      stop = slack.onJournal((entry) => sendEvent(response, entry));
    },
    notifyChange: touch,
    close() {
      for (const stop of stops) stop();
      clearTimeout(gathering?.timer);
      for (const response of open) response.end();
    },
  };
}

/** By how many seconds the clock differs from real time. */
function clockOffset(now: number): string {
  return String(Math.round((now - Date.now()) / 1000));
}

function sendEvent(response: ServerResponse, value: Patch | JournalEntry): void {
  response.write(`data: ${JSON.stringify(value)}\n\n`);
}
