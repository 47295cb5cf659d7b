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

export const CUSTOMERS = [
  'Bielik',
  'Zielony Młyn',
  'Morela',
  'Kowent',
  'Brzoza',
  'Sowa i Syn',
  'Latarnia',
  'Granit',
  'Kormoran',
  'Jarzębina',
  'Żubr Logistyka',
  'Ósma Mila',
  'Ćwikła',
  'Łąkowa 7',
  'Świt',
  'Northfield',
  'Harbour Foods',
  'Oakline',
  'Redbrick',
  'Silverlake',
  'Maple Works',
  'Stonebridge',
  'Foxglove',
  'Hillcrest',
  'Copperfield',
  'Windmill Lane',
  'Bluewater',
  'Larkspur',
  'Ironside',
  'Meadowbank',
] as const;

export const SUBJECTS = [
  'forklift service',
  'serwis wózków',
  'warehouse audit',
  'audyt magazynu',
  'rack repair',
  'naprawa regałów',
  'training',
  'szkolenie operatorów',
  'yearly contract',
  'umowa roczna',
  'spare parts',
  'części zamienne',
] as const;

export const CONTACTS = [
  'Ola',
  'Marek',
  'Julia',
  'Adam',
  'Kasia',
  'Robert',
  'Zofia',
  'Daniel',
  'Grace',
  'Henry',
  'Lucy',
  'Oscar',
] as const;
