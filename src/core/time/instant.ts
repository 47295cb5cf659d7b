import type { OfKind } from '../ids.ts';

/** A point in time: ms since the epoch, UTC. Names of these end in `At`, or say so: `at`, `since`, `from`. A duration is none. */
export type Instant = OfKind<number, 'instant'>;
