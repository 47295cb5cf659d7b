import { expect, it } from 'vitest';
import { groupByPerson, type KeptContact, phoneDigits } from '../../../src/core/deal/contact-person.ts';

const contact = (id: string, known: Partial<KeptContact>): KeptContact => ({
  ...{ id, name: null, email: null, phone: null, deals: [{ number: Number(id), name: `Deal ${id}` }] },
  ...known,
});

it('contacts are one person by e-mail address, else by phone, else by name', () => {
  const people = groupByPerson([
    contact('1', { name: 'Anna Nowak', email: 'Anna@Example.com' }),
    contact('2', { name: 'A. Nowak', email: 'anna@example.com', phone: '+48 601 234 567' }),
    contact('3', { phone: '601-234-567', name: 'Jan' }),
    contact('4', { phone: '+48 (601) 234 567' }),
    contact('5', { name: 'Zofia Łąka' }),
    contact('6', { name: 'zofia laka', phone: '12' }),
  ]);
  expect(people.map(({ contactIds }) => contactIds)).toEqual([
    ['1', '2'],
    ['3', '4'],
    ['5', '6'],
  ]);
  expect(people[0]).toMatchObject({ name: 'Anna Nowak', phone: '+48 601 234 567', deals: [{ number: 1 }, { number: 2 }] });
});

it('too few digits are no phone', () => {
  expect([phoneDigits('+48 601 234 567'), phoneDigits('601234'), phoneDigits('anna')]).toEqual(['601234567', '', '']);
});
