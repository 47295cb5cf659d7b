import { describe, expect, it } from 'vitest';
import { LANGUAGES } from '../../../../src/locale/languages.ts';
import { morningNote } from '../../../../src/slack/views/workspace/morning-note.ts';
import { freshDeal, PIPELINE } from '../../../support/deal-builders.ts';

/** A note of so many deals that stand for long in Offer. */
const note = (language: 'en' | 'pl', count: number, usualDays: Record<string, number> = {}, days = 23) => {
  const { deal } = freshDeal({ stageId: 'offer' }).file;
  const lines = Array.from({ length: count }, (_, index) => ({
    deal: { ...deal, number: index + 1 },
    why: { kind: 'ageing', days } as const,
  }));
  return JSON.stringify(
    morningNote(LANGUAGES[language], lines, { pipelines: { inUse: [PIPELINE], archived: [] }, usualDays, moves: [] }),
  ).replaceAll('\u00A0', ' ');
};

it.each([
  ['en', 'to Negotiation · ✓ by Wed 18 Nov', 'wanted in Negotiation · ✓ Ewa, by Wed 18 Nov'],
  ['pl', 'na etap „Negotiation” · ✓ do śr. 18 lis', 'potrzebna na etapie „Negotiation” · ✓ Ewa, do śr. 18 lis'],
] as const)('%s says beside a move who has taken it on, and by when', (language, own, others) => {
  const { deal } = freshDeal({ stageId: 'offer' }).file;
  const [stuck, other] = [
    { ...deal, number: 1 },
    { ...deal, number: 2 },
  ] as const;
  const by = '2026-11-18' as const;
  const move = { toStageId: 'negotiation' } as const;
  const moves = [
    { ...move, deal: stuck, taken: { who: { name: 'Ewa' }, by } },
    { ...move, deal: other, taken: { who: null, by } },
  ];
  const lines = [{ deal: stuck, why: { kind: 'ageing', days: 23 } }] as const;
  const message = morningNote(LANGUAGES[language], lines, {
    pipelines: { inUse: [PIPELINE], archived: [] },
    usualDays: {},
    moves,
  });
  const said = JSON.stringify(message.blocks).replaceAll('\u00A0', ' ');
  expect(said).toMatch(new RegExp(own));
  expect(said).toContain(others);
});

describe('a note of deals that stand for long', () => {
  it.each([
    ['en', '23 days in Offer (usually up to 14) · wanted in Negotiation', 'Your moves that help most'],
    [
      'pl',
      'od 23 dni na etapie „Offer” (zwykle do 14) · potrzebna na etapie „Negotiation”',
      'Twoje szanse, których przesunięcie pomoże',
    ],
  ] as const)('%s names a deal that the plan wants to move once, where it stands for long', (language, once, heading) => {
    const { deal } = freshDeal({ stageId: 'offer' }).file;
    const [stuck, other] = [
      { ...deal, number: 1 },
      { ...deal, number: 2 },
    ] as const;
    const lines = [{ deal: stuck, why: { kind: 'ageing', days: 23 } }] as const;
    const told = (...moved: readonly (typeof deal)[]) => {
      const moves = moved.map((each) => ({ deal: each, toStageId: 'negotiation' }));
      const message = morningNote(LANGUAGES[language], lines, {
        pipelines: { inUse: [PIPELINE], archived: [] },
        usualDays: {},
        moves,
      });
      return JSON.stringify(message.blocks).replaceAll('\u00A0', ' ');
    };
    expect(told(stuck).match(/D-1 /g)).toHaveLength(1);
    expect(told(stuck)).toContain(once);
    expect(told(stuck)).not.toContain(heading);
    expect(told(stuck, other)).toContain(heading);
    expect(told(stuck, other).match(/D-2 /g)).toHaveLength(1);
    expect(told(stuck, other).match(/D-1 /g)).toHaveLength(1);
    expect(told(other)).not.toContain(once);
  });

  it.each([
    ['en', 1, 'New on your list of stuck deals: 1.'],
    ['en', 2, 'New on your list of stuck deals: 2.'],
    ['pl', 1, 'Nowe na liście Twoich szans bez ruchu: 1.'],
    ['pl', 2, 'Nowe na liście Twoich szans bez ruchu: 2.'],
    ['pl', 5, 'Nowe na liście Twoich szans bez ruchu: 5.'],
    ['pl', 22, 'Nowe na liście Twoich szans bez ruchu: 22.'],
    ['pl', 22, 'i jeszcze 18: '],
  ] as const)('%s says %i in the right form', (language, count, words) => {
    expect(note(language, count)).toContain(words);
  });

  it('says what is usual by the history where it tells, else by the stage’s own age', () => {
    expect(note('en', 1, { offer: 9 })).toContain('23 days in Offer (half leave within 9 days)');
    expect(note('pl', 1, { offer: 9 })).toContain('od 23 dni na etapie „Offer” (połowa opuszcza go w ciągu 9 dni)');
    expect(note('en', 1)).toContain('(usually up to 14)');
    // Half leave only later than this one has stood: that would be no reason to write.
    expect(note('en', 1, { offer: 30 })).toContain('(usually up to 14)');
  });
});
