/** Days of the week as a sentence needs them; 1 Monday … 7 Sunday. */
const OF = ['poniedziałku', 'wtorku', 'środy', 'czwartku', 'piątku', 'soboty', 'niedzieli'] as const;
const ON = ['poniedziałek', 'wtorek', 'środę', 'czwartek', 'piątek', 'sobotę', 'niedzielę'] as const;
const ADJECTIVE = ['poniedziałkowe', 'wtorkowe', 'środowe', 'czwartkowe', 'piątkowe', 'sobotnie', 'niedzielne'] as const;

/** „od czwartku”. */
export const sinceWeekday = (weekday: number): string => OF[weekday - 1] ?? '';
/** „stan na środę”. */
export const asOfWeekday = (weekday: number): string => ON[weekday - 1] ?? '';
/** „wtorkowe podsumowanie”. */
export const weekdaySummary = (weekday: number): string => `${ADJECTIVE[weekday - 1] ?? ''} podsumowanie`;
/** „w poniedziałki”: the day of every week. */
export const everyWeekday = (weekday: number): string =>
  ['w poniedziałki', 'we wtorki', 'w środy', 'w czwartki', 'w piątki', 'w soboty', 'w niedziele'][weekday - 1] ?? '';
