import type { AdvanceMessages } from '../../en/deal/advance.ts';
import { localeFormat } from '../../format.ts';

const f = localeFormat('pl');
const days = (count: number): string => `${f.number(count)} ${f.plural(count, { one: 'dzień', few: 'dni', many: 'dni' })}`;

export const advance: AdvanceMessages = {
  title: (stage) => `Na etap: ${stage}`,
  wonTitle: 'Wygrana: szczegóły',
  submit: 'Przesuń',
  submitWon: 'Wygrana',
  head: (deal, parts) => [`*${deal}*`, ...parts].join(' · '),
  path: ({ from, to, days: here, usual }) =>
    `${from} → *${to}* · tu ${here === 0 ? 'od dziś' : days(here)}${usual === null ? '' : ` (zwykle do ${f.number(usual)})`}`,
  meaning: (text) => `Szansa jest na tym etapie, gdy: ${text}`,
  advised: (text) => `○ ${text} (warto mieć)`,
  stillMissing: '*Jeszcze brakuje*',
  fields: {
    contact: 'Osoba kontaktowa: imię i nazwisko',
    reachable: 'Telefon lub e-mail',
    company: 'Firma',
    decider: 'Kto decyduje',
    value: 'Wartość netto',
    closeOn: 'Planowane zamknięcie',
  },
  finalValue: 'Wartość końcowa netto',
  wonOn: 'Data podpisu lub zamówienia',
  nextStep: 'Następny krok',
  nextStepOn: 'Kiedy',
  yes: 'Tak',
  anyway: 'Przesuń mimo to i przypomnij w piątek',
  submitAnyway: 'Przesuń mimo to',
  anywayOn: (on) => `O to, co zostanie puste, zapytam: ${f.day(on)}.`,
  worksAt: (stage, actions) => `Co działa na etapie „${stage}”: ${actions.join('; ')}.`,
  tickThis: 'Zaznacz to albo wybierz niżej „przesuń mimo to”.',
  fillThis: 'Uzupełnij to albo wybierz niżej „przesuń mimo to”.',
  tickStrict: 'Zaznacz, gdy będzie gotowe: ten etap tego wymaga.',
  fillStrict: 'Uzupełnij: ten etap tego wymaga.',
  moved: (deal, from, to) => `${deal}: ${from} → *${to}*.`,
  countedOnce: 'Ta szansa przeszła dalej kilka sekund temu, więc drugie polecenie nic nie zmienia.',
  next: (step, on) => (on === null ? `Następny krok: ${step}.` : `Następny krok: ${step}, ${f.day(on)}.`),
  noRate: (currency, pipelineCurrency) =>
    `Nie ma jeszcze kursu ${currency} do ${pipelineCurrency}, więc wartość nie wlicza się do sum. Kurs ustala administrator: \`/lejek kursy\`.`,
  incomplete: (criteria, on) => `Jeszcze brakuje: ${criteria.join('; ')}.${on === null ? '' : ` Przypomnę: ${f.day(on)}.`}`,
  undoUntil: (time) => `Cofnij (do ${time})`,
  undone: (deal, stage) => `Cofnięte: ${deal} wraca na etap „${stage}”.`,
  undoneClosed: (deal, outcome) => `Cofnięte: ${deal} to znów ${outcome === 'won' ? 'wygrana' : 'przegrana'}.`,
  undoneOpening: (deal) => `Cofnięte: szansy ${deal} już nie ma, jakby nigdy nie powstała.`,
  undoneOther: (deal) => `Cofnięte: ${deal} wraca do poprzedniego stanu.`,
  undoneChange: (what) => `Cofnięta zmiana: ${what}.`,
  pick: 'Która? Oto najpilniejsze:',
  pickTitle: 'Przesuń szansę',
  pickPlaceholder: 'Wpisz fragment nazwy',
  pickSubmit: 'Dalej',
  choose: 'Przesuń',
};
