import type { CardMessages } from '../../en/deal/card.ts';
import { localeFormat } from '../../format.ts';

const f = localeFormat('pl');

export const card: CardMessages = {
  noValue: 'bez wartości',
  owner: (owner) => `Opiekun: ${owner}`,
  contact: (contact) => `Kontakt: ${contact.join(', ')}`,
  decider: (name) => `Decyduje: ${name}`,
  closeOn: (on) => `Planowane zamknięcie: ${f.date(on)}`,
  closeOnPast: (on) => `Planowane zamknięcie: ${f.date(on)} (po terminie)`,
  noCloseOn: 'Bez daty planowanego zamknięcia',
  laterStep: (step, on) => `Potem: ${step}${on === null ? '' : `, ${f.day(on)}`}`,
  nextStep: (step, on) => `Następny krok: ${step}${on === null ? '' : `, ${f.day(on)}`}`,
  inStage: ({ stage, days, usual }) =>
    `Etap „*${stage}*” od ${days === 0 ? 'dziś' : `${f.number(days)} ${f.plural(days, { one: 'dnia', many: 'dni' })}`}${days > usual ? ` (zwykle do ${f.number(usual)})` : ''}`,
  won: (on) => `*Wygrana* ${f.date(on)}`,
  lost: (on, reason, stage) => `*Przegrana* ${f.date(on)}: ${reason}. Etap „${stage}”.`,
  withdrawn: '*Usunięta* jako wpis pomyłkowy',
  missing: (criteria) => `Jeszcze brakuje: ${criteria.join('; ')}`,
  doHere: (actions) => `Co działa na tym etapie: ${actions.join('; ')}.`,
  lastChanges: '*Ostatnie zmiany*',
  kinds: {
    opened: 'nowa',
    imported: 'wczytana z pliku',
    advanced: 'na następny etap',
    skipped: 'przez kilka etapów',
    returned: 'wstecz',
    won: 'wygrana',
    lost: 'przegrana',
    reopened: 'wznowiona',
    edited: 'zmiana danych',
    assigned: 'zmiana opiekuna',
    noted: 'notatka',
    withdrawn: 'usunięta',
    movedOut: 'do innego lejka',
    movedIn: 'z innego lejka',
    pipelineChanged: 'etap usunięty',
    priced: 'wartość przeliczona po kursie',
    undone: 'cofnięcie',
  },
  nowAsks: (criteria) => `teraz wymagane także: ${criteria.join('; ')}`,
  asksOtherwise: 'zmiana wymagań na etapach',
  change: ({ what, where, who, on, time }) =>
    [where ?? what, ...(who === undefined ? [] : [who]), `${f.day(on)}, ${time}`].join(' · '),
  next: (stage) => `Na etap: ${stage}`,
  wonButton: 'Wygrana',
  lostButton: 'Przegrana',
  showWhich: 'Która szansa? Wpisz `/szansa pokaż` i fragment nazwy.',
};
