import { createEmitter } from './emitter.ts';
import type { Fields } from './read-json.ts';

/** What passed between the workspace and the app, one entry a fact. `at` is the workspace's clock in milliseconds. */
export type JournalEntry = { readonly seq: number; readonly at: number } & JournalFact;

export type JournalFact =
  /** An envelope or a signed request went out. `delivery` ties it to its ack; `name` is the command, event or payload type. */
  | {
      readonly kind: 'sent';
      readonly delivery: string;
      readonly transport: 'socket' | 'http';
      readonly type: DeliveryType;
      readonly name: string;
      readonly payload: Fields;
      readonly retryAttempt: number;
    }
  /** The app answered it, or did not: then `failure` says why. `ms` is real time. */
  | {
      readonly kind: 'ack';
      readonly delivery: string;
      readonly name: string;
      readonly acked: boolean;
      readonly ms: number;
      readonly body?: unknown;
      readonly failure?: string;
    }
  /** A Web API call, a post to a response_url (`method` 'response_url') or an upload ('upload'). No `answer`: it never arrived. */
  | {
      readonly kind: 'call';
      readonly method: string;
      readonly args: Fields;
      readonly status: number;
      readonly ms: number;
      readonly answer?: unknown;
    }
  /** Something the workspace refused or noticed, in words. */
  | { readonly kind: 'note'; readonly text: string }
  | { readonly kind: 'socket'; readonly event: 'open' | 'close'; readonly open: number };

export type DeliveryType = 'slash_commands' | 'interactive' | 'events_api';

export type Journal = {
  readonly entries: readonly JournalEntry[];
  write(fact: JournalFact): void;
  onEntry(listener: (entry: JournalEntry) => void): () => void;
};

const KEPT_ENTRIES = 20_000;

/** Makes an empty journal. It keeps the last 20,000 entries, so that a long soak does not fill the memory. */
export function createJournal(now: () => number): Journal {
  const entries: JournalEntry[] = [];
  const signal = createEmitter<JournalEntry>();
  let seq = 0;
  return {
    entries,
    write(fact) {
      seq += 1;
      const entry = { seq, at: now(), ...fact };
      entries.push(entry);
      if (entries.length > KEPT_ENTRIES) entries.shift();
      signal.emit(entry);
    },
    onEntry: signal.on,
  };
}
