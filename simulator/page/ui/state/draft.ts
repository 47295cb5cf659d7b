import { createSignal } from '../../../signal.ts';

/** A line that something else than the keyboard puts into the composer of a channel. */
export const drafts = createSignal<{ readonly channel: string; readonly line: string }>();
