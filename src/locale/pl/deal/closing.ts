import type { ClosingMessages } from '../../en/deal/closing.ts';
import { localeFormat } from '../../format.ts';

const f = localeFormat('pl');

export const closing: ClosingMessages = {
  won: ({ deal, value, owner, days }) =>
    [
      `Wygrana 🎉 ${deal}`,
      ...(value === undefined ? [] : [value]),
      ...(owner === '' ? [] : [owner]),
      days === 0 ? 'tego samego dnia' : `${f.number(days)} ${f.plural(days, { one: 'dzień', few: 'dni', many: 'dni' })}`,
    ].join(' · '),
  lost: (deal, reason, stage) => `${deal}: przegrana (${reason}). Etap „${stage}”; Lejek się na tym uczy.`,
  understood: (deal, reason) => `Tak to rozumiem: ${deal}, powód: ${reason}.`,
  lostTitle: 'Przegrana: dlaczego?',
  lostSubmit: 'Przegrana',
  reason: 'Powód',
  note: 'Jednym zdaniem',
  reopened: (deal, stage) => `${deal} jest znów otwarta: etap „${stage}”.`,
  whichWon: 'Która szansa jest wygrana? Wpisz `/szansa wygrana` i fragment nazwy.',
  whichLost: 'Która szansa jest przegrana? Wpisz `/szansa przegrana` i fragment nazwy.',
  chooseWon: 'Wygrana',
  chooseLost: 'Przegrana',
};
