/** Days of closing that a list asks for, typed on Sunday, 29 November 2026, where the year begins in February: the first and the last. */
export const CLOSING: readonly (readonly [typed: string, days: string])[] = [
  ['closing by 30 June', '2026-11-29 – 2027-06-30'],
  ['closing 30 June', '2027-06-30 – 2027-06-30'],
  ['closing before Friday', '2026-11-29 – 2026-12-03'],
  ['closing by Friday', '2026-11-29 – 2026-12-04'],
  ['closing next 30 days', '2026-11-29 – 2026-12-29'],
  ['closing in 2 weeks', '2026-11-29 – 2026-12-13'],
  ['closing Q1 2027', '2027-02-01 – 2027-04-30'],
  ['closing this quarter', '2026-11-01 – 2027-01-31'],
  ['closing end of quarter', '2026-11-01 – 2027-01-31'],
  ['closing in December 2027', '2027-12-01 – 2027-12-31'],
  ['by 30 June', '2026-11-29 – 2027-06-30'],
  ['do 30 czerwca', '2026-11-29 – 2027-06-30'],
  ['zamknięcie do piątku', '2026-11-29 – 2026-12-04'],
  ['zamykane 30.06', '2027-06-30 – 2027-06-30'],
  ['zamykane do końca roku', '2026-11-29 – 2027-01-31'],
  ['termin w grudniu', '2026-12-01 – 2026-12-31'],
  ['termin przed 15 grudnia', '2026-11-29 – 2026-12-14'],
  ['zamykane w ciągu 30 dni', '2026-11-29 – 2026-12-29'],
];

/** Periods beside something else, typed on the same day. */
export const PERIODS: readonly (readonly [typed: string, days: string])[] = [
  ['lost this month', '2026-11-01 – 2026-11-30'],
  ['lost last month', '2026-10-01 – 2026-10-31'],
  ['lost in Q3', '2026-08-01 – 2026-10-31'],
  ['lost 06/2026', '2026-06-01 – 2026-06-30'],
  ['lost in 2026', '2026-02-01 – 2027-01-31'],
  ['lost 2026', '2026-02-01 – 2027-01-31'],
  ['przegrane w tym miesiącu', '2026-11-01 – 2026-11-30'],
  ['przegrane w zeszłym kwartale', '2026-08-01 – 2026-10-31'],
  ['przegrane w 2026', '2026-02-01 – 2027-01-31'],
  ['przegrane w czerwcu', '2026-06-01 – 2026-06-30'],
];
