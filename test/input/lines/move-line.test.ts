import { describe, expect, test } from 'vitest';
import { sevenStagePipeline } from '../../../src/core/pipeline/pipeline-templates.ts';
import { parseMoveLine } from '../../../src/input/lines/move-line.ts';

const EN = sevenStagePipeline('sales', 'en', 'PLN').stages;
const PL = sevenStagePipeline('sales', 'pl', 'PLN').stages;

describe('where a deal is to go, and why', () => {
  test.each([
    ['bielik to offer', 'bielik', 'offer', ''],
    ['bielik to offer because they asked to see it', 'bielik', 'offer', 'they asked to see it'],
    ['D-12 offer: known client', 'D-12', 'offer', 'known client'],
    ['zielony młyn to 3', 'zielony młyn', 'needs', ''],
    ['zielony młyn back to lead, wrong person', 'zielony młyn back', 'lead', 'wrong person'],
    ['acme to decision maker they said so', 'acme', 'decision', 'they said so'],
  ])('%s', (text, reference, stageId, reason) => {
    expect(parseMoveLine(text, EN)).toContainEqual({ reference, stageIds: [stageId], reason });
  });

  test.each([
    ['bielik do oferty bo klient prosi', 'bielik', 'offer', 'klient prosi'],
    ['serwis do wózków do oferty', 'serwis do wózków', 'offer', ''],
    ['bielik na etap negocjacje, powód: chcą rozmawiać', 'bielik', 'negotiation', 'chcą rozmawiać'],
    ['bielik potrzeby ponieważ znamy się od lat', 'bielik', 'needs', 'znamy się od lat'],
  ])('%s', (text, reference, stageId, reason) => {
    expect(parseMoveLine(text, PL)[0]).toEqual({ reference, stageIds: [stageId], reason });
  });

  test('a text without a stage has no reading', () => {
    expect(parseMoveLine('bielik', EN)).toEqual([]);
    expect(parseMoveLine('', EN)).toEqual([]);
  });
});
