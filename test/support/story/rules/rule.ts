import type { Claims } from '../claims.ts';
import type { StoryInstant } from '../story-instant.ts';

/** Everything that is told at one instant, with what it claims. */
export type Story = {
  readonly instant: StoryInstant;
  readonly claims: readonly Claims[];
  /** What alerts of the days before claim as they read now. */
  readonly standing: readonly Claims[];
};

/** Two things that cannot both be true, or one that cannot be, quoted. */
export type Contradiction = { readonly rule: string; readonly said: readonly string[] };

/** What messages of one instant may not say together. */
export type Rule = (story: Story) => readonly Contradiction[];

/** What may not be said after what was said before. */
export type RuleOverTime = (before: Story, now: Story) => readonly Contradiction[];

/** `digest of #en: Offer is short …` */
export const quote = ({ surface }: Claims, said: string): string => `${surface.kind} of ${surface.reader}: ${said}`;

/** The messages that are told at the very instant: an alert of half an hour ago is none. */
export const toldNow = ({ instant, claims }: Story): readonly Claims[] =>
  claims.filter(({ surface }) => surface.at === instant.at);

/** Groups that differ where all should say the same. @returns one quote of each thing that is said. */
export function differing<T>(all: readonly T[], says: (each: T) => string, quoted: (each: T) => string): readonly string[] {
  const first = new Map<string, string>();
  for (const each of all) if (!first.has(says(each))) first.set(says(each), quoted(each));
  return first.size > 1 ? [...first.values()] : [];
}
