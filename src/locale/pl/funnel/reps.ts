import type { RepsMessages } from '../../en/funnel/reps.ts';
import { localeFormat } from '../../format.ts';

const f = localeFormat('pl');
/** z 1 osoby, z 5 osób. */
const people = (count: number): string => `${f.number(count)} ${f.plural(count, { one: 'osoby', many: 'osób' })}`;

export const reps: RepsMessages = {
  noExits: 'Za mało danych, by ocenić: żadna szansa nie opuściła jeszcze etapu.',
  none: '*Na razie nie ma czego pokazać:* żadna szansa nie opuściła jeszcze etapu.',
  alike: (count) => `*Na żadnym etapie nikt wyraźnie nie odbiega od zespołu* (osób: ${f.number(count)}).`,
  differ: ({ count, of }) => `*Od zespołu wyraźnie odbiega ${f.number(count)} z ${people(of)}, przynajmniej na jednym etapie.*`,
  page: ({ from, to, of }) => `${f.number(from)}–${f.number(to)} z ${f.number(of)}`,
  onlyYou: 'Widzisz to tylko Ty. Zmiana etapu liczy się opiekunowi sprzed tej zmiany.',
  row: (who, what, perWeek) => `${who}: ${what}${perWeek === undefined ? '' : ` · ${perWeek} tygodniowo`}`,
  passRate: (stage, share, team) => `${stage}: dalej ${share} (zespół ${team})`,
  nothing: 'za mało danych, by porównać z zespołem',
  noDifference: 'bez wyraźnej różnicy wobec zespołu',
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
    there: (deals) => `Teraz są tam: ${f.list(deals)}. Może warto przejrzeć je razem?`,
    lost: (deals) => `Ostatnio przegrane na tym etapie: ${f.list(deals)}. Co mogłoby pomóc?`,
    won: (deals) => `Ostatnio wygrane: ${f.list(deals)}. Co z tego mogłoby się przydać innym?`,
  },
  unclear: (stages) => `Bez wyraźnej różnicy wobec zespołu: ${f.list(stages)}.`,
  fewExits: (stages, enough) => {
    const [one] = stages;
    return one !== undefined && stages.length === 1
      ? `${one.name}: za mało danych, by ocenić (${f.number(one.exits)} z ${f.number(enough)} wyjść z tego etapu).`
      : `Za mało danych, by ocenić: ${f.list(stages.map(({ name, exits }) => `${name} (${f.number(exits)} z ${f.number(enough)} wyjść)`))}.`;
  },
  velocity: ({ perWeek, deals, winShare, value, days }) =>
    `*${perWeek} tygodniowo* w ostatnim półroczu: otwarte szanse: zwykle ${f.number(deals)}, skuteczność ${winShare}, średnia wygrana ${value}, do zamknięcia ok. ${f.number(days)} ${f.plural(days, { one: 'dzień', many: 'dni' })}.`,
  noWins: (closed) => `Bez wygranych w ostatnim półroczu (zamknięte szanse: ${f.number(closed)}).`,
  noVelocity: (fewest) =>
    `Tempo sprzedaży: za mało danych, by ocenić (mniej niż ${f.number(fewest)} zamkniętych szans w pół roku).`,
  heldBack: {
    deals: (own, team) => `Największa różnica wobec zespołu: otwarte szanse (${own} wobec ${team}).`,
    winShare: (own, team) => `Największa różnica wobec zespołu: skuteczność (${own} wobec ${team}).`,
    value: (own, team) => `Największa różnica wobec zespołu: wartość wygranej (${own} wobec ${team}).`,
    cycle: (own, team) => `Największa różnica wobec zespołu: dni do zamknięcia (${own} wobec ${team}).`,
  },
  managersOnly: 'Wyniki innych osób widzą tylko menedżerowie. `/lejek handlowcy` pokazuje Twoje.',
  whichRep: (typed) => `Nikt tutaj nie pasuje do „${typed}”.`,
  severalReps: (names) => `Pasuje kilka osób: ${f.list(names)}. Wpisz dłuższy fragment nazwiska.`,
};
