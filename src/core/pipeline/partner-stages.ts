import type { StageTemplate } from './seven-stages.ts';

/** Firms that sell with us. */
export const PARTNERS: readonly StageTemplate[] = [
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
