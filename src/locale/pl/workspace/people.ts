import type { PeopleMessages } from '../../en/workspace/people.ts';
import { localeFormat } from '../../format.ts';

const f = localeFormat('pl');
const deals = (count: number): string =>
  `${f.number(count)} ${f.plural(count, { one: 'otwarta szansa', few: 'otwarte szanse', many: 'otwartych szans' })}`;

export const people: PeopleMessages = {
  head: (count) => `*Osoby: ${f.number(count)}*`,
  role: { reader: 'tylko podgląd', rep: 'handlowiec', manager: 'menedżer', administrator: 'administrator' },
  may: {
    reader: 'Tylko podgląd: widzi wszystko, nic nie zmienia',
    rep: 'Handlowiec: zmienia swoje szanse',
    manager: 'Menedżer: zmienia wszystkie szanse, dostaje alerty',
    administrator: 'Administrator: zmienia też ustawienia',
  },
  change: 'Zmień',
  formTitle: 'Osoba',
  save: 'Zapisz',
  roleLabel: 'Rola',
  awayLabel: 'Nieobecność do (ostatni dzień)',
  awayHint: 'Zostaw puste, jeśli osoba jest na miejscu.',
  standInLabel: 'Kto zastępuje',
  standInHint: 'W tym czasie dostaje alerty, poranne notatki i obietnice i może zmieniać te szanse.',
  away: (until, standIn) => `nieobecność do ${f.dayOfMonth(until)}${standIn === undefined ? '' : `, zastępuje ${standIn}`}`,
  here: 'znów na miejscu',
  onlyAdmin: 'To jedyny administrator. Najpierw daj tę rolę komuś jeszcze.',
  standInSelf: 'Wybierz kogoś innego.',
  dateNeeded: 'Podaj datę albo zostaw puste także to pole.',
  notYours: 'Cudzą nieobecność ustawia menedżer, a rolę administrator. Nic się nie zmieniło.',
  unchanged: 'Wszystko jest tak jak wcześniej.',
  savedPerson: (who, what) => `*Zapisane:* ${who}: ${what.join('; ')}.`,
  changedPerson: (who, what) => `${who}: ${what.join('; ')}`,
  undonePerson: (who, what) => `Cofnięte: ${who}: ${what.join('; ')}, tak jak wcześniej.`,
  changedSince: (who) => `Niecofnięte: ${who} ma już inne ustawienia. Nic się nie zmieniło.`,
  standingIn: (who, until) => `*W zastępstwie: ${who}*, nieobecność do ${f.dayOfMonth(until)}.`,
  left: 'poza Slackiem',
  noPerson: 'szanse bez opiekuna',
  notInSlack: 'bez konta w Slacku',
  deals,
  noDeals: 'bez otwartych szans',
  handOver: 'Przekaż',
  handOverTitle: 'Przekaż szanse',
  handOverIntro: (who, count, value) => `*${who}*: ${deals(count)}${value === undefined ? '' : `, razem ${value}`}.`,
  handOverTo: 'Komu',
  handOverHint: 'Kilka osób dostaje je na zmianę, etap po etapie.',
  handOverStage: (stage, count) => `Tylko „${stage}” (${f.number(count)}), komu`,
  nobody: 'Wybierz przynajmniej jedną osobę.',
  nothingToHandOver: (who) => `${who}: bez otwartych szans.`,
  managersOnly: 'Cudze szanse przekazuje menedżer. Nic się nie zmieniło.',
  stillWith: (count, who) => `Bez zmian ${deals(count)}, opiekun: ${who}.`,
  given: (giver, count) =>
    giver === undefined ? `*Przybywa Ci: ${deals(count)}.*` : `*Od: ${giver}. Dla Ciebie ${deals(count)}.*`,
  hasLeft: (who, count) =>
    `*${who}: konto w Slacku jest wyłączone*, a ${f.plural(count, { one: 'zostaje', few: 'zostają', many: 'zostaje' })} ${deals(count)}. Przekaż je, żeby nikt nie czekał na odpowiedź.`,
};
