import type { StageTemplate } from './seven-stages.ts';

/** Projects that are given by tender. */
export const TENDERS: readonly StageTemplate[] = [
  {
    id: 'tender-found',
    kind: 'open',
    name: { en: 'Tender found', pl: 'Znaleziony przetarg' },
    shortName: { en: 'Found', pl: 'Znaleziony' },
    meaning: {
      en: 'It was announced and fits what we do; we have not decided to take part.',
      pl: 'Został ogłoszony i pasuje do nas; nie ma jeszcze decyzji o udziale.',
    },
    criteria: [],
    actions: {
      en: ['Read who may take part', 'Note the dates: questions, visit, submission'],
      pl: ['Sprawdź, kto może wziąć udział', 'Zapisz terminy: pytania, wizja, składanie ofert'],
    },
    startingProbability: 0.1,
    ageingDays: 10,
  },
  {
    id: 'tender-going',
    kind: 'open',
    name: { en: 'Taking part', pl: 'Startujemy' },
    shortName: { en: 'Taking part', pl: 'Startujemy' },
    meaning: {
      en: 'We meet the conditions and have decided to bid.',
      pl: 'Spełniamy warunki i jest decyzja, że składamy ofertę.',
    },
    criteria: [
      { id: 'close-on', field: 'closeOn', en: 'Expected decision', pl: 'Planowane rozstrzygnięcie' },
      { id: 'conditions-met', en: 'We meet the conditions', pl: 'Spełniamy warunki udziału' },
    ],
    actions: {
      en: ['Ask questions before the deadline', 'Agree who prices and who signs'],
      pl: ['Zadaj pytania przed terminem', 'Ustal, kto wycenia i kto podpisuje'],
    },
    startingProbability: 0.2,
    ageingDays: 21,
  },
  {
    id: 'tender-priced',
    kind: 'open',
    name: { en: 'Priced', pl: 'Wycena gotowa' },
    shortName: { en: 'Priced', pl: 'Wycena' },
    meaning: { en: 'The price and the documents are approved on our side.', pl: 'Cena i dokumenty są u nas zatwierdzone.' },
    criteria: [
      { id: 'value', field: 'value', en: 'Value', pl: 'Wartość netto' },
      { id: 'price-approved', en: 'The price is approved', pl: 'Cena jest zatwierdzona' },
    ],
    actions: {
      en: ['Have somebody check the documents once more', 'Submit a day before the deadline'],
      pl: ['Niech ktoś jeszcze raz sprawdzi dokumenty', 'Złóż ofertę dzień przed terminem'],
    },
    startingProbability: 0.25,
    ageingDays: 10,
  },
  {
    id: 'tender-submitted',
    kind: 'open',
    name: { en: 'Bid submitted', pl: 'Złożona oferta' },
    shortName: { en: 'Submitted', pl: 'Złożona' },
    meaning: { en: 'The bid is in; the buyer compares.', pl: 'Oferta jest złożona; zamawiający porównuje.' },
    criteria: [{ id: 'bid-submitted', en: 'The bid is in, with a confirmation', pl: 'Oferta złożona, jest potwierdzenie' }],
    actions: {
      en: ["Answer the buyer's questions the same day", "Note the others' prices at the opening"],
      pl: ['Odpowiadaj na pytania zamawiającego tego samego dnia', 'Zapisz ceny innych po otwarciu ofert'],
    },
    startingProbability: 0.3,
    ageingDays: 45,
  },
  {
    id: 'tender-chosen',
    kind: 'open',
    name: { en: 'Chosen', pl: 'Najlepsza oferta' },
    shortName: { en: 'Chosen', pl: 'Wybrana' },
    meaning: {
      en: 'Our bid was chosen; the others may still appeal.',
      pl: 'Wybrano naszą ofertę; inni mogą się jeszcze odwołać.',
    },
    criteria: [{ id: 'bid-chosen', en: 'The buyer has chosen our bid', pl: 'Zamawiający wybrał naszą ofertę' }],
    actions: {
      en: ['Prepare what the contract asks for', 'Agree the day of signing'],
      pl: ['Przygotuj dokumenty do umowy', 'Ustal dzień podpisania'],
    },
    startingProbability: 0.9,
    ageingDays: 21,
  },
  {
    id: 'tender-signed',
    kind: 'won',
    name: { en: 'Contract signed', pl: 'Podpisana umowa' },
    shortName: { en: 'Signed', pl: 'Podpisana' },
    meaning: { en: 'The contract with the buyer is signed.', pl: 'Umowa z zamawiającym jest podpisana.' },
    criteria: [{ id: 'contract-signed', en: 'The contract is signed', pl: 'Umowa jest podpisana' }],
    actions: {
      en: ['Hand over: who, what, by when'],
      pl: ['Przekaż do realizacji: kto, co, na kiedy'],
    },
    startingProbability: 1,
    ageingDays: 30,
  },
];
