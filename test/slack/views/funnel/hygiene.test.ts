import { describe, expect, it } from 'vitest';
import { LANGUAGES } from '../../../../src/locale/languages.ts';
import {
  hygieneButton,
  hygieneButtonValue,
  hygieneMessage,
  ownHygieneMessage,
  parseHygieneButtonValue,
  parseOpenHygieneValue,
} from '../../../../src/slack/views/funnel/hygiene.ts';
import { freshDeal, MONDAY } from '../../../support/deal-builders.ts';

const { deal } = freshDeal({ closeOn: '2026-11-20' }).file;
const wanted = { deal, state: { kind: 'wanted' } } as const;
const NONE = { overdue: 0, undated: 0 };
const said = (made: unknown): string => JSON.stringify(made).replaceAll('\u00A0', ' ');

describe('rows that ask about dates', () => {
  it.each([
    ['en', 1, 0, '1 deal past the close date'],
    ['en', 0, 1, '1 deal without a close date'],
    ['en', 2, 5, '2 deals past the close date and 5 without one'],
    ['pl', 1, 0, '1 szansa po terminie'],
    ['pl', 2, 1, '2 szanse po terminie i 1 bez terminu'],
    ['pl', 5, 22, '5 szans po terminie i 22 bez terminu'],
    ['pl', 0, 22, '22 szanse bez terminu'],
  ] as const)('in %s count %i past and %i without a date: %s', (language, overdue, undated, words) => {
    const message = hygieneMessage(LANGUAGES[language], [wanted], {
      counts: { overdue, undated },
      more: NONE,
      place: { since: MONDAY, key: 'x' },
      solo: false,
    });
    expect(said(message)).toContain(words);
  });

  it.each(['en', 'pl'] as const)('say in %s who may decide, and nothing of others to who is alone', (language) => {
    const counts = { overdue: 1, undated: 0 };
    const shown = (solo: boolean) =>
      said(hygieneMessage(LANGUAGES[language], [wanted], { counts, more: NONE, place: { since: MONDAY, key: 'x' }, solo }));
    expect(shown(false)).toMatch(/or a manager|albo menedżer/);
    expect(shown(true)).not.toMatch(/manager|menedżer/);
  });

  it.each([
    ['en', 'Nothing left to tidy up.', 'and 9,992 more: '],
    ['pl', 'Nie ma już nic do uporządkowania.', 'i jeszcze 9 992: '],
  ] as const)('in %s say that none is left, and how many more there are', (language, none, more) => {
    const m = LANGUAGES[language];
    expect(said(ownHygieneMessage(m, [], { more: NONE, since: MONDAY, said: undefined }))).toContain(none);
    expect(
      said(ownHygieneMessage(m, [wanted], { more: { overdue: 9992, undated: 0 }, since: MONDAY, said: undefined })),
    ).toContain(more);
  });

  it('carry the deal, the digest and the post, and read nothing else', () => {
    const place = { since: MONDAY, key: 'digest/C1/sales/2026-11-23/3-tidy' };
    expect(parseHygieneButtonValue(hygieneButtonValue(deal, place))).toEqual({ number: 141, version: 1, ...place });
    expect(parseHygieneButtonValue(hygieneButtonValue(deal, { since: 0, key: null }))).toEqual({
      number: 141,
      version: 1,
      since: 0,
      key: null,
    });
    for (const value of ['', '141@1', '141@1 x own', '141@1 5 own more', 'x 5 own'])
      expect(parseHygieneButtonValue(value)).toBeUndefined();
    const { value } = hygieneButton(LANGUAGES.en, { pipelineId: 'sales', at: MONDAY });
    expect(parseOpenHygieneValue(value)).toEqual({ pipelineId: 'sales', at: MONDAY });
    expect(parseOpenHygieneValue('sales')).toBeUndefined();
  });
});
