import type { HomeMessages } from '../../en/workspace/home.ts';
import { localeFormat } from '../../format.ts';

const f = localeFormat('pl');
const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

export const home: HomeMessages = {
  nothing: '*Żadna z Twoich szans nie wymaga teraz uwagi.*',
  numbers: (count, value) =>
    `Masz ${f.number(count)} ${f.plural(count, { one: 'otwartą szansę', few: 'otwarte szanse', many: 'otwartych szans' })}, razem ${value}.`,
  month: (month, won, target) =>
    target === undefined
      ? `*${capital(month)}:* wygrane ${won}`
      : `*${capital(month)}:* wygrane ${won} przy celu ${target.value} (${target.share})`,
  tipDone: (tip) => `Zrobione: ${tip}`,
  funnel: '*Lejek*',
  gaps: '*Etapy, na których brakuje szans*',
  ownMoves: '*Twoje szanse, których przesunięcie pomoże najbardziej*',
  ownPromises: '*W toku u Ciebie*',
  giveBack: 'Oddaj',
  untaken: 'Nikt się tym jeszcze nie zajmuje.',
  fill: 'Jak je uzupełnić',
  language: 'W jakim języku pisze Lejek',
  quiet: (zone) => `*Godziny ciszy:* wiadomości prywatne czekają do ich końca (${zone}).`,
  quietFrom: 'Od',
  quietTo: 'Do',
  quietNight: (from, to) => `Domyślnie: ${from}–${to}`,
  quietSpan: (from, to) => `${from}–${to}`,
  quietDefault: 'domyślne',
  quietChanged: (from, to) => `godziny ciszy: ${from} → ${to}`,
  quietUndone: (hours) => `Cofnięte: godziny ciszy jak wcześniej: ${hours}.`,
  direct: '*Wiadomości prywatne, które dostajesz:*',
  directClass: {
    'stage-alert': 'gdy na etapie brakuje szans',
    'manager-note': 'tygodniowa notatka dla menedżerów',
    'morning-note': 'co na dziś (rano) i piątkowy przegląd',
  },
  directTally: ({ posted, acted }) =>
    `Przez ostatnie 90 dni: ${f.number(posted)}; z reakcją w ciągu dwóch dni: ${f.number(acted)}.`,
  directAll: 'wszystkie',
  directWithout: (classes) => `wszystkie oprócz: ${f.list(classes)}`,
  directChanged: (from, to) => `wiadomości prywatne: ${from} → ${to}`,
  directUndone: (what) => `Cofnięte: wiadomości prywatne jak wcześniej: ${what}.`,
  languageChanged: (from, to) => `język: ${from} → ${to}`,
  languageUndone: (language) => `Cofnięte: język jak wcześniej: ${language}.`,
  settingChangedSince: 'Bez zmian: to ustawienie jest już inne.',
  slackLanguage: 'Jak w Slacku',
};
