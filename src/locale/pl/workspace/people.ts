import type { PeopleMessages } from '../../en/workspace/people.ts';
import { localeFormat } from '../../format.ts';

const f = localeFormat('pl');
const deals = (count: number): string =>
  `${f.number(count)} ${f.plural(count, { one: 'otwarta szansa', few: 'otwarte szanse', many: 'otwartych szans' })}`;

export const people: PeopleMessages = {
  head: (count) => `*Osoby: ${f.number(count)}*`,
  role: { rep: 'handlowiec', manager: 'menedżer', administrator: 'administrator' },
  left: 'poza Slackiem',
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
    `*${who}: konto w Slacku jest wyłączone*, a zostaje ${deals(count)}. Przekaż je, żeby nikt nie czekał na odpowiedź.`,
};
