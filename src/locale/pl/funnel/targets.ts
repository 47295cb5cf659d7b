import { amountRange, fullStop } from '../../amount-phrases.ts';
import type { TargetMessages } from '../../en/funnel/targets.ts';
import { localeFormat } from '../../format.ts';

const f = localeFormat('pl');

export const targets: TargetMessages = {
  way: {
    wins: ({ needed, expected, value, isMore }) =>
      `${f.number(needed)} ${isMore ? f.plural(needed, { one: 'kolejnej ', many: 'kolejnych ' }) : ''}${f.plural(needed, { one: 'wygranej', many: 'wygranych' })} ${needed === 1 ? 'za' : 'po'} ok. ${value}${expected === 0 ? '' : ` (prognoza: ${f.number(expected)})`}`,
    newDeals: ({ now, needed }) =>
      `ok. ${f.number(needed)} ${f.plural(needed, { one: 'nowej szansy', many: 'nowych szans' })} tygodniowo (teraz ${f.number(now)})`,
    passRate: ({ stage, now, needed }) => `${needed} szans idących dalej z etapu „${stage}” (teraz ${now})`,
  },
  path: ({ period, target, ways }) => fullStop(`Żeby osiągnąć cel ${target} (${period}), potrzeba ${ways.join(' albo ')}`),
  month: (on) => `${f.month(on)} ${on.slice(0, 4)}`,
  quarter: (number, startsOn) => `kwartał ${number}/${startsOn.slice(0, 4)}`,
  year: (startsOn) =>
    startsOn.slice(5, 7) === '01' ? `rok ${startsOn.slice(0, 4)}` : `rok od: ${f.month(startsOn)} ${startsOn.slice(0, 4)}`,
  half: ({ number, startsOn }) => `${number}. półrocze ${startsOn.slice(0, 4)}: po połowie na kwartał`,
  undo: (period) => `Cofnij: ${period}`,
  title: 'Ustal cel',
  save: 'Zapisz',
  period: 'Okres',
  who: 'Czyj cel',
  whoHint: 'Puste pole: cel zespołu.',
  value: (currency) => `Cel sprzedaży netto (${f.currencySign(currency)})`,
  valueHint: 'Np. 240 tys. Puste pole usuwa cel.',
  head: '*Cele*',
  none: 'Nie ma jeszcze celu. Gdy go ustalisz, podsumowanie pokaże, ile do niego brakuje.',
  ordinary: (periods) => {
    const names = { month: 'miesiąc', quarter: 'kwartał', year: 'rok' };
    const parts = periods.map(({ kind, low, high }, i) => {
      const brought = low === high ? `ok. ${low}` : amountRange(low, high);
      return i === 0 ? `${names[kind]} przynosi ${brought}` : `${names[kind]} ${brought}`;
    });
    return fullStop(`Zwykle ${f.list(parts)}`);
  },
  set: 'Ustal cel',
  you: 'Ty',
  team: 'Zespół',
  line: ({ who, period, value, from }) =>
    `${who}, ${period}: ${value}${{ set: '', months: ' (suma miesięcy)', reps: ' (suma handlowców)' }[from]}`,
  person: (who, values) => `${who}: ${values.map(([period, value]) => `${value} (${period})`).join(' · ')}`,
  more: (count) => `i jeszcze ${f.number(count)}: \`/lejek prognoza\``,
  mismatch: ({ who, period, set, months }) => `${who}, ${period}: cel to ${set}, a suma miesięcy to ${months}.`,
  saved: (who, period, value) => `Zapisane: ${who}, ${period}: ${value}.`,
  removed: (who, period) => `Zapisane: ${who}, ${period}: cel usunięty.`,
  changed: ({ who, period, from, to }) => `cel: ${who}, ${period}: ${from ?? 'brak'} → ${to ?? 'brak'}`,
  undone: (who, period, value) =>
    value === null ? `Cofnięte: ${who}, ${period}: znów bez celu.` : `Cofnięte: ${who}, ${period}: znów ${value}.`,
  changedSince: (who, period) => `Bez zmian: ${who}, ${period}: ten cel jest już inny, ktoś go zmienił.`,
  managersOnly: 'Cele ustala menedżer. Nic się nie zmieniło.',
  otherCurrency: (currency) => `Sumy są w ${currency}: wpisz cel w ${currency}.`,
  digest: (target, won, share) => `Cel ${target} · wygrane ${won} (${share})`,
  won: (value) => `wygrane ${value}`,
  noWins: 'jeszcze bez wygranej',
  kept: (target) => `${target === null ? '' : `Cel ${target} · `}kwota wygranych ukryta: za mało szans`,
  digestNoWins: (target) => `Cel ${target} · jeszcze bez wygranej`,
  daysLeft: (days) =>
    f.plural(days, {
      one: `został ${f.number(days)} dzień roboczy`,
      few: `zostały ${f.number(days)} dni robocze`,
      many: `zostało ${f.number(days)} dni roboczych`,
    }),
};
