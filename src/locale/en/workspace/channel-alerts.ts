import type { AlertClass } from '../../../core/funnel/channel-alerts.ts';
import { localeFormat } from '../../format.ts';

const f = localeFormat('en');
const times = (count: number): string =>
  count === 0 ? 'never' : count === 1 ? 'once' : count === 2 ? 'twice' : `${f.number(count)} times`;

/** What each channel gets beside its digest and cards. Channel names come with "#", safe text. */
export const channelAlerts = {
  head: '*Alerts by channel*',
  title: 'Alerts of a channel',
  change: 'Change',
  save: 'Save',
  noChannel: 'No channel gets posts yet. Choose one in `/funnel setup`.',
  class: { 'stage-alert': 'Short stages', 'deal-news': 'Wins and losses' } satisfies Record<AlertClass, string>,
  on: 'on',
  off: 'off',
  hours: (from: string, to: string) => `only ${from}–${to}`,
  /** One channel of the list; `rules`: each class and how it is set. */
  line: (channel: string, rules: readonly (readonly [name: string, rule: string])[]) =>
    `*${channel}*\n${rules.map(([name, rule]) => `${name}: ${rule}`).join(' · ')}`,
  intro: (channel: string) => `What *${channel}* gets beside the summary and the cards. Managers still get theirs directly.`,
  choice: { on: 'On', off: 'Off', hours: 'Only between these hours' },
  from: (name: string) => `${name}: from`,
  to: (name: string) => `${name}: to`,
  lastWeek: (count: number) => `This would have posted ${times(count)} last week.`,
  posted: (posted: number, acted: number | null) =>
    posted === 0
      ? 'Nothing posted here in the last 90 days.'
      : `Posted ${times(posted)} in the last 90 days${acted === null ? '.' : `; somebody acted within two days: ${f.number(acted)}.`}`,
  hoursNeeded: 'Choose both hours, the first before the second.',
  saved: (channel: string, rules: readonly (readonly [name: string, rule: string])[]) =>
    `*Saved* for ${channel}: ${rules.map(([name, rule]) => `${name}: ${rule}`).join(', ')}.`,
  unchanged: 'Nothing is different from before.',
  changed: (channel: string, rules: readonly (readonly [name: string, rule: string])[]) =>
    `alerts of ${channel}: ${rules.map(([name, rule]) => `${name}: ${rule}`).join(', ')}`,
  undone: (channel: string) => `Undone: the alerts of ${channel} are as before.`,
  changedSince: (channel: string) => `Not undone: the alerts of ${channel} were changed after that. Nothing changed.`,
};

export type ChannelAlertMessages = typeof channelAlerts;
