/** Next steps typed on Sunday, 29 November 2026: what is to be done, the day and the hour; '–' for none. */
export type NextStepRow = readonly [typed: string, step: string, on: string, at: string];

export const WITH_HOUR: readonly NextStepRow[] = [
  ['call tomorrow at 10', 'call at 10', '2026-11-30', '10:00'],
  ['call Maria tomorrow at 10:30', 'call Maria at 10:30', '2026-11-30', '10:30'],
  ['call at 10 tomorrow', 'call at 10', '2026-11-30', '10:00'],
  ['call Maria on Monday 3pm', 'call Maria 3pm', '2026-11-30', '15:00'],
  ['call Maria Monday at 3', 'call Maria at 3', '2026-11-30', '15:00'],
  ['demo on 2 Dec at 9 am', 'demo at 9 am', '2026-12-02', '09:00'],
  ['Friday at noon: lunch with Piotr', 'at noon: lunch with Piotr', '2026-12-04', '12:00'],
  ['tomorrow 14:00 demo', '14:00 demo', '2026-11-30', '14:00'],
  ['zadzwonić jutro o 10', 'zadzwonić o 10', '2026-11-30', '10:00'],
  ['zadzwonić jutro o 10!', 'zadzwonić o 10!', '2026-11-30', '10:00'],
  ['jutro o 10.30 telefon do Marii', 'o 10.30 telefon do Marii', '2026-11-30', '10:30'],
  ['telefon do Marii w piątek o godz. 9', 'telefon do Marii o godz. 9', '2026-12-04', '09:00'],
  ['w środę o 15 spotkanie', 'o 15 spotkanie', '2026-12-02', '15:00'],
  ['spotkanie 2 grudnia o trzeciej', 'spotkanie o trzeciej', '2026-12-02', '15:00'],
  ['spotkanie 2.12 o 3 po południu', 'spotkanie o 3 po południu', '2026-12-02', '15:00'],
  ['oddzwonić w poniedziałek o 9 rano', 'oddzwonić o 9 rano', '2026-11-30', '09:00'],
  ['rozmowa pojutrze w południe', 'rozmowa w południe', '2026-12-01', '12:00'],
  ['call at 16:00', 'call at 16:00', '–', '16:00'],
];

export const WITH_DAY: readonly NextStepRow[] = [
  ['call Maria tomorrow', 'call Maria', '2026-11-30', '–'],
  ['call Maria on Monday!', 'call Maria', '2026-11-30', '–'],
  ['call Maria on Monday.', 'call Maria', '2026-11-30', '–'],
  ['send the offer (by Friday)', 'send the offer', '2026-12-04', '–'],
  ['call tomorrow about the offer', 'call about the offer', '2026-11-30', '–'],
  ['visit them on Friday with Piotr', 'visit them with Piotr', '2026-12-04', '–'],
  ['send the offer by 30 Nov', 'send the offer', '2026-11-30', '–'],
  ['follow up in 2 weeks', 'follow up', '2026-12-13', '–'],
  ['call in April', 'call', '2027-04-01', '–'],
  ['renew by April', 'renew', '2027-04-30', '–'],
  ['telefon do Marii w piątek', 'telefon do Marii', '2026-12-04', '–'],
  ['telefon do Marii w piątek!!!', 'telefon do Marii', '2026-12-04', '–'],
  ['oddzwonić jutro w sprawie oferty', 'oddzwonić w sprawie oferty', '2026-11-30', '–'],
  ['30.11: wysłać ofertę', 'wysłać ofertę', '2026-11-30', '–'],
  ['wysłać ofertę do końca miesiąca', 'wysłać ofertę', '2026-11-30', '–'],
  ['przypomnieć się w maju', 'przypomnieć się', '2027-05-01', '–'],
  ['wt. 2 lutego spotkanie', 'spotkanie', '2027-02-02', '–'],
  ['jutro', '', '2026-11-30', '–'],
];

export const WITHOUT_DAY: readonly NextStepRow[] = [
  ['call April', 'call April', '–', '–'],
  ['call Mr May', 'call Mr May', '–', '–'],
  ['meet June', 'meet June', '–', '–'],
  ['lunch with Mr Friday', 'lunch with Mr Friday', '–', '–'],
  ['zadzwonić do pani Maj', 'zadzwonić do pani Maj', '–', '–'],
  ['spotkanie z p. Lutym', 'spotkanie z p. Lutym', '–', '–'],
  ['find the right person', 'find the right person', '–', '–'],
  ['rozmowa o 10 sztukach', 'rozmowa o 10 sztukach', '–', '–'],
  ['ask about 10 licences', 'ask about 10 licences', '–', '–'],
  ['agree on 5 seats', 'agree on 5 seats', '–', '–'],
  ['ustalić rabat 12%', 'ustalić rabat 12%', '–', '–'],
  ['wysłać ofertę', 'wysłać ofertę', '–', '–'],
];
