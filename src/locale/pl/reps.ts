import type { RepsMessages } from '../en/reps.ts';
import { localeFormat } from '../format.ts';

const f = localeFormat('pl');
/** z 1 osoby, z 5 osób. */
const people = (count: number): string => `${f.number(count)} ${f.plural(count, { one: 'osoby', many: 'osób' })}`;

export const reps: RepsMessages = {
  noExits: 'Za mało danych, by ocenić: żadna szansa nie opuściła jeszcze etapu.',
  none: '*Nie ma jeszcze o czym mówić:* żadna szansa nie opuściła etapu.',
  alike: (count) => `*Na żadnym etapie nie widać wyraźnej różnicy wobec zespołu* (osób: ${f.number(count)}).`,
  differ: ({ count, of }) => `*Wyraźna różnica wobec zespołu: ${f.number(count)} z ${people(of)}.*`,
  page: ({ from, to, of }) => `${f.number(from)}–${f.number(to)} z ${f.number(of)}`,
  onlyYou: 'Widzisz to tylko Ty. Przejście liczy się opiekunowi sprzed zmiany etapu.',
  row: (who, what, perWeek) => `${who}: ${what}${perWeek === undefined ? '' : ` · ${perWeek} tygodniowo`}`,
  passRate: (stage, share, team) => `${stage}: dalej ${share} (zespół ${team})`,
  nothing: 'za mało danych, by odróżnić od zespołu',
  gone: (who) => `${who} (konto nieaktywne)`,
  noAccount: (who) => `${who} (bez konta w Slacku)`,
  open: 'Szczegóły',
  everybody: 'Wszyscy',
  title: (who) => `*${who}: ile szans idzie dalej z każdego etapu*`,
  soloTitle: '*Ile Twoich szans idzie dalej z każdego etapu*',
  head: { stage: 'Etap', share: 'idą', range: '8 na 10', team: 'ogół', exits: 'szt.' },
  fewExitsCell: ({ count, enough }) => `${f.number(count)}/${f.number(enough)}`,
  below: ({ stage, share, team, range, exits }) =>
    `*Etap „${stage}”: dalej idzie ${share}, w zespole ${team}* (8 na 10: ${range}; szans: ${f.number(exits)}).`,
  ask: {
    there: (deals) => `Są tam teraz: ${f.list(deals)}. Może przejrzeć je razem?`,
    lost: (deals) => `Ostatnie przegrane stamtąd: ${f.list(deals)}. Co mogłoby pomóc?`,
    won: (deals) => `Ostatnie wygrane: ${f.list(deals)}. Co z tego przydałoby się innym?`,
  },
  unclear: (stages) => `Za mało danych, by odróżnić od zespołu: ${f.list(stages)}.`,
  fewExits: (stages, enough) => {
    const [one] = stages;
    return one !== undefined && stages.length === 1
      ? `${one.name}: za mało danych, by ocenić (${f.number(one.exits)} z ${f.number(enough)} wyjść z tego etapu).`
      : `Za mało danych, by ocenić: ${f.list(stages.map(({ name, exits }) => `${name} (${f.number(exits)} z ${f.number(enough)} wyjść)`))}.`;
  },
  velocity: ({ perWeek, deals, winShare, value, days }) =>
    `*${perWeek} tygodniowo* przez ostatnie pół roku: otwarte szanse ${f.number(deals)}, wygrane ${winShare}, po ${value}, do zamknięcia ok. ${f.number(days)} ${f.plural(days, { one: 'dzień', many: 'dni' })}.`,
  noWins: (closed) => `Bez wygranych przez ostatnie pół roku (zamknięte szanse: ${f.number(closed)}).`,
  noVelocity: (fewest) =>
    `Tempo sprzedaży: za mało danych, by ocenić (mniej niż ${f.number(fewest)} zamkniętych szans w pół roku albo żadnej otwartej).`,
  heldBack: {
    deals: (own, team) => `Najdalej od zespołu: otwarte szanse (${own} wobec ${team}).`,
    winShare: (own, team) => `Najdalej od zespołu: odsetek wygranych (${own} wobec ${team}).`,
    value: (own, team) => `Najdalej od zespołu: wartość wygranej (${own} wobec ${team}).`,
    cycle: (own, team) => `Najdalej od zespołu: dni do zamknięcia (${own} wobec ${team}).`,
  },
  managersOnly: 'Liczby innych osób widzą menedżerowie. `/funnel handlowcy` pokazuje Twoje.',
  whichRep: (typed) => `Nikt tutaj nie pasuje do „${typed}”.`,
  severalReps: (names) => `Pasuje kilka osób: ${f.list(names)}. Wpisz więcej z nazwy.`,
};
