import type { StageTemplate } from './seven-stages.ts';

/** Trades whose stages are ready to begin with, beside those of the first pipeline. Stored in what an undo goes back to. */
export const TRADES = ['renewals', 'partners', 'tenders'] as const;
export type Trade = (typeof TRADES)[number];

/** A contract that runs out: what follows it. */
const RENEWALS: readonly StageTemplate[] = [
  {
    id: 'term-ending',
    kind: 'open',
    name: { en: 'Term ending', pl: 'Kończy się umowa' },
    shortName: { en: 'Term ending', pl: 'Koniec umowy' },
    meaning: {
      en: 'The contract ends within half a year, and nobody has talked about what follows.',
      pl: 'Umowa kończy się w ciągu pół roku, a o tym, co dalej, nie było jeszcze rozmowy.',
    },
    criteria: [{ id: 'close-on', field: 'closeOn', en: 'End of the contract', pl: 'Koniec umowy' }],
    actions: {
      en: ['Look up what they used and paid this year', 'Set a day to talk about the next term'],
      pl: ['Sprawdź, z czego korzystali i ile zapłacili w tym roku', 'Ustal dzień rozmowy o kolejnym okresie'],
    },
    startingProbability: 0.7,
    ageingDays: 45,
  },
  {
    id: 'term-reviewed',
    kind: 'open',
    name: { en: 'Results reviewed', pl: 'Omówione efekty' },
    shortName: { en: 'Reviewed', pl: 'Efekty' },
    meaning: {
      en: 'We have gone through with the customer what they got out of it, and what should change.',
      pl: 'Za nami rozmowa z klientem o tym, co dała współpraca i co ma się zmienić.',
    },
    criteria: [
      { id: 'contact', field: 'contact', en: 'Contact', pl: 'Osoba kontaktowa' },
      { id: 'results-reviewed', en: 'They know what they got out of it', pl: 'Klient wie, co dała współpraca' },
    ],
    actions: {
      en: ['Show three results in figures', 'Ask what should change in the next term'],
      pl: ['Pokaż trzy efekty w liczbach', 'Zapytaj, co ma się zmienić w kolejnym okresie'],
    },
    startingProbability: 0.75,
    ageingDays: 21,
  },
  {
    id: 'renewal-offered',
    kind: 'open',
    name: { en: 'Renewal offered', pl: 'Propozycja odnowienia' },
    shortName: { en: 'Offered', pl: 'Propozycja' },
    meaning: {
      en: 'The price and length of the next term are with the customer.',
      pl: 'Klient zna cenę i długość kolejnego okresu.',
    },
    criteria: [
      { id: 'value', field: 'value', en: 'Value', pl: 'Wartość netto' },
      { id: 'renewal-sent', en: 'The offer for the next term is with them', pl: 'Klient ma ofertę na kolejny okres' },
    ],
    actions: {
      en: ['Call within two working days', 'Ask who else has a say'],
      pl: ['Zadzwoń w ciągu 2 dni roboczych', 'Zapytaj, kto jeszcze o tym decyduje'],
    },
    startingProbability: 0.8,
    ageingDays: 14,
  },
  {
    id: 'renewal-terms',
    kind: 'open',
    name: { en: 'Terms', pl: 'Warunki' },
    shortName: { en: 'Terms', pl: 'Warunki' },
    meaning: {
      en: 'They want to go on; price, scope and length are being settled.',
      pl: 'Klient chce zostać; trwa ustalanie ceny, zakresu i długości.',
    },
    criteria: [{ id: 'wants-on', en: 'They want to go on', pl: 'Klient chce zostać' }],
    actions: {
      en: ['Agree who signs, and when'],
      pl: ['Ustal, kto i kiedy podpisuje'],
    },
    startingProbability: 0.9,
    ageingDays: 14,
  },
  {
    id: 'renewed',
    kind: 'won',
    name: { en: 'Renewed', pl: 'Odnowiona' },
    shortName: { en: 'Renewed', pl: 'Odnowiona' },
    meaning: { en: 'The next term is signed or ordered.', pl: 'Kolejny okres jest podpisany lub zamówiony.' },
    criteria: [{ id: 'renewal-signed', en: 'Signed or ordered for the next term', pl: 'Podpisany lub zamówiony kolejny okres' }],
    actions: {
      en: ['Note the end of the next term', 'Ask for one recommendation'],
      pl: ['Zapisz koniec kolejnego okresu', 'Poproś o jedno polecenie'],
    },
    startingProbability: 1,
    ageingDays: 30,
  },
];

/** Firms that sell with us. */
const PARTNERS: readonly StageTemplate[] = [
  {
    id: 'partner-possible',
    kind: 'open',
    name: { en: 'Possible partner', pl: 'Możliwy partner' },
    shortName: { en: 'Possible', pl: 'Możliwy' },
    meaning: {
      en: 'They could sell with us; we have not talked yet.',
      pl: 'Mogą z nami sprzedawać; nie było jeszcze rozmowy.',
    },
    criteria: [],
    actions: {
      en: ['Find who is responsible for partners', 'Learn what they sell, and to whom'],
      pl: ['Znajdź osobę odpowiedzialną za partnerów', 'Dowiedz się, co i komu sprzedają'],
    },
    startingProbability: 0.1,
    ageingDays: 30,
  },
  {
    id: 'partner-talk',
    kind: 'open',
    name: { en: 'First talk', pl: 'Pierwsza rozmowa' },
    shortName: { en: 'First talk', pl: 'Rozmowa' },
    meaning: {
      en: 'We have talked, and both sides have customers for whom it makes sense.',
      pl: 'Za nami rozmowa; obie strony mają klientów, dla których to ma sens.',
    },
    criteria: [
      { id: 'contact', field: 'contact', en: 'Contact', pl: 'Osoba kontaktowa' },
      { id: 'reachable', field: 'reachable', en: 'Phone or e-mail', pl: 'Telefon lub e-mail' },
      { id: 'common-customers', en: 'There are customers for both', pl: 'Są klienci dla obu stron' },
    ],
    actions: {
      en: ['Name three customers to begin with', 'Ask how they work with other partners'],
      pl: ['Wskaż trzech klientów na początek', 'Zapytaj, jak pracują z innymi partnerami'],
    },
    startingProbability: 0.25,
    ageingDays: 21,
  },
  {
    id: 'partner-model',
    kind: 'open',
    name: { en: 'Model agreed', pl: 'Uzgodniony model' },
    shortName: { en: 'Model', pl: 'Model' },
    meaning: {
      en: 'Who sells, who delivers, who supports, and what each earns is agreed.',
      pl: 'Wiadomo, kto sprzedaje, kto wdraża, kto wspiera i ile każdy zarabia.',
    },
    criteria: [
      { id: 'decider', field: 'decider', en: 'Who decides', pl: 'Kto decyduje' },
      { id: 'roles-agreed', en: 'Roles and shares are agreed', pl: 'Uzgodnione role i podział przychodu' },
    ],
    actions: {
      en: ['Put the model on one page', 'Agree the first year in figures'],
      pl: ['Opisz model na jednej stronie', 'Uzgodnij pierwszy rok w liczbach'],
    },
    startingProbability: 0.5,
    ageingDays: 21,
  },
  {
    id: 'partner-contract',
    kind: 'open',
    name: { en: 'Contract sent', pl: 'Wysłana umowa' },
    shortName: { en: 'Contract', pl: 'Umowa' },
    meaning: { en: 'The contract is with them.', pl: 'Umowa jest po ich stronie.' },
    criteria: [
      { id: 'value', field: 'value', en: 'Value of the first year', pl: 'Wartość netto pierwszego roku' },
      { id: 'close-on', field: 'closeOn', en: 'Expected close date', pl: 'Planowane zamknięcie' },
      { id: 'contract-sent', en: 'They have the contract', pl: 'Mają umowę' },
    ],
    actions: {
      en: ['Settle the open points in one talk', 'Agree who signs, and when'],
      pl: ['Zamknij otwarte punkty w jednej rozmowie', 'Ustal, kto i kiedy podpisuje'],
    },
    startingProbability: 0.75,
    ageingDays: 21,
  },
  {
    id: 'partner-active',
    kind: 'won',
    name: { en: 'Active partner', pl: 'Czynny partner' },
    shortName: { en: 'Active', pl: 'Czynny' },
    meaning: {
      en: 'The contract is signed, and somebody on each side works on it.',
      pl: 'Umowa jest podpisana, a po obu stronach ktoś nad tym pracuje.',
    },
    criteria: [{ id: 'partner-signed', en: 'Signed by both sides', pl: 'Podpisana przez obie strony' }],
    actions: {
      en: ['Train their people', 'Open the first common deal'],
      pl: ['Przeszkól ich ludzi', 'Otwórz pierwszą wspólną szansę'],
    },
    startingProbability: 1,
    ageingDays: 30,
  },
];

/** Projects that are given by tender. */
const TENDERS: readonly StageTemplate[] = [
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

/** The stages of each trade up to Won; Lost is everybody's. */
export const TRADE_STAGES: Readonly<Record<Trade, readonly StageTemplate[]>> = {
  renewals: RENEWALS,
  partners: PARTNERS,
  tenders: TENDERS,
};
