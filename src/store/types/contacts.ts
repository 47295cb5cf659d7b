import type { KeptContact } from '../../core/deal/contact-person.ts';
import type { ChannelId, DealNumber } from '../../core/ids.ts';
import type { Instant } from '../../core/time/instant.ts';

/** A message of ours in Slack. */
export type PostedMessage = { readonly channelId: ChannelId; readonly ts: string };

/** What was erased of a person. */
export type Erased = {
  readonly deals: readonly DealNumber[];
  readonly notes: number;
  /** The cards of those deals, and of others whose notes named the person: below each stands a thread that tells of them. */
  readonly cards: readonly (PostedMessage & { readonly dealNumber: DealNumber; readonly shownVersion: number })[];
  /** Other posts that were made from what named the person. */
  readonly posts: readonly PostedMessage[];
};

/** Where texts name somebody of whom there is no contact: deals by what they say of themselves, and notes. */
export type NamedInTexts = { readonly deals: readonly DealNumber[]; readonly notes: number };

/** People outside the team of whom deals tell. */
export type Contacts = {
  /** At most so many whose e-mail address or phone is that, or whose name contains the text; those erased are gone. */
  readonly find: (text: string, limit: number) => Promise<readonly KeptContact[]>;
  /**
   * Erases contacts for good, in one transaction: their data; the text of every note on a deal that names them, or did; and wherever their e-mail
   * address, phone or full name stands in those deals and their history, in other notes, in posts that wait and in forms that were kept. History,
   * values and counters stay. A second time it finds nothing.
   */
  readonly erase: (contactIds: readonly string[], at: Instant) => Promise<Erased>;
  /** Undefined for a text that tells nobody: no e-mail address, no phone, no name of two words or more. */
  readonly findNamed: (text: string) => Promise<NamedInTexts | undefined>;
  /** Erases that text wherever `findNamed` finds it, in the history of those deals, in posts that wait and in forms that were kept. */
  readonly eraseNamed: (text: string) => Promise<Erased>;
};
