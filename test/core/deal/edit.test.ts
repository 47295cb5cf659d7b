import { describe, expect, test } from 'vitest';
import { refusalUnlessAllowedAndOpen } from '../../../src/core/deal/change.ts';
import { withdraw } from '../../../src/core/deal/close.ts';
import { addNote, assign, edit } from '../../../src/core/deal/edit.ts';
import { merge, mergeFacts } from '../../../src/core/deal/merge.ts';
import { acceptedChange, actBy, expectedRefusal, freshDeal, MONDAY, PIPELINE, withChange } from '../../support/deal-builders.ts';
import { priced } from '../../support/priced.ts';

const WORTH = priced(48_000_00, 'PLN');

describe('editing', () => {
  test('changes what differs, and says which fields those were', () => {
    const { file } = freshDeal({ company: 'Bielik' });
    const change = acceptedChange(
      edit(
        file,
        { pipeline: PIPELINE, edits: { deal: { company: 'Bielik', closeOn: '2026-12-18' }, contact: { name: 'Ola' } } },
        actBy(),
      ),
    );
    expect(change.deal).toMatchObject({ company: 'Bielik', closeOn: '2026-12-18', stageId: 'lead', stageSince: MONDAY });
    expect(change).toMatchObject({ event: { kind: 'edited', fields: ['closeOn', 'contact'] }, contact: { name: 'Ola' } });
  });

  test('makes complete what it fills in', () => {
    const { file } = freshDeal({ stageId: 'offer' });
    const change = acceptedChange(
      edit(file, { pipeline: PIPELINE, edits: { deal: { ...WORTH, closeOn: '2026-12-18' } } }, actBy()),
    );
    expect(change.deal.missing).toEqual(['offer-sent']);
  });

  test('refuses no name, a new day in the past, nothing new, a closed deal, and the deal of another rep', () => {
    const { file } = freshDeal({ closeOn: '2026-11-20' });
    expect(expectedRefusal(edit(file, { pipeline: PIPELINE, edits: { deal: { name: ' ' } } }, actBy()))).toEqual({
      why: 'nameNeeded',
    });
    expect(
      expectedRefusal(edit(file, { pipeline: PIPELINE, edits: { deal: { closeOn: '2026-11-01' } } }, actBy())),
    ).toMatchObject({
      why: 'pastDate',
    });
    expect(expectedRefusal(edit(file, { pipeline: PIPELINE, edits: { deal: { name: 'Bielik' } } }, actBy()))).toEqual({
      why: 'nothingToChange',
    });
    expect(expectedRefusal(edit(file, { pipeline: PIPELINE, edits: { deal: { name: 'x' } } }, actBy('piotr')))).toMatchObject({
      why: 'notAllowed',
    });
    const gone = withChange(freshDeal(), acceptedChange(withdraw(file, actBy())));
    expect(expectedRefusal(edit(gone.file, { pipeline: PIPELINE, edits: { deal: { name: 'x' } } }, actBy()))).toMatchObject({
      why: 'closed',
    });
  });

  test('is refused beforehand to whom every edit would be, and only to them', () => {
    const { file } = freshDeal();
    expect(refusalUnlessAllowedAndOpen(file.deal, actBy(), 'deal.edit')).toBeUndefined();
    expect(refusalUnlessAllowedAndOpen(file.deal, actBy('piotr'), 'deal.edit')).toEqual({
      why: 'notAllowed',
      action: 'deal.edit',
      ownerId: 'anna',
    });
    const gone = withChange(freshDeal(), acceptedChange(withdraw(file, actBy())));
    expect(refusalUnlessAllowedAndOpen(gone.file.deal, actBy(), 'deal.edit')).toMatchObject({
      why: 'closed',
      outcome: 'withdrawn',
    });
    expect(refusalUnlessAllowedAndOpen(gone.file.deal, actBy('piotr'), 'deal.edit')).toMatchObject({ why: 'notAllowed' });
  });

  test('a close date that has passed and stays does not stand in the way', () => {
    const { file } = freshDeal({ closeOn: '2026-11-20' });
    const later = actBy('anna', Date.parse('2026-12-01T09:00:00Z'));
    expect(edit(file, { pipeline: PIPELINE, edits: { deal: { closeOn: '2026-11-20', name: 'Bielik 2' } } }, later).ok).toBe(true);
  });
});

describe('assigning', () => {
  test('gives an own deal away, and a manager gives any; the new owner cannot take it', () => {
    const { file } = freshDeal();
    expect(acceptedChange(assign(file, 'piotr', actBy())).deal.ownerId).toBe('piotr');
    expect(assign(file, 'piotr', actBy('ewa', MONDAY, 'manager')).ok).toBe(true);
    expect(expectedRefusal(assign(file, 'piotr', actBy('piotr')))).toMatchObject({ why: 'notAllowed', action: 'deal.assign' });
    expect(expectedRefusal(assign(file, 'anna', actBy()))).toEqual({ why: 'nothingToChange' });
  });
});

describe('a note', () => {
  test('changes nothing but the version, and anybody may add one', () => {
    const { file } = freshDeal();
    const change = acceptedChange(addNote(file, { text: ' called ' }, actBy('piotr')));
    expect(change).toMatchObject({ note: { kind: 'note', text: 'called' }, event: { kind: 'noted', version: 2 } });
    expect(change.event.after).toEqual(change.event.before);
    expect(expectedRefusal(addNote(file, { text: '  ' }, actBy()))).toEqual({ why: 'nothingToChange' });
  });
});

describe('two deals that are one', () => {
  const into = freshDeal({ company: 'Bielik' }).file;
  const other = freshDeal({ ...WORTH, company: 'Bielik SA', closeOn: '2026-12-18', contact: { name: 'Ola' } }).file;
  const from = { ...other, deal: { ...other.deal, number: 7 }, contact: { ...other.contact, name: 'Ola' } };

  test('the first takes over what it lacks and keeps what it has; the second leaves every list', () => {
    const joined = merge({ into, from }, { pipeline: PIPELINE, note: 'with D-7' }, actBy());
    const change = acceptedChange(joined.into);
    expect(change.deal).toMatchObject({ company: 'Bielik', value: { minor: 48_000_00, currency: 'PLN' }, closeOn: '2026-12-18' });
    expect(change).toMatchObject({ contact: { name: 'Ola' }, note: { text: 'with D-7' } });
    expect(acceptedChange(joined.from).deal.outcome).toBe('withdrawn');
  });

  test('a deal that lacks nothing gets the note alone', () => {
    expect(acceptedChange(mergeFacts(into, { pipeline: PIPELINE, facts: {}, note: 'with D-7' }, actBy())).event.kind).toBe(
      'noted',
    );
  });

  test('are not joined with a deal of somebody else, nor one with itself', () => {
    const foreign = { ...from, deal: { ...from.deal, ownerId: 'piotr' } };
    const refused = merge({ into, from: foreign }, { pipeline: PIPELINE, note: '' }, actBy());
    expect([expectedRefusal(refused.into).why, expectedRefusal(refused.from).why]).toEqual(['notAllowed', 'notAllowed']);
    expect(expectedRefusal(merge({ into, from: into }, { pipeline: PIPELINE, note: '' }, actBy()).into)).toEqual({
      why: 'nothingToChange',
    });
  });
});
