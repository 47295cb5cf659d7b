import { foldText } from '../fold-text.ts';
import type { DealNumber } from '../ids.ts';

/** A contact as it is kept, one for each deal that it was typed for, and the deals that name it. */
export type KeptContact = {
  readonly id: string;
  readonly name: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly deals: readonly { readonly number: DealNumber; readonly name: string }[];
};

/** A person outside the team: the contacts that are the same one. `key` finds them again. */
export type ContactPerson = Omit<KeptContact, 'id'> & { readonly key: string; readonly contactIds: readonly string[] };

/** Digits of a phone that tell it from others, whatever its country code. */
const PHONE_DIGITS = 9;
const FEWEST_DIGITS = 7;

/** The last digits of a phone number; empty where there are too few to know somebody by. */
export function phoneDigits(text: string): string {
  const digits = text.replaceAll(/\D/g, '');
  return digits.length < FEWEST_DIGITS ? '' : digits.slice(-PHONE_DIGITS);
}

/** What tells a person: their e-mail address, else their phone, else their name. */
function personKey({ name, email, phone }: KeptContact): string {
  if (email !== null) return `email ${email.toLowerCase()}`;
  const digits = phoneDigits(phone ?? '');
  return digits === '' ? `name ${foldText(name ?? '')}` : `phone ${digits}`;
}

/** Puts together the contacts of one person, in the order in which they come. */
export function groupByPerson(contacts: readonly KeptContact[]): readonly ContactPerson[] {
  const people = new Map<string, ContactPerson>();
  for (const { id, deals, ...contact } of contacts) {
    const key = personKey({ id, deals, ...contact });
    const known = people.get(key);
    people.set(key, {
      key,
      name: known?.name ?? contact.name,
      email: known?.email ?? contact.email,
      phone: known?.phone ?? contact.phone,
      contactIds: [...(known?.contactIds ?? []), id],
      deals: [...(known?.deals ?? []), ...deals],
    });
  }
  return [...people.values()];
}
