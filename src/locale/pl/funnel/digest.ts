import { type PlainDate, weekday } from '../../../core/time/calendar.ts';
import { amountRange, fullStop, partialAmount } from '../../amount-phrases.ts';
import type { DigestMessages, NextTakes } from '../../en/funnel/digest.ts';
import { localeFormat } from '../../format.ts';
import { inPeriod } from '../in-period.ts';
import { asOfWeekday, sinceWeekday, weekdaySummary } from '../weekdays.ts';

const f = localeFormat('pl');
const deals = (count: number): string => `${f.number(count)} ${f.plural(count, { one: 'szansa', few: 'szanse', many: 'szans' })}`;
const since = (on: PlainDate): string => `od ${sinceWeekday(weekday(on))}, ${f.dayOfMonth(on)}`;
const late = (day: number, why: string, time: string): string =>
  `To ${weekdaySummary(day)}${why}. Stan na ${asOfWeekday(day)}, ${time}.`;

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
/** `przesunąć dalej 2 szanse`, `pozyskiwać ok. 4 nowe tygodniowo (teraz 2)`. */
const takes = (moves: number, perWeek: NextTakes['perWeek']): readonly string[] => [
  ...(moves > 0
    ? [`przesunąć dalej ${f.number(moves)} ${f.plural(moves, { one: 'szansę', few: 'szanse', many: 'szans' })}`]
    : []),
  ...(perWeek === null
    ? []
    : [
        `pozyskiwać ok. ${f.number(perWeek.needed)} ${f.plural(perWeek.needed, { one: 'nową szansę', few: 'nowe szanse', many: 'nowych szans' })} tygodniowo (teraz ${f.number(perWeek.now)})`,
      ]),
];

type Goal = Omit<Parameters<DigestMessages['quietOnCourse']>[0], 'count'>;
const onCourse = ({ month, expected, target, won }: Goal): string =>
  won === null
    ? `${month} zgodnie z planem (prognoza ${expected} przy celu ${target})`
    : `cel na ${month} osiągnięty (wygrane ${won} przy celu ${target})`;

/** Nothing for a value that is kept from the reader. */
const inBrackets = (value: string | undefined): string => (value === undefined ? '' : ` (${value})`);

export const digest: DigestMessages = {
  title: ({ week, from, to, soFar }) =>
    `Lejek${week === null ? '' : `, tydzień ${week}`}${soFar ? ` dotąd, ${f.weekdays(from, to)}` : ` · ${f.days(from, to)}`}`,
  now: 'Lejek teraz',
  empty: '*Nie ma jeszcze szans.* Dodaj pierwszą: `/szansa nowa`.',
  early: (count) =>
    `*Początki: ${deals(count)}, żadnej zamkniętej.* Do pierwszych wygranych i przegranych prawdopodobieństwo wygranej to głównie założenia.`,
  quiet: (count) => `*Na żadnym etapie nie brakuje szans.* Otwarte: ${f.number(count)}.`,
  quietOnCourse: ({ count, ...goal }) => `*Na żadnym etapie nie brakuje szans.* Otwarte: ${f.number(count)}, ${onCourse(goal)}.`,
  someOverdue: ({ count, value }) =>
    `*${deals(count)} ${f.plural(count, { one: 'jest', few: 'są', many: 'jest' })} po terminie${inBrackets(value)}.*`,
  openOnCourse: (count, goal) => `Otwarte: ${deals(count)}${goal === undefined ? '' : `, ${onCourse(goal)}`}.`,
  behind: (period, short) => `*${capital(period)} zamknie się pewnie ok. ${short} poniżej celu.*`,
  emptyBehind: ({ stage, cost, leadCost }) =>
    `Etap „${stage}” też jest pusty, ale kosztuje to mniej (ok. ${cost} wobec ${leadCost}).`,
  ledBefore: (stage) => `Wcześniej dziś na pierwszym miejscu był etap „${stage}”.`,
  rescue: {
    deals: ({ period, deals: named, more, value }) =>
      `Do wygrania jeszcze ${inPeriod(period)}: ${f.list([...named, ...(more > 0 ? [`${f.number(more)} ${f.plural(more, { one: 'inna', few: 'inne', many: 'innych' })}`] : [])])}${value === null ? '' : ` (razem ${value})`}.`,
    none: (period) => `${capital(inPeriod(period))} raczej nie uda się już wygrać żadnej otwartej szansy.`,
    covered: (period, percent) => `${capital(period)}: pokrycie ${percent}.`,
    next: ({ period, moves, perWeek }) => `Żeby pokryć cel na ${period}, trzeba ${takes(moves, perWeek).join(' i ')}.`,
    outOfReach: ({ period, moves, perWeek }) =>
      `Żeby pokryć cel na ${period}, trzeba by ${(perWeek === null ? [...takes(moves, null), 'pozyskać nowe szanse (ile, trudno jeszcze powiedzieć)'] : takes(moves, perWeek)).join(' i ')}. W dzisiejszym tempie to nierealne: warto wrócić do celu.`,
    farOutOfReach: (period, now) =>
      `Celu na ${period} nie da się pokryć w dzisiejszym tempie (nowe szanse: ${f.number(now)} tygodniowo): warto do niego wrócić.`,
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
  open: (count, worth) => `Otwarte: ${deals(count)}${worth === undefined ? '' : ` · ${worth.value} · ważone ${worth.weighted}`}`,
  head: { stage: 'Etap', count: 'szt.', week: 'tydz.', total: 'Otwarte' },
  unit: { k: 'tys.', m: 'mln' },
  action: (deal, who, todo) => `*Na ten tydzień:* ${deal}${who === undefined ? '' : ` (${who})`} · ${todo}`,
  actionNew: (what, who) => `*Na ten tydzień:* ${what}${who === undefined ? '' : ` (${who})`}`,
  alertOfDay: (on, daysAgo) =>
    daysAgo <= 0 ? 'dzisiejszy alert' : daysAgo < 7 ? `alert z ${sinceWeekday(weekday(on))}` : `alert z ${f.dayOfMonth(on)}`,
  moreInAlert: (stages, alert) =>
    `Więcej o ${f.plural(stages.length, { one: 'etapie', many: 'etapach' })} ${f.list(stages.map((stage) => `„${stage}”`))}: ${alert}`,
  movement: {
    created: (count) => `nowe ${f.number(count)}`,
    imported: (count) => `z pliku ${f.number(count)}`,
    reopened: (count) => `wznowione ${f.number(count)}`,
    advanced: (count) => `przesunięte ${f.number(count)}`,
    returned: (count) => `przeniesione wstecz ${f.number(count)}`,
    slipped: (count) => `przesunięte terminy ${f.number(count)}`,
    won: ({ count, value }) => `wygrane ${f.number(count)}${inBrackets(value)}`,
    lost: ({ count, value }) => `przegrane ${f.number(count)}${inBrackets(value)}`,
    none: 'W tym tygodniu bez ruchu',
  },
  overdue: ({ count, value }) => `po terminie ${f.number(count)}${inBrackets(value)}`,
  undated: ({ count, value }) => `bez terminu ${f.number(count)}${inBrackets(value)}`,
  undatedOnly: ({ count, value }) => `bez terminu ${f.number(count)}${inBrackets(value)}`,
  ofWhich: (parts) => `Z otwartych: ${parts.join(', ')}`,
  unpriced: (count) => `Poza sumami: ${deals(count)} bez wartości`,
  unrated: (count, amounts) =>
    `Poza sumami: ${deals(count)} bez kursu walut${amounts.length === 0 ? '' : ` (${f.list(amounts)})`}. Kurs ustala administrator: \`/lejek kursy\``,
  converted: (all, { inCurrency, more }) => {
    const one = ({ currency, count, least, most, from, to }: (typeof all)[number]) =>
      `w ${currency} ${deals(count)} po ${least === most ? f.rate(least) : `${f.rate(least)}–${f.rate(most)}`} ${inCurrency} (${from === to ? f.date(from) : `${f.date(from)} – ${f.date(to)}`})`;
    return `Przeliczone w sumach: ${f.list([...all.map(one), ...(more > 0 ? [`inne waluty: ${f.number(more)}`] : [])])}`;
  },
  convertedShortly: (all, { inCurrency, more }) => {
    const one = ({ currency, least, most, from, to }: (typeof all)[number]) =>
      `${currency} po ${least === most ? f.rate(least) : `${f.rate(least)}–${f.rate(most)}`} ${inCurrency} z ${from === to ? f.date(from) : `${f.date(from)} – ${f.date(to)}`}`;
    return `Przeliczone: ${[...all.map(one), ...(more > 0 ? [`inne waluty: ${f.number(more)}`] : [])].join(', ')}`;
  },
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
    short: (stages) => `*Brakuje szans:* ${stages.join(', ')}.`,
    otherMovement: (parts) => `*Poza tym:* ${parts.join(' · ')}`,
    weights: (total) => `*Wartość ważona:* ${total}, każda wartość razy prawdopodobieństwo wygranej.`,
    heading: {
      numbers: '*Lejek w liczbach*',
      movement: '*Co się zmieniło*',
      forecast: '*Skąd zmiana prognozy*',
      goals: '*Wygrane, prognoza i cele*',
      needs: '*Czego brakuje i kto się tym zajmuje*',
      held: '*Etapy i kto się czym zajmuje*',
      stages: '*Etap po etapie*',
    },
    stage: ({ path, passRate, days, win, basis }) =>
      `${path}: dalej idzie ${passRate}${days === undefined ? '' : `, połowa opuszcza etap w ciągu ${f.number(days)} ${f.plural(days, { one: 'dnia', many: 'dni' })}`}, wygrana ${win} (${basis})`,
    range: ({ low, high }) => `8 na 10: ${amountRange(low, high)}`,
    basis: (count) => `z ${f.number(count)} ${f.plural(count, { one: 'szansy', many: 'szans' })}`,
    assumption: 'głównie założenia',
    lastWeekMove: ({ move, made, won }) =>
      `Podpowiedź z zeszłego tygodnia: ${move} · ${won ? 'zrobione i wygrane' : made ? 'zrobione' : 'niezrobione'}`,
    lastWeek: ({ suggested, made, won }) =>
      `Podpowiedzi z zeszłego tygodnia: ${f.number(suggested)}, wykonane: ${f.number(made)}${won === 0 ? '' : `, wygrane: ${f.number(won)}`}`,
  },
  notification: {
    behind: ({ month, expected, target }) =>
      fullStop(`${month.charAt(0).toUpperCase()}${month.slice(1)}: prognoza ${partialAmount(expected, target)}`),
    gapEmpty: (stage, count, value) =>
      fullStop(`Etap „${stage}” jest pusty. Otwarte: ${deals(count)}${value === undefined ? '' : `, ${value}`}`),
    gapFew: ({ stage, held, needed }) =>
      `Etap „${stage}”: ${deals(held)}, ${f.plural(needed, { one: 'potrzebna', few: 'potrzebne', many: 'potrzeba' })} ${f.number(needed)}.`,
    open: (count, value, goal) =>
      fullStop(
        `Lejek: ${f.number(count)} ${f.plural(count, { one: 'otwarta szansa', few: 'otwarte szanse', many: 'otwartych szans' })}${value === undefined ? '' : `, ${value}`}${goal === undefined ? '' : `; ${onCourse(goal)}`}`,
      ),
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
    entered: (stage, win) => `Z szans, które wchodzą na etap „${stage}”, wygraną kończy się ${win}.`,
    older: 'Stoi dłużej niż większość, a to zmniejsza prawdopodobieństwo wygranej.',
    ownRaises: 'Szanse tej wielkości i tego opiekuna kończą się wygraną częściej niż inne.',
    ownLowers: 'Szanse tej wielkości i tego opiekuna kończą się wygraną rzadziej niż inne.',
    ownCounts: 'Liczy się też wielkość szansy i jej opiekun.',
    rests: (count) =>
      `Podstawa: ${f.number(count)} ${f.plural(count, { one: 'szansa, która opuściła', few: 'szanse, które opuściły', many: 'szans, które opuściły' })} ten etap; nowsze liczą się bardziej.`,
    assumed: 'To głównie założenia: początkowe prawdopodobieństwo etapu, dopóki nie przeważą własne wygrane i przegrane.',
    assumedMark: 'głównie założenia: mało jest jeszcze własnych wygranych i przegranych.',
    never: 'Otwarta szansa nigdy nie ma 0% ani 100%.',
    button: 'Skąd to wiadomo?',
  },
};
