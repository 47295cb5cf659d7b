import type { NewUser } from '../state/users.ts';

export const FIRM_NAME = 'Wrzos Handling';

/** The people of the sample firm, by handle; Anna and her Polish colleagues read Polish, the others English. */
export const PEOPLE = [
  { name: 'ewa', realName: 'Ewa', locale: 'en-GB', tz: 'Europe/Warsaw', email: 'ewa@example.com' },
  { name: 'anna', realName: 'Anna', locale: 'pl-PL', tz: 'Europe/Warsaw', email: 'anna@example.com' },
  { name: 'piotr', realName: 'Piotr', locale: 'en-GB', tz: 'Europe/Warsaw', email: 'piotr@example.com' },
  { name: 'olivia', realName: 'Olivia', locale: 'en-GB', tz: 'Europe/London', email: 'olivia@example.com' },
  { name: 'tomek', realName: 'Tomek', locale: 'pl-PL', tz: 'Europe/Warsaw', email: 'tomek@example.com' },
  { name: 'kuba', realName: 'Kuba', locale: 'pl-PL', tz: 'Europe/Warsaw', email: 'kuba@example.com' },
] as const satisfies readonly NewUser[];

export type Handle = (typeof PEOPLE)[number]['name'];

/** Who sells; Ewa manages. Kuba loses more than others once the decision maker is known. */
export const SELLERS = ['anna', 'piotr', 'olivia', 'tomek', 'kuba'] as const satisfies readonly Handle[];
export const MANAGER: Handle = 'ewa';

/** Invited by the firm as a guest, and in its channel: Lejek answers them once an admin has named them in the set-up. */
export const GUEST = {
  name: 'magda',
  realName: 'Magda',
  locale: 'en-GB',
  tz: 'Europe/Warsaw',
  email: 'magda@example.com',
  guest: 'many channels',
} as const satisfies NewUser;

type Language = 'en' | 'pl';

const customers = (language: Language, ...names: readonly string[]) => names.map((name) => ({ name, language }));

/** Customers, and the language that each of them buys in. */
export const CUSTOMERS: readonly { readonly name: string; readonly language: Language }[] = [
  ...customers('pl', 'Bielik', 'Zielony Młyn', 'Morela', 'Kowent', 'Brzoza', 'Sowa i Syn', 'Latarnia', 'Granit', 'Kormoran'),
  ...customers('pl', 'Jarzębina', 'Żubr Logistyka', 'Ósma Mila', 'Ćwikła', 'Łąkowa 7', 'Świt'),
  ...customers('en', 'Northfield', 'Harbour Foods', 'Oakline', 'Redbrick', 'Silverlake', 'Maple Works', 'Stonebridge'),
  ...customers('en', 'Foxglove', 'Hillcrest', 'Copperfield', 'Windmill Lane', 'Bluewater', 'Larkspur', 'Ironside', 'Meadowbank'),
];

/** What they buy: the same six things in each language. */
export const SUBJECTS: Readonly<Record<Language, readonly [string, ...string[]]>> = {
  en: ['forklift service', 'warehouse audit', 'rack repair', 'operator training', 'yearly contract', 'spare parts'],
  pl: ['serwis wózków', 'audyt magazynu', 'naprawa regałów', 'szkolenie operatorów', 'umowa roczna', 'części zamienne'],
};

type Contact = readonly [first: string, last: string];

/** Who answers there. */
export const CONTACTS: Readonly<Record<Language, readonly [Contact, ...Contact[]]>> = {
  en: [
    ['Grace', 'Hollins'],
    ['Henry', 'Marsden'],
    ['Lucy', 'Penrose'],
    ['Oscar', 'Whitlow'],
    ['Daniel', 'Ashby'],
    ['Alice', 'Farrow'],
  ],
  pl: [
    ['Ola', 'Wierzba'],
    ['Marek', 'Jodła'],
    ['Julia', 'Kalina'],
    ['Adam', 'Czyżyk'],
    ['Kasia', 'Sikora'],
    ['Robert', 'Dudek'],
  ],
};
