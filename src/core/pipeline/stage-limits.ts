/** How much an admin may write, in code points, and how many of a kind there may be. Every view holds this much of it. */
export const STAGE_LIMITS = {
  /** Open stages of a pipeline. */
  stages: 30,
  name: 40,
  /** Tables, charts and buttons: a CHECK of the database holds it too. */
  shortName: 12,
  meaning: 300,
  criteria: 10,
  /** The text of a check box in Slack. */
  criterion: 75,
  actions: 10,
  action: 150,
  reasons: 30,
  reason: 60,
  /** Percent at the beginning, before there is history. */
  probability: { least: 1, most: 99 },
  minimum: { least: 0, most: 999 },
  ageingDays: { least: 1, most: 999 },
} as const;

export const codePoints = (text: string): number => [...text].length;

/** At most twelve code points, never half of a character. */
export const cutShortName = (text: string): string =>
  text.length <= STAGE_LIMITS.shortName ? text : [...text].slice(0, STAGE_LIMITS.shortName).join('');
