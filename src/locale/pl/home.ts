import type { HomeMessages } from '../en/home.ts';
import { formatOf } from '../format.ts';

const f = formatOf('pl');

export const home: HomeMessages = {
  mine: '*Te na Ciebie czekają*',
  nothing: '*Nic na Ciebie nie czeka.*',
  numbers: (count, value) =>
    `Masz ${f.number(count)} ${f.plural(count, { one: 'otwartą szansę', few: 'otwarte szanse', many: 'otwartych szans' })}, razem ${value}.`,
  month: (month, won, target) =>
    target === undefined ? `*${month}:* wygrane ${won}` : `*${month}:* wygrane ${won} z celu ${target.value} (${target.share})`,
  funnel: '*Lejek*',
  gaps: '*Etapy, na których brakuje szans*',
  untaken: 'Nikt się tym jeszcze nie zajmuje.',
  fill: 'Jak je uzupełnić',
  language: 'Lejek mówi do mnie',
  quiet: (zone) => `*Godziny ciszy:* wiadomości prywatne czekają, aż miną (${zone}).`,
  quietFrom: 'Od',
  quietTo: 'Do',
  quietNight: (from, to) => `Zwykła noc: ${from}–${to}`,
  languages: { auto: 'w języku Slacka', en: 'English', pl: 'Polski' },
};
