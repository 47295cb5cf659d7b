import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readForm, usedValue } from '../../../src/slack/request/form.ts';

describe('the fields of a form', () => {
  const form = readForm({
    name: { name: { type: 'plain_text_input', value: '  Bielik ' } },
    day: { day: { type: 'datepicker', selected_date: '2026-12-18' } },
    who: { other: { type: 'users_select', selected_user: 'U1' } },
    some: { some: { type: 'checkboxes', selected_options: [{ value: 'a' }, { value: 'b' }] } },
    people: { people: { type: 'multi_users_select', selected_users: ['U1', 'U2'] } },
    empty: { empty: { type: 'plain_text_input', value: null } },
  });

  it('are read by their names', () => {
    expect(form.text('name')).toBe('Bielik');
    expect(form.date('day')).toBe('2026-12-18');
    expect([form.choice('who'), form.choice('day')]).toEqual(['U1', '2026-12-18']);
    expect([form.choices('some'), form.choices('people')]).toEqual([
      ['a', 'b'],
      ['U1', 'U2'],
    ]);
    expect([form.text('empty'), form.text('nowhere'), form.choice('nowhere'), form.choices('nowhere')]).toEqual([
      null,
      null,
      null,
      [],
    ]);
  });

  it('that are pickers hold a day or a time, or nothing', () => {
    const picked = readForm({
      time: { time: { type: 'timepicker', selected_time: '09:30' } },
      noTime: { noTime: { type: 'timepicker', selected_time: "09:30'; --" } },
      noDay: { noDay: { type: 'datepicker', selected_date: '2026-02-30' } },
    });
    expect([picked.choice('time'), picked.choice('noTime'), picked.choice('noDay')]).toEqual(['09:30', null, null]);
  });

  it('hold text or nothing, whatever is sent', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom('a', 'b'), fc.anything()), fc.anything(), (state, anything) => {
        const value = anything;
        const odd = {
          a: { a: { value, selected_option: value, selected_options: value, selected_users: value, selected_date: value } },
        };
        for (const values of [state, odd, { a: anything }, { a: { a: anything } }]) {
          const read = readForm(values);
          for (const each of [read.text('a'), read.date('a'), read.choice('a')])
            expect(each === null || typeof each === 'string').toBe(true);
          expect(read.choices('a').every((each) => typeof each === 'string')).toBe(true);
        }
        expect(typeof usedValue(anything)).toBe('string');
      }),
      { numRuns: 300 },
    );
  });
});

it('a used element gives its value, its choice, or its choices', () => {
  expect(usedValue({ type: 'button', value: '3@1' })).toBe('3@1');
  expect(usedValue({ type: 'overflow', selected_option: { value: 'x' } })).toBe('x');
  expect(usedValue({ type: 'datepicker', selected_date: '2026-12-18' })).toBe('2026-12-18');
  expect(usedValue({ type: 'multi_users_select', selected_users: ['U1', 'U2'] })).toBe('U1,U2');
  expect(usedValue({ type: 'button' })).toBe('');
});
