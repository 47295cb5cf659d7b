import type { Role } from '../../../src/core/people/member.ts';
import type { NewUser } from '../../state/users.ts';
import { MANAGER, PEOPLE } from '../sample-firm.ts';

type Place = Pick<NewUser, 'locale' | 'tz'>;
const POLISH: Place = { locale: 'pl-PL', tz: 'Europe/Warsaw' };
const DUTCH: Place = { locale: 'en-GB', tz: 'Europe/Amsterdam' };
const IRISH: Place = { locale: 'en-IE', tz: 'Europe/Dublin' };

/** A team of the company: who manages it, who sells in it, and the channel that it works in. */
export type CompanyTeam = {
  readonly id: string;
  readonly name: string;
  readonly channel: string;
  readonly language: 'en' | 'pl';
  readonly place: Place;
  readonly currency: 'PLN' | 'EUR';
  readonly manager: string;
  readonly sellers: readonly string[];
};

/** Two regions, and the teams of each. */
export const REGIONS: readonly {
  readonly id: string;
  readonly name: string;
  readonly manager: string;
  readonly place: Place;
  readonly teams: readonly CompanyTeam[];
}[] = [
  {
    ...{ id: 'poland', name: 'Polska', manager: 'Marta', place: POLISH },
    teams: [
      {
        ...{ id: 'warsaw', name: 'Warszawa', channel: 'warszawa', language: 'pl', place: POLISH, currency: 'PLN' },
        manager: 'Anna',
        sellers: ['Tomek', 'Zofia', 'Bartek', 'Iga', 'Olek', 'Nina'],
      },
      {
        ...{ id: 'silesia', name: 'Śląsk', channel: 'slask', language: 'pl', place: POLISH, currency: 'PLN' },
        manager: 'Jagoda',
        sellers: ['Kuba', 'Hania', 'Leon', 'Gosia', 'Wojtek', 'Emil'],
      },
      {
        ...{ id: 'pomerania', name: 'Pomorze', channel: 'pomorze', language: 'pl', place: POLISH, currency: 'PLN' },
        manager: 'Piotr',
        sellers: ['Lena', 'Igor', 'Basia', 'Staszek', 'Mira', 'Filip'],
      },
    ],
  },
  {
    ...{ id: 'west', name: 'West', manager: 'Clare', place: IRISH },
    teams: [
      {
        ...{ id: 'benelux', name: 'Benelux', channel: 'benelux', language: 'en', place: DUTCH, currency: 'EUR' },
        manager: 'Olivia',
        sellers: ['Lars', 'Sofie', 'Bram', 'Noor', 'Jonas', 'Elise'],
      },
      {
        ...{ id: 'ireland', name: 'Ireland', channel: 'ireland', language: 'en', place: IRISH, currency: 'EUR' },
        manager: 'Sean',
        sellers: ['Aoife', 'Rory', 'Niamh', 'Declan', 'Orla', 'Finn'],
      },
    ],
  },
];

export const COMPANY_TEAMS: readonly CompanyTeam[] = REGIONS.flatMap(({ teams }) => teams);

/** Who only reads, and who is admin beside Ewa. */
const OFFICE = [
  { realName: 'Renata', role: 'reader', place: POLISH },
  { realName: 'Oskar', role: 'admin', place: POLISH },
] as const satisfies readonly { readonly realName: string; readonly role: Role; readonly place: Place }[];

/** One of the company, with their role there. */
export type CompanyPerson = NewUser & { readonly realName: string; readonly role: Role };

const known = new Map<string, NewUser>(PEOPLE.map((person) => [person.realName, person]));

const person = (realName: string, role: Role, place: Place): CompanyPerson => {
  const name = realName.toLowerCase();
  return { ...(known.get(realName) ?? { name, ...place, email: `${name}@example.com` }), realName, role };
};

/** All forty: the six of the small firm are among them. */
export const COMPANY_PEOPLE: readonly CompanyPerson[] = [
  person('Ewa', 'admin', POLISH),
  ...OFFICE.map(({ realName, role, place }) => person(realName, role, place)),
  ...REGIONS.flatMap(({ manager, place, teams }) => [
    person(manager, 'manager', place),
    ...teams.flatMap((team) => [
      person(team.manager, 'manager', team.place),
      ...team.sellers.map((seller) => person(seller, 'rep', team.place)),
    ]),
  ]),
];

/** Who sells beside the usual: renewals, one of each team; and through partners, in two of them. */
export const RENEWAL_SELLERS = ['Zofia', 'Hania', 'Lena', 'Sofie', 'Aoife'] as const;
export const PARTNER_SELLERS = ['Igor', 'Emil', 'Bram', 'Rory'] as const;

const managers = new Set<string>([
  MANAGER,
  'oskar',
  ...COMPANY_PEOPLE.flatMap(({ name, role }) => (role === 'manager' ? [name] : [])),
]);

/** Whether somebody of the company, by handle, has people below them. */
export const managesOthers = (handle: string): boolean => managers.has(handle);
