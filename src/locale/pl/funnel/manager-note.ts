import type { ManagerNoteMessages } from '../../en/funnel/manager-note.ts';
import { localeFormat } from '../../format.ts';

const f = localeFormat('pl');
const deals = (count: number): string => `${f.number(count)} ${f.plural(count, { one: 'szansa', few: 'szanse', many: 'szans' })}`;
const forDays = (count: number): string => `od ${f.number(count)} ${f.plural(count, { one: 'dnia', few: 'dni', many: 'dni' })}`;

export const managerNote: ManagerNoteMessages = {
  title: (week, from, to) => `*Tylko dla menedżerów: tydzień ${week} · ${f.days(from, to)}*`,
  slips: (count, causes) => `*Przesunięte terminy zamknięcia: ${f.number(count)}* (${causes.join(', ')})`,
  cause: {
    guess: (count) => `data orientacyjna: ${f.number(count)}`,
    obstacle: (count) => `nowa przeszkoda: ${f.number(count)}`,
    unknown: (count) => `bez podanej przyczyny: ${f.number(count)}`,
  },
  byOwner: (who, count) => `${who}: ${f.number(count)}`,
  stuck: (count) => `*${deals(count)} bez ruchu i bez następnego kroku:*`,
  stuckOwner: ({ who, count, value, deal, stage, longest }) =>
    `${who}: ${deals(count)}, ${value}; najdłużej ${deal}, etap „${stage}” ${forDays(longest)}`,
  left: (count) =>
    `*Szanse bez opiekuna: ${f.number(count)}.* Przydzielisz je poleceniem \`/szansa przydziel\`; do tego czasu Lejek nikomu o nich nie przypomina.`,
  leftOwner: ({ who, count, value }) => `${who}, bez dostępu do Lejka: ${deals(count)}, ${value}`,
  needOwner: (count, owners) => `*Szanse bez opiekuna: ${f.number(count)}.* Bez dostępu do Lejka: ${owners.join(', ')}.`,
  byOwnerLeft: (who, count) => `${who} (${f.number(count)})`,
  coaching: ({ who, stage, share, team, exits }) =>
    `*Warto porozmawiać:* ${who}, etap „${stage}”: dalej idzie ${share}, w zespole ${team} (wyjścia z etapu: ${f.number(exits)}).`,
  details: 'Szczegóły',
  notice: 'To czytają tylko menedżerowie. Na kanale nic z tego nie ma.',
};
