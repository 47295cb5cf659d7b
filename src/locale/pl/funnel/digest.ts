import { type PlainDate, weekday } from '../../../core/time/calendar.ts';
import { amountRange, partialAmount } from '../../amount-phrases.ts';
import type { DigestMessages, NextTakes } from '../../en/funnel/digest.ts';
import { localeFormat } from '../../format.ts';
import { asOfWeekday, sinceWeekday, weekdaySummary } from '../weekdays.ts';

const f = localeFormat('pl');
const deals = (count: number): string => `${f.number(count)} ${f.plural(count, { one: 'szansa', few: 'szanse', many: 'szans' })}`;
const since = (on: PlainDate): string => `od ${sinceWeekday(weekday(on))}, ${f.dayOfMonth(on)}`;
const late = (day: number, why: string, time: string): string =>
  `To ${weekdaySummary(day)}${why}. Stan na ${asOfWeekday(day)}, ${time}.`;

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
/** `2 ruchów`, `ok. 4 nowych szans tygodniowo (teraz 2)`. */
const takes = (moves: number, perWeek: NextTakes['perWeek']): readonly string[] => [
  ...(moves > 0 ? [`${f.number(moves)} ${f.plural(moves, { one: 'ruchu', many: 'ruchów' })}`] : []),
  ...(perWeek === null
    ? []
    : [
        `ok. ${f.number(perWeek.needed)} ${f.plural(perWeek.needed, { one: 'nowej szansy', many: 'nowych szans' })} tygodniowo (teraz ${f.number(perWeek.now)})`,
      ]),
];

export const digest: DigestMessages = {
  title: ({ week, from, to, soFar }) =>
    `Lejek${week === null ? '' : `, tydzień ${week}`}${soFar ? ` dotąd, ${f.weekdays(from, to)}` : ` · ${f.days(from, to)}`}`,
  now: 'Lejek teraz',
  empty: '*Nie ma jeszcze szans.* Dodaj pierwszą: `/szansa nowa`.',
  early: (count) =>
    `*Początki: ${deals(count)}, żadnej zamkniętej.* Do pierwszych wygranych i przegranych prawdopodobieństwo wygranej to głównie założenia.`,
  quiet: (count) =>
    `*W tym tygodniu nic nie wymaga reakcji:* ${f.number(count)} ${f.plural(count, { one: 'otwarta szansa', few: 'otwarte szanse', many: 'otwartych szans' })}.`,
  quietOnCourse: ({ count, month, expected, target }) =>
    `*W tym tygodniu nic nie wymaga reakcji:* ${f.number(count)} ${f.plural(count, { one: 'otwarta szansa', few: 'otwarte szanse', many: 'otwartych szans' })}, ${month} zgodnie z planem (prognoza ${partialAmount(expected, target)}).`,
  someOverdue: ({ count, value }) =>
    `*${deals(count)} ${f.plural(count, { one: 'jest', few: 'są', many: 'jest' })} po terminie (${value}).*`,
  openOnCourse: (count, goal) =>
    `Otwarte: ${deals(count)}${goal === undefined ? '' : `, ${goal.month} zgodnie z planem (prognoza ${partialAmount(goal.expected, goal.target)})`}.`,
  behind: (period, short) => `*${capital(period)} zamknie się pewnie ok. ${short} poniżej celu.*`,
  emptyBehind: ({ stage, cost, leadCost }) =>
    `Etap „${stage}” też jest pusty, ale kosztuje to mniej (ok. ${cost} wobec ${leadCost}).`,
  rescue: {
    deals: ({ period, deals: named, more, value }) =>
      `Jeszcze do wygrania (${period}): ${f.list([...named, ...(more > 0 ? [`${f.number(more)} ${f.plural(more, { one: 'inna', few: 'inne', many: 'innych' })}`] : [])])}${value === null ? '' : ` (razem ${value})`}.`,
    none: (period) => `Żadnej otwartej szansy raczej nie uda się już wygrać (${period}).`,
    covered: (period, percent) => `${capital(period)}: pokrycie ${percent}.`,
    next: ({ period, moves, perWeek }) => `${capital(period)} wymaga: ${takes(moves, perWeek).join(' i ')}.`,
    outOfReach: ({ period, moves, perWeek }) =>
      `${capital(period)} wymaga: ${(perWeek === null ? [...takes(moves, null), 'nowych szans, trudno jeszcze powiedzieć ilu'] : takes(moves, perWeek)).join(' i ')}. W dzisiejszym tempie to nierealne: warto wrócić do celu.`,
    noNextTarget: (period) => `${capital(period)}: nie ma jeszcze celu, ustawisz go poleceniem \`/lejek cel\`.`,
    button: 'Plan',
  },
  expectedAlone: (value) => `prognoza ${value}`,
  expected: (value, basis) => `prognoza ${value} (${basis})`,
  range: ({ low, high }) => `8 na 10: ${amountRange(low, high)}`,
  earlyEstimate: 'wstępny szacunek',
  emptyStage: (stage, on) => (on === null ? `*Etap „${stage}” jest pusty.*` : `*Etap „${stage}” jest pusty ${since(on)}.*`),
  fewInStage: ({ stage, count, needed, since: on }) =>
    `*Na etapie „${stage}” brakuje szans${on === null ? '' : ` ${since(on)}`}: ${f.plural(count, { one: 'jest', few: 'są', many: 'jest' })} ${f.number(count)}, ${f.plural(needed, { one: 'potrzebna', few: 'potrzebne', many: 'potrzeba' })} ${f.number(needed)}.*`,
  others: (count) =>
    `Brakuje też na ${f.number(count)} ${f.plural(count, { one: 'innym etapie', few: 'innych etapach', many: 'innych etapach' })}.`,
  open: (count, value, weighted) => `Otwarte: ${deals(count)} · ${value} · ważone ${weighted}`,
  head: { stage: 'Etap', count: 'szt.', week: 'tydz.', total: 'Otwarte' },
  unit: { k: 'tys.', m: 'mln' },
  action: (deal, who, todo) => `*Na ten tydzień:* ${deal}${who === undefined ? '' : ` (${who})`}: ${todo}`,
  actionNew: (what, who) => `*Na ten tydzień:* ${what}${who === undefined ? '' : ` (${who})`}`,
  movement: {
    created: (count) => `nowe ${f.number(count)}`,
    imported: (count) => `z pliku ${f.number(count)}`,
    reopened: (count) => `wznowione ${f.number(count)}`,
    advanced: (count) => `przesunięte ${f.number(count)}`,
    returned: (count) => `przeniesione wstecz ${f.number(count)}`,
    slipped: (count) => `termin przesunięty ${f.number(count)}`,
    won: ({ count, value }) => `wygrane ${f.number(count)} (${value})`,
    lost: ({ count, value }) => `przegrane ${f.number(count)} (${value})`,
    none: 'W tym tygodniu bez ruchu',
  },
  overdue: ({ count, value }) => `po terminie ${f.number(count)} (${value})`,
  undated: ({ count, value }) => `bez terminu ${f.number(count)} (${value})`,
  undatedOnly: ({ count, value }) => `bez terminu ${f.number(count)} (${value})`,
  ofWhich: (parts) => `Z otwartych: ${parts.join(', ')}`,
  unpriced: (count) => `Poza sumami: ${deals(count)} bez wartości`,
  unrated: (count, amounts) =>
    `Poza sumami: ${deals(count)} bez kursu walut (${f.list(amounts)}). Kurs ustala administrator: \`/lejek kursy\``,
  asOf: (on, time) => `Stan na ${f.day(on)}, ${time}`,
  moreInThread: 'reszta w wątku',
  late: {
    holiday: (day, time) => late(day, ', po święcie', time),
    missed: (day, time) => late(day, ', spóźnione: Lejek był wyłączony', time),
    slack: (day, time) => late(day, ', spóźnione: nie było połączenia ze Slackiem', time),
    closed: (day, time) => late(day, ', spóźnione: wcześniej Lejek nie mógł pisać na tym kanale', time),
  },
  thread: {
    dealsSum: (parts, closing) =>
      parts.length === 1 ? `*Szanse:* ${f.number(closing)}, bez zmian` : `*Szanse:* ${parts.join(' ')} = ${f.number(closing)}`,
    valueSum: (parts, closing) =>
      parts.length === 1 ? `*Wartość:* ${closing}, bez zmian` : `*Wartość:* ${parts.join(' ')} = ${closing}`,
    part: {
      created: 'nowe',
      reopened: 'wznowione',
      imported: 'z pliku',
      grew: 'wzrosło',
      shrank: 'spadło',
      won: 'wygrane',
      lost: 'przegrane',
    },
    otherMovement: (parts) => `*Poza tym:* ${parts.join(' · ')}`,
    weights: (total) => `*Wartość ważona:* ${total}, każda wartość razy prawdopodobieństwo wygranej.`,
    heading: {
      numbers: '*Lejek w liczbach*',
      movement: '*Co się zmieniło*',
      forecast: '*Skąd zmiana prognozy*',
      goals: '*Kwartał i rok*',
      needs: '*Czego brakuje i kto się tym zajmuje*',
      stages: '*Etap po etapie*',
    },
    stage: ({ path, passRate, days, win, basis }) =>
      `${path}: dalej idzie ${passRate}${days === undefined ? '' : `, zwykle po ${f.number(days)} ${f.plural(days, { one: 'dniu', many: 'dniach' })}`}, wygrana ${win} (${basis})`,
    range: ({ low, high }) => `8 na 10: ${amountRange(low, high)}`,
    basis: (count) => `z ${f.number(count)} ${f.plural(count, { one: 'szansy', many: 'szans' })}`,
    assumption: 'głównie założenia',
    lastWeek: ({ suggested, made, won }) =>
      `Tydzień temu: ${f.number(suggested)} ${f.plural(suggested, { one: 'podpowiedź', few: 'podpowiedzi', many: 'podpowiedzi' })}, ${made === 0 ? 'żadna wykonana' : `${f.number(made)} ${f.plural(made, { one: 'wykonana', few: 'wykonane', many: 'wykonanych' })}`}${won === 0 ? '' : `, ${f.number(won)} ${f.plural(won, { one: 'wygrana', few: 'wygrane', many: 'wygranych' })}`}`,
  },
  notification: {
    behind: ({ month, expected, target }) =>
      `${month.charAt(0).toUpperCase()}${month.slice(1)}: prognoza ${partialAmount(expected, target)}.`,
    gapEmpty: (stage, count, value) => `Etap „${stage}” jest pusty. Otwarte: ${deals(count)}, ${value}.`,
    gapFew: ({ stage, held, needed }) =>
      `Etap „${stage}”: ${deals(held)}, ${f.plural(needed, { one: 'potrzebna', few: 'potrzebne', many: 'potrzeba' })} ${f.number(needed)}.`,
    open: (count, value) =>
      `Lejek: ${f.number(count)} ${f.plural(count, { one: 'otwarta szansa', few: 'otwarte szanse', many: 'otwartych szans' })}, ${value}.`,
  },
  chartTitle: 'Otwarte szanse na etapach',
  chartDeals: 'Szanse',
  chartNeeds: (needed) => `${f.plural(needed, { one: 'potrzebna', few: 'potrzebne', many: 'potrzeba' })} ${f.number(needed)}`,
  chartChange: (change) => `${change} w tydzień`,
  chartOutline: 'kontur: tydzień wcześniej',
  chartAlt: (stages) => `Otwarte szanse na etapach: ${stages.join(', ')}.`,
  preview: 'Widzisz to tylko Ty. Na kanale będzie wyglądać tak:',
  postNow: 'Opublikuj teraz',
  posting: (channel) => `Podsumowanie zaraz pojawi się na kanale ${channel}.`,
  postedAlready: 'To podsumowanie jest już opublikowane. Żeby opublikować je jeszcze raz, otwórz nowy podgląd.',
  noChannel: 'Żaden kanał nie dostaje jeszcze podsumowania. Wybierz go poleceniem `/lejek ustawienia`.',
  whichChannel: 'Opublikuj na',
  managersOnly: 'Podgląd i publikacja podsumowania są dla menedżerów. `/lejek` pokazuje stan lejka.',
  week: 'Tydzień',
  why: {
    whichDealOrStage: 'Która szansa albo który etap? Wpisz `/lejek dlaczego` i fragment nazwy.',
    closed: (deal) => `Szansa ${deal} jest zamknięta, więc nie ma już czego przewidywać.`,
    head: (deal, win, basis) => `*${deal}: wygrana ${win}* (${basis})`,
    here: (stage, days, usual) =>
      `Na etapie „${stage}” od ${days === 0 ? 'dziś' : `${f.number(days)} ${f.plural(days, { one: 'dnia', many: 'dni' })}`}${usual === undefined ? '' : `; połowa szans opuszcza go w ciągu ${f.number(usual)} ${f.plural(usual, { one: 'dnia', many: 'dni' })}`}.`,
    entered: (stage, win) => `Z szans, które wchodzą na etap „${stage}”, wygrywa ${win}.`,
    older: 'Stoi dłużej niż większość, a to zmniejsza prawdopodobieństwo wygranej.',
    rests: (count) =>
      `Podstawa: ${f.number(count)} ${f.plural(count, { one: 'szansa, która opuściła', few: 'szanse, które opuściły', many: 'szans, które opuściły' })} ten etap; nowsze liczą się bardziej.`,
    assumed: 'To głównie założenia: początkowe prawdopodobieństwo etapu, dopóki nie przeważą własne wygrane i przegrane.',
    assumedMark: 'głównie założenia: mało jest jeszcze własnych wygranych i przegranych.',
    never: 'Otwarta szansa nigdy nie ma 0% ani 100%.',
    button: 'Skąd to wiadomo?',
  },
};
