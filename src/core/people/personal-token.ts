import type { MemberId } from '../ids.ts';
import type { Instant } from '../time/instant.ts';

/** A token that is in force, as far as it is known after its owner has seen it. `lastUsedAt`: to the minute; null: never. */
export type PersonalToken = {
  readonly id: string;
  readonly memberId: MemberId;
  /** What its owner calls it. */
  readonly name: string;
  readonly createdAt: Instant;
  readonly lastUsedAt: Instant | null;
};
