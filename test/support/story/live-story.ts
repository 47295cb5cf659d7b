import { addDays, dateAt, type PlainDate, zonedInstant } from '../../../src/core/time/calendar.ts';
import { FIRM_ZONE } from './firm-steps.ts';
import { RULES, RULES_OVER_TIME } from './rules/all-rules.ts';
import type { Contradiction, Story } from './rules/rule.ts';
import { readStory } from './story-claims.ts';
import type { Reader, StoryFirm } from './story-firm.ts';
import { readInstant, type StoryInstant } from './story-instant.ts';

/** A contradiction with the firm and the instant at which it is read. */
export type FoundContradiction = Contradiction & { readonly firm: string; readonly at: number };

/** Which days are read, at which local hours, and who asks at each of them. */
export type Readings = {
  readonly isRead: (on: PlainDate) => boolean;
  readonly hours: readonly string[];
  readonly asks: (reader: Reader, hour: string) => boolean;
  /** What people do once they have read. */
  readonly act?: (firm: StoryFirm) => Promise<void>;
};

/** Lives through a firm's days and reads everything that is told at each of the instants. */
export async function* liveThrough(firm: StoryFirm, { isRead, hours, asks, act }: Readings): AsyncGenerator<StoryInstant> {
  let since = firm.from;
  const end = dateAt(firm.until, FIRM_ZONE);
  for (let on = dateAt(firm.from, FIRM_ZONE); on <= end; on = addDays(on, 1)) {
    for (const hour of hours) {
      const at = zonedInstant(on, hour, FIRM_ZONE);
      if (at <= firm.lejek.now() || at > firm.until) continue;
      await firm.liveUntil(at);
      if (!isRead(on)) continue;
      yield await readInstant(
        firm,
        since,
        firm.readers.filter((reader) => asks(reader, hour)),
      );
      since = at + 1;
      await act?.(firm);
    }
  }
}

/** Everything that contradicts itself at an instant, or what was told before. @param before earlier instants of the same firm. */
export function findContradictions(
  instant: StoryInstant,
  before: readonly Story[],
): { readonly story: Story; readonly found: readonly FoundContradiction[] } {
  const story = readStory(instant);
  const now = RULES.flatMap((rule) => rule(story));
  const later = RULES_OVER_TIME.flatMap((rule) => before.flatMap((earlier) => rule(earlier, story)));
  // What was said on several days before is one contradiction with each thing that is said now.
  const once = new Map([...now, ...later].map((each) => [`${each.rule} ${each.said.at(-1)}`, each]));
  return { story, found: [...once.values()].map((each) => ({ ...each, firm: instant.firm, at: instant.at })) };
}

/** A contradiction as a report shows it. */
export const printContradiction = ({ rule, said, firm, at }: FoundContradiction): string =>
  [`${rule} (${firm}, ${new Date(at).toISOString()})`, ...said.map((each) => `  ${each}`)].join('\n');
