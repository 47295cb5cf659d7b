import { describe, expect, test } from 'vitest';
import { refusedOnOpen } from '../../src/core/change.ts';
import { withdraw } from '../../src/core/close.ts';
import { addNote, assign, edit } from '../../src/core/edit.ts';
import { absorb, merge } from '../../src/core/merge.ts';
import { actOf, changeOf, lived, MONDAY, newborn, PIPELINE, refusalOf } from '../support/deal-builders.ts';

const WORTH = { valueMinor: 48_000_00, pipelineValueMinor: 48_000_00, currency: 'PLN' };

describe('editing', () => {
  test('changes what differs, and says which fields those were', () => {
    const { file } = newborn({ company: 'Bielik' });
    const change = changeOf(
      edit(file, PIPELINE, { deal: { company: 'Bielik', closeOn: '2026-12-18' }, contact: { name: 'Ola' } }, actOf()),
    );
    expect(change.deal).toMatchObject({ company: 'Bielik', closeOn: '2026-12-18', stageId: 'lead', stageSince: MONDAY });
    expect(change).toMatchObject({ event: { kind: 'edited', fields: ['closeOn', 'contact'] }, contact: { name: 'Ola' } });
  });

  test('makes complete what it fills in', () => {
    const { file } = newborn({ stageId: 'offer' });
    const change = changeOf(edit(file, PIPELINE, { deal: { ...WORTH, closeOn: '2026-12-18' } }, actOf()));
    expect(change.deal.missing).toEqual(['offer-sent']);
  });

  test('refuses no name, a new day in the past, nothing new, a closed deal, and the deal of another rep', () => {
    const { file } = newborn({ closeOn: '2026-11-20' });
    expect(refusalOf(edit(file, PIPELINE, { deal: { name: ' ' } }, actOf()))).toEqual({ why: 'nameNeeded' });
    expect(refusalOf(edit(file, PIPELINE, { deal: { closeOn: '2026-11-01' } }, actOf()))).toMatchObject({ why: 'pastDate' });
    expect(refusalOf(edit(file, PIPELINE, { deal: { name: 'Bielik' } }, actOf()))).toEqual({ why: 'nothingToChange' });
    expect(refusalOf(edit(file, PIPELINE, { deal: { name: 'x' } }, actOf('piotr')))).toMatchObject({ why: 'notAllowed' });
    const gone = lived(newborn(), changeOf(withdraw(file, actOf())));
    expect(refusalOf(edit(gone.file, PIPELINE, { deal: { name: 'x' } }, actOf()))).toMatchObject({ why: 'closed' });
  });

  test('is refused beforehand to whom every edit would be, and only to them', () => {
    const { file } = newborn();
    expect(refusedOnOpen(file.deal, actOf(), 'deal.edit')).toBeUndefined();
    expect(refusedOnOpen(file.deal, actOf('piotr'), 'deal.edit')).toEqual({
      why: 'notAllowed',
      action: 'deal.edit',
      ownerId: 'anna',
    });
    const gone = lived(newborn(), changeOf(withdraw(file, actOf())));
    expect(refusedOnOpen(gone.file.deal, actOf(), 'deal.edit')).toMatchObject({ why: 'closed', outcome: 'withdrawn' });
    expect(refusedOnOpen(gone.file.deal, actOf('piotr'), 'deal.edit')).toMatchObject({ why: 'notAllowed' });
  });

  test('a close date that has passed and stays does not stand in the way', () => {
    const { file } = newborn({ closeOn: '2026-11-20' });
    const later = actOf('anna', Date.parse('2026-12-01T09:00:00Z'));
    expect(edit(file, PIPELINE, { deal: { closeOn: '2026-11-20', name: 'Bielik 2' } }, later).ok).toBe(true);
  });
});

describe('assigning', () => {
  test('gives an own deal away, and a manager gives any; the new owner cannot take it', () => {
    const { file } = newborn();
    expect(changeOf(assign(file, 'piotr', actOf())).deal.ownerId).toBe('piotr');
    expect(assign(file, 'piotr', actOf('ewa', MONDAY, 'manager')).ok).toBe(true);
    expect(refusalOf(assign(file, 'piotr', actOf('piotr')))).toMatchObject({ why: 'notAllowed', action: 'deal.assign' });
    expect(refusalOf(assign(file, 'anna', actOf()))).toEqual({ why: 'nothingToChange' });
  });
});

describe('a note', () => {
  test('changes nothing but the version, and anybody may add one', () => {
    const { file } = newborn();
    const change = changeOf(addNote(file, ' called ', actOf('piotr')));
    expect(change).toMatchObject({ note: { kind: 'note', text: 'called' }, event: { kind: 'noted', version: 2 } });
    expect(change.event.after).toEqual(change.event.before);
    expect(refusalOf(addNote(file, '  ', actOf()))).toEqual({ why: 'nothingToChange' });
  });
});

describe('two deals that are one', () => {
  const into = newborn({ company: 'Bielik' }).file;
  const other = newborn({ ...WORTH, company: 'Bielik SA', closeOn: '2026-12-18', contact: { name: 'Ola' } }).file;
  const from = { ...other, deal: { ...other.deal, number: 7 }, contact: { ...other.contact, name: 'Ola' } };

  test('the first takes over what it lacks and keeps what it has; the second leaves every list', () => {
    const joined = merge(into, from, PIPELINE, 'with D-7', actOf());
    const change = changeOf(joined.into);
    expect(change.deal).toMatchObject({ company: 'Bielik', valueMinor: 48_000_00, closeOn: '2026-12-18' });
    expect(change).toMatchObject({ contact: { name: 'Ola' }, note: { text: 'with D-7' } });
    expect(changeOf(joined.from).deal.outcome).toBe('withdrawn');
  });

  test('a deal that lacks nothing gets the note alone', () => {
    expect(changeOf(absorb(into, PIPELINE, {}, 'with D-7', actOf())).event.kind).toBe('noted');
  });

  test('are not joined with a deal of somebody else, nor one with itself', () => {
    const foreign = { ...from, deal: { ...from.deal, ownerId: 'piotr' } };
    const refused = merge(into, foreign, PIPELINE, '', actOf());
    expect([refusalOf(refused.into).why, refusalOf(refused.from).why]).toEqual(['notAllowed', 'notAllowed']);
    expect(refusalOf(merge(into, into, PIPELINE, '', actOf()).into)).toEqual({ why: 'nothingToChange' });
  });
});
