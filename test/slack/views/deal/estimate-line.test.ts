import { describe, expect, it } from 'vitest';
import { LANGUAGES } from '../../../../src/locale/languages.ts';
import { stageEstimatePhrase } from '../../../../src/slack/views/deal/estimate-line.ts';
import { toPlainText } from '../../../../src/slack/views/kit/text.ts';
import { viewData } from '../../../support/view-data.ts';

const said = { stageId: 'offer', win: 0.6, until: '2026-12-12' as const, reason: 'new prices', by: 'ewa', setAt: 0 };

describe('an own estimate beside a computed value', () => {
  it('names its author, but not to one who sells alone', () => {
    const ewa = { ...viewData('en', 'usual').member, name: 'Ewa' };
    const words = Object.values(LANGUAGES).flatMap((m) =>
      [ewa, undefined].map((author) => toPlainText(stageEstimatePhrase(m, said, author))),
    );
    expect(words.map((text) => text.replaceAll('\u00A0', ' '))).toEqual([
      'own estimate 60% until 12 Dec (Ewa): "new prices"',
      'own estimate 60% until 12 Dec: "new prices"',
      'własna ocena 60% do 12 grudnia (Ewa): „new prices”',
      'własna ocena 60% do 12 grudnia: „new prices”',
    ]);
  });

  it('shows a reason as it was typed, cut where it is long', () => {
    const text = toPlainText(stageEstimatePhrase(LANGUAGES.en, { ...said, reason: `*b* <!here> ${'x'.repeat(300)}` }, undefined));
    expect(text).toContain('"*b* <!here> xxx');
    expect(text.length).toBeLessThan(170);
  });
});
