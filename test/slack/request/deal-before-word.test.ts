import { describe, expect, it } from 'vitest';
import { turnOutcome } from '../../../src/slack/request/deal-before-word.ts';

describe('a closing said behind its deal', () => {
  it.each([
    ['acme won', 'won', 'acme'],
    ['acme won!', 'won', 'acme'],
    ['acme erp is won', 'won', 'acme erp'],
    ['acme: won 15k', 'won', 'acme: 15k'],
    ['acme won for 15 000 EUR', 'won', 'acme: for 15 000 EUR'],
    ['acme won €15k', 'won', 'acme: €15k'],
    ['"We Won Ltd" won', 'won', '"We Won Ltd"'],
    ['D-7 lost', 'lost', 'D-7'],
    ['acme lost, too expensive', 'lost', 'acme: too expensive'],
    ['acme przegrana: za drogo', 'lost', 'acme: za drogo'],
    ['acme wygraliśmy 15 tys. zł', 'won', 'acme: 15 tys. zł'],
    ['acme została przegrana', 'lost', 'acme'],
  ])('%s', (typed, word, rest) => {
    expect(turnOutcome(typed)).toMatchObject({ word, rest });
  });

  it.each([
    'acme',
    'won acme',
    'lost',
    'acme won bid',
    'quick win project',
    'they told us yesterday that a competitor had most likely won',
    '',
  ])('%s is none', (typed) => {
    expect(turnOutcome(typed)).toBeUndefined();
  });
});
