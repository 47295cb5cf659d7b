import type { DirectClass, DirectTally } from '../../../core/people/direct-classes.ts';
import { localeFormat } from '../../format.ts';

const f = localeFormat('en');

/** The Home tab. Names are safe text; days are 'YYYY-MM-DD'. */
export const home = {
  nothing: '*No deal of yours needs attention.*',
  numbers: (count: number, value: string) =>
    `You have ${f.number(count)} open ${f.plural(count, { one: 'deal', many: 'deals' })}, worth ${value}.`,
  month: (month: string, won: string, target: { readonly value: string; readonly share: string } | undefined) =>
    target === undefined ? `*${month}:* won ${won}` : `*${month}:* won ${won} of ${target.value} (${target.share})`,
  tipDone: (tip: string) => `Done: ${tip}`,
  funnel: '*The funnel*',
  gaps: '*Stages short of deals*',
  /** Moves of the plan that are the person's own. */
  ownMoves: '*Your moves that help most*',
  /** What else the person has taken on. */
  ownPromises: '*You have taken on*',
  giveBack: 'Give back',
  untaken: 'Nobody is on it yet.',
  fill: 'How to fill them',
  language: 'Lejek writes to me in',
  quiet: (zone: string) => `*Quiet hours:* direct messages wait until they end (${zone}).`,
  quietFrom: 'From',
  quietTo: 'Until',
  quietNight: (from: string, to: string) => `Default: ${from}–${to}`,
  quietSpan: (from: string, to: string) => `${from}–${to}`,
  quietDefault: 'default',
  quietChanged: (from: string, to: string) => `quiet hours: ${from} → ${to}`,
  quietUndone: (hours: string) => `Undone: quiet hours: ${hours}, as before.`,
  direct: '*Direct messages you get:*',
  directClass: {
    'stage-alert': 'when a stage runs short of deals',
    'manager-note': 'the weekly note for managers',
    'morning-note': 'what is due in the morning, and the check on Friday',
  } satisfies Record<DirectClass, string>,
  directTally: ({ posted, acted }: DirectTally) =>
    `${f.number(posted)} in the last 90 days; acted on within two days: ${f.number(acted)}.`,
  directAll: 'all of them',
  directWithout: (classes: readonly string[]) => `all but: ${f.list(classes)}`,
  directChanged: (from: string, to: string) => `direct messages: ${from} → ${to}`,
  directUndone: (what: string) => `Undone: direct messages: ${what}, as before.`,
  languageChanged: (from: string, to: string) => `language: ${from} → ${to}`,
  languageUndone: (language: string) => `Undone: language: ${language}, as before.`,
  settingChangedSince: 'Not undone: you have changed this again since. Nothing changed.',
  slackLanguage: "Slack's language",
};

export type HomeMessages = typeof home;
