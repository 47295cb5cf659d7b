import type { ChannelAlertMessages } from '../../en/workspace/channel-alerts.ts';
import { localeFormat } from '../../format.ts';

const f = localeFormat('pl');
const times = (count: number): string => `${f.number(count)} ${f.plural(count, { one: 'raz', many: 'razy' })}`;

export const channelAlerts: ChannelAlertMessages = {
  head: '*Alerty na kanałach*',
  title: 'Alerty na kanale',
  change: 'Zmień',
  save: 'Zapisz',
  noChannel: 'Żaden kanał nie dostaje jeszcze wiadomości. Wybierz go: `/lejek ustawienia`.',
  class: { 'stage-alert': 'Braki na etapach', 'deal-news': 'Wygrane i przegrane' },
  on: 'tak',
  off: 'nie',
  hours: (from, to) => `tylko ${from}–${to}`,
  line: (channel, rules) => `*${channel}*\n${rules.map(([name, rule]) => `${name}: ${rule}`).join(' · ')}`,
  intro: (channel) =>
    `Co trafia na *${channel}* oprócz podsumowania i kart szans. Menedżerowie i tak dostają swoje wiadomości prywatnie.`,
  choice: { on: 'Tak', off: 'Nie', hours: 'Tylko w tych godzinach' },
  from: (name) => `${name}: od`,
  to: (name) => `${name}: do`,
  lastWeek: (count) => `W zeszłym tygodniu byłoby takich wiadomości: ${f.number(count)}.`,
  posted: (posted, acted) =>
    posted === 0
      ? 'Przez ostatnie 90 dni nic tu nie było.'
      : `Przez ostatnie 90 dni: ${times(posted)}${acted === null ? '.' : `; z reakcją w ciągu dwóch dni: ${f.number(acted)}.`}`,
  hoursNeeded: 'Wybierz obie godziny, pierwszą wcześniejszą od drugiej.',
  saved: (channel, rules) => `*Zapisane* dla ${channel}: ${rules.map(([name, rule]) => `${name}: ${rule}`).join(', ')}.`,
  unchanged: 'Wszystko jest tak jak wcześniej.',
  changed: (channel, rules) => `alerty na ${channel}: ${rules.map(([name, rule]) => `${name}: ${rule}`).join(', ')}`,
  undone: (channel) => `Cofnięte: alerty na ${channel} są takie jak wcześniej.`,
  changedSince: (channel) => `Niecofnięte: alerty na ${channel} zmieniły się później. Nic się nie zmieniło.`,
};
