import type { ListsMessages } from '../../en/deal/lists.ts';
import { localeFormat } from '../../format.ts';

const f = localeFormat('pl');
const deals = (count: number): string => `${f.number(count)} ${f.plural(count, { one: 'szansa', few: 'szanse', many: 'szans' })}`;

export const lists: ListsMessages = {
  mine: (count, value) => `*Twoje otwarte szanse: ${f.number(count)}*, razem ${value}`,
  unpriced: (count) => `Poza sumą: ${deals(count)} bez wartości lub kursu`,
  none: '*Nie masz jeszcze otwartych szans.* Dodaj pierwszą: wystarczy jedna linijka.',
  addFirst: 'Dodaj szansę',
  more: (count) => `i jeszcze ${f.number(count)}`,
  all: 'Wszystkie moje',
  allOpen: 'Wszystkie otwarte',
  groups: {
    nextStepDue: '*Pora na następny krok* (na kiedy)',
    pastClose: '*Po terminie zamknięcia* (jaki był)',
    incomplete: '*Niekompletne*: przesunięte bez tego, o co pyta etap',
    ageing: '*Bez ruchu na etapie* (od ilu dni)',
    calm: '*Pod kontrolą* (termin zamknięcia)',
  },
  days: (days) => `${f.number(days)} ${f.plural(days, { one: 'dzień', few: 'dni', many: 'dni' })}`,
  order: {
    open: (currency) => `Najpilniejsze najpierw. Kwoty w ${f.currencySign(currency)}, data to planowane zamknięcie.`,
    closed: (currency) => `Ostatnie najpierw. Kwoty w ${f.currencySign(currency)}, data to dzień zamknięcia.`,
    found: (currency) => `Najlepiej pasujące najpierw. Kwoty w ${f.currencySign(currency)}.`,
  },
  title: ({ what, from, to, total }) =>
    total === 0
      ? `*${what}:* brak`
      : from === 1 && to === total
        ? `*${what}:* ${f.number(total)}`
        : `*${what}:* ${f.number(from)}–${f.number(to)} z ${f.number(total)}`,
  what: {
    open: 'Otwarte szanse',
    allClosed: 'Zamknięte szanse',
    mine: 'Moje szanse',
    of: (person) => `Szanse (${person})`,
    stage: (name) => `etap „${name}”`,
    stale: 'Bez ruchu',
    overdue: 'Po terminie',
    undated: 'Bez terminu',
    closing: (on) => `zamknięcie do ${f.dayOfMonth(on)}`,
    closingBetween: (from, to) =>
      from === to ? `zamknięcie ${f.dayOfMonth(from)}` : `zamknięcie od ${f.date(from)} do ${f.date(to)}`,
    closed: (from, to) => (from === to ? f.dayOfMonth(from) : `od ${f.date(from)} do ${f.date(to)}`),
    incomplete: 'Niekompletne',
    lacking: { nextStep: 'Bez następnego kroku', value: 'Bez wartości', owner: 'Bez aktywnego opiekuna' },
    over: (amount) => `ponad ${amount}`,
    under: (amount) => `poniżej ${amount}`,
  },
  head: { deal: 'Szansa', stage: 'Etap', value: 'Wartość', owner: 'Opiekun', close: 'Termin' },
  earlier: 'Wcześniejsze',
  nextPage: 'Kolejne',
  severalPeople: (names) => `Czyje szanse? Pasuje kilka osób: ${f.list(names)}. Wskaż jedną przez @.`,
  badFilter: (text) =>
    `Nie znam filtra „${text}”. Spróbuj: \`/szansa lista moje\`, \`/szansa lista @anna\`, \`/szansa lista oferta\` albo \`/szansa lista zamknięte\`.`,
};
