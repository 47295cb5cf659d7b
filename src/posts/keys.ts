import type { PlainDate } from '../core/time/calendar.ts';

/** Names of posts: the same name is never posted twice. */
export const digestKey = (channel: string, pipelineId: string, slotOn: PlainDate): string =>
  `digest/${channel}/${pipelineId}/${slotOn}`;

/** What stands below a digest; it sorts after it. */
export const childKey = (key: string, part: string): string => `${key}/${part}`;

export const alertKey = (channel: string, pipelineId: string, on: PlainDate): string => `alert/${channel}/${pipelineId}/${on}`;
export const managerAlertKey = (person: string, alertIds: readonly string[]): string =>
  `dm-alert/${person}/${alertIds.join('+')}`;
export const allClearKey = (alertKeyOfPost: string, alertIds: readonly string[]): string =>
  `clear/${alertKeyOfPost}/${alertIds.join('+')}`;
export const problemKey = (person: string, channel: string, code: string, on: PlainDate): string =>
  `problem/${person}/${channel}/${code}/${on}`;
export const welcomeKey = (channel: string): string => `welcome/${channel}`;
/** A digest that a person asked for, as of an instant. */
export const requestedDigestKey = (channel: string, pipelineId: string, at: number): string =>
  `digest/${channel}/${pipelineId}/at-${at}`;
export const alertUpdateKey = (alertPost: string, change: string): string => `taken/${alertPost}/${change}`;
export const importedKey = (channel: string, at: number): string => `imported/${channel}/${at}`;
export const morningKey = (person: string, on: PlainDate): string => `morning/${person}/${on}`;
/** The rows of a digest that ask about dates, shown anew after a deal changed. */
export const hygieneUpdateKey = (tidyPost: string, deal: number, version: number): string =>
  `tidied/${tidyPost}/${deal}/${version}`;
