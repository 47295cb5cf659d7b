import type { MorningMessages } from '../../en/workspace/morning.ts';
import { localeFormat } from '../../format.ts';

const f = localeFormat('pl');

export const morning: MorningMessages = {
  head: ({ due, overdue, reminders, others }) => {
    const parts = [
      ...(due > 0
        ? [`${f.number(due)} ${f.plural(due, { one: 'następny krok', few: 'następne kroki', many: 'następnych kroków' })}`]
        : []),
      ...(overdue > 0
        ? [`${f.number(overdue)} ${f.plural(overdue, { one: 'zaległy', few: 'zaległe', many: 'zaległych' })}`]
        : []),
      ...(reminders > 0 ? [`do uzupełnienia ${f.number(reminders)}`] : []),
    ];
    const rest = `Poza tym ${f.number(others)} ${f.plural(others, { one: 'szansa', few: 'szanse', many: 'szans' })} bez terminu albo następnego kroku.`;
    return `*Dziś: ${parts.join(', ')}.*${others === 0 ? '' : ` ${rest}`}`;
  },
  friday: (count) =>
    `*Piątkowy przegląd:* ${f.number(count)} ${f.plural(count, { one: 'szansa', few: 'szanse', many: 'szans' })} bez terminu albo następnego kroku.`,
  nextStep: ({ deal, step, overdueSince }) =>
    `${deal}: ${step}${overdueSince === undefined ? '' : `, zaległe od ${f.dayOfMonth(overdueSince)}`}`,
  reminder: (deal, criteria) => `${deal} · jeszcze brakuje: ${criteria.join('; ')}`,
  pastClose: (deal, on) => `${deal}: po terminie (${f.day(on)})`,
  standing: (count) =>
    `*Nowe na liście Twoich szans bez ruchu: ${f.number(count)}.* Nie będę o tym przypominać, dopóki coś się nie zmieni.`,
  ageing: ({ deal, days, usual, stage }) =>
    `${deal}: od ${f.number(days)} ${f.plural(days, { one: 'dnia', many: 'dni' })} na etapie „${stage}” (${usual})`,
  wanted: (stage) => `potrzebna na etapie „${stage}”`,
  halfLeaveWithin: (count) => `połowa opuszcza go w ciągu ${f.number(count)} ${f.plural(count, { one: 'dnia', many: 'dni' })}`,
  usuallyUpTo: (days) => `zwykle do ${f.number(days)}`,
  moreStanding: (count) => `i jeszcze ${f.number(count)}: \`/szansa lista moje stojące\``,
  working: 'Nadal w toku',
  workingNoted: (deal) =>
    `${deal}: nadal w toku. Zapytam znów dopiero po zmianie etapu albo gdy minie termin zaplanowanego kroku.`,
  workingKnown: (deal) => `${deal}: już oznaczone jako „w toku”. Nic się nie zmieniło.`,
  workingSaid: 'nadal w toku',
  unplanned: (deal) => `${deal}: bez następnego kroku`,
  more: (count) => `i jeszcze ${f.number(count)}`,
  done: 'Zrobione',
  tomorrow: 'Jutro',
  nextWeek: 'Za tydzień',
  fillIn: 'Uzupełnij',
  nextFriday: 'Następny piątek',
  plan: 'Następny krok',
  planTitle: 'Co dalej?',
  planSubmit: 'Zapisz',
  step: 'Następny krok',
  stepOn: 'Kiedy',
  planned: (deal, step, on) =>
    on === null ? `${deal}: następny krok: ${step}.` : `${deal}: następny krok: ${step}, ${f.day(on)}.`,
  remindAt: (time) => `Przypomnienie przyjdzie o ${time}.`,
  unknownZone: (zone) =>
    `Jaka to strefa: „${zone}”? Wpisz godzinę według swojego zegara albo z miastem: o 10 czasu w Londynie. Nic jeszcze nie zaplanowano.`,
  stepDoubts: {
    noSuchHour: (text) => `Nie ma godziny ${text}. Nic jeszcze nie zaplanowano: wpisz godzinę jeszcze raz.`,
    noSuchDay: (text) => `Nie ma takiego dnia: ${text}. Nic jeszcze nie zaplanowano: wpisz dzień jeszcze raz.`,
    repeated: (text) => `Krok wypada raz. Nic jeszcze nie zaplanowano: zamiast „${text}” wpisz jeden dzień.`,
    eitherDay: (text) => `Który to dzień: „${text}”? Nic jeszcze nie zaplanowano: wpisz jeden z nich.`,
    unsureDay: (text) => `Czy „${text}” to dzień? Nic jeszcze nie zaplanowano: dopisz miesiąc albo podaj samą godzinę.`,
  },
  stepNow: ({ time, deal, step }) => `*Teraz, ${time}:* ${deal}: ${step}`,
  openStep: (step, on) => `${step}${on === null ? '' : `, ${f.day(on)}`}`,
  stepsDone: 'Otwarte kroki: odhacz, co zrobione',
  stepHint: 'Np. zadzwonić jutro o 10. Gdy jest godzina, przyjdzie przypomnienie.',
  alsoOpen: (others) =>
    `Poza tym otwarte: ${others.map(([step, on]) => `${step}${on === null ? '' : ` (${f.day(on)})`}`).join(', ')}.`,
  stepWords: (on) => `Napisz, co jest do zrobienia (${f.day(on)}).`,
  stepGone: (deal) => `${deal}: ten krok jest już zrobiony albo zmieniony. Nic się nie zmieniło.`,
  nothingPlanned: (deal) => `${deal}: zrobione. Nie ma teraz następnego kroku.`,
  postponed: (deal, on) => `${deal}: nowy termin: ${f.day(on)}.`,
  remindLater: (deal, on) => `${deal}: przypomnę: ${f.day(on)}.`,
  fillTitle: 'Jeszcze brakuje',
  fillSubmit: 'Zapisz',
  filled: (deal) => `${deal}: komplet.`,
  partly: (deal, criteria) => `${deal}: zapisane. Jeszcze brakuje: ${criteria.join('; ')}.`,
};
