import type { MemberId, SlackUserId } from '../../core/ids.ts';
import type { PersonalToken } from '../../core/people/personal-token.ts';
import type { Instant } from '../../core/time/instant.ts';

/** A token that was shown, and whose it is. */
export type FoundToken = PersonalToken & { readonly slackUserId: SlackUserId };

/** Personal tokens of a workspace. Whoever may no longer use Lejek loses theirs with the same write that says so. */
export type PersonalTokens = {
  /** @param draft `hash`: SHA-256 of the token, hexadecimal. */
  readonly make: (draft: {
    readonly memberId: MemberId;
    readonly name: string;
    readonly hash: string;
    readonly at: Instant;
  }) => Promise<PersonalToken>;
  /** Those in force, the newest first. */
  readonly all: () => Promise<readonly PersonalToken[]>;
  readonly markUsed: (id: string, at: Instant) => Promise<void>;
  /** It opens nothing from now on; undefined where it did not before. */
  readonly takeBack: (id: string) => Promise<PersonalToken | undefined>;
};
