import type { Manifest } from '../manifest.ts';
import type { Slack } from '../slack.ts';
import type { StoredReadMarks } from './read-marks.ts';

/** A move of the clock: how many posts were made on the way so far. */
export type ClockMove = { readonly posts: number };

/** What somebody does in the firm, where it is known. */
export type Duty = 'manager' | 'seller';

/** What a line that is being typed may become. */
export type LineCompletion = { readonly line: string; readonly name: string; readonly hint: string };

/** The demo's clock as the page moves it. */
export type PageClock = {
  readonly now: () => number;
  /** The move that is under way; null when none is. */
  readonly status: () => ClockMove | null;
  /** Goes forward to an instant and runs what falls due on the way. Rejects on an instant in the past. */
  readonly moveTo: (instant: number) => Promise<void>;
  /** Calls back whenever the clock or its status has jumped; the answer stops it. */
  readonly onMove: (listener: () => void) => () => void;
};

export type PageOptions = {
  readonly slack: Slack;
  readonly manifest: Manifest;
  /** Folder of the built page: index.html and its assets. */
  readonly dir: string;
  /** Wanted port; a free one near it is taken when it is in use. 0: any. */
  readonly port: number;
  /** Commands to try first, in the language of a locale. */
  readonly tour?: (locale: string) => readonly string[];
  /** What a line may become that begins with one of the app's commands; the app's words are its own. */
  readonly complete?: (userId: string, line: string) => Promise<readonly LineCompletion[]>;
  readonly clock?: PageClock;
  /** By user id. */
  readonly duties?: Readonly<Record<string, Duty>>;
  /** Starts over from the sample or from nothing. The page reloads afterwards. */
  readonly reset?: (to: 'sample' | 'empty') => Promise<void>;
  readonly marks?: StoredReadMarks;
};
