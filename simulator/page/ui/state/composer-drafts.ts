import { createEmitter } from '../../../emitter.ts';

/** A line that something else than the keyboard puts into the composer of a channel. */
export const composerDrafts = createEmitter<{ readonly channel: string; readonly line: string }>();
