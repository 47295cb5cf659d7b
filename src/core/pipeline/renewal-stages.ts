import type { StageTemplate } from './seven-stages.ts';

/** A contract that runs out: what follows it. */
export const RENEWALS: readonly StageTemplate[] = [
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
