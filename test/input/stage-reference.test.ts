import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldText } from '../../src/core/fold-text.ts';
import { matchStage, type NamedStage } from '../../src/input/stage-reference.ts';

const namedStages = (...rows: readonly (readonly [id: string, name: string, shortName: string])[]): readonly NamedStage[] =>
  rows.map(([id, name, shortName], index) => ({ id, name, shortName, position: index + 1 }));

const POLISH = namedStages(
  ['st_a', 'Potencjalni', 'Potencjalni'],
  ['st_b', 'Prospekt', 'Prospekt'],
  ['st_c', 'Określenie potrzeb', 'Potrzeby'],
  ['st_d', 'Kontakt z osobą decyzyjną', 'Decydent'],
  ['st_e', 'Złożenie oferty', 'Oferta'],
  ['st_f', 'Negocjacje', 'Negocjacje'],
  ['st_g', 'Zamówienie, wygrana', 'Wygrana'],
);
const ENGLISH = namedStages(
  ['st_a', 'Lead', 'Lead'],
  ['st_b', 'Prospect', 'Prospect'],
  ['st_c', 'Needs identified', 'Needs'],
  ['st_d', 'Decision maker', 'Decision'],
  ['st_e', 'Offer sent', 'Offer'],
  ['st_f', 'Negotiation', 'Negotiation'],
  ['st_g', 'Won', 'Won'],
);

const found = (text: string, stages: readonly NamedStage[]) => {
  const match = matchStage(text, stages);
  return match.kind === 'several' ? match.ids.join() : match.kind === 'one' ? match.id : match.kind;
};

describe('matchStage', () => {
  it.each([
    ['do oferty', 'st_e'],
    ['ofertę', 'st_e'],
    ['o ofercie', 'none'],
    ['w ofercie', 'st_e'],
    ['OFERTA', 'st_e'],
    ['negocjacji', 'st_f'],
    ['do negocjacji', 'st_f'],
    ['decydenta', 'st_d'],
    ['osoby decyzyjnej', 'st_d'],
    ['potrzeb', 'st_c'],
    ['określenia potrzeb', 'st_c'],
    ['zlozenie oferty', 'st_e'],
    ['prospektu', 'st_b'],
    ['potencjalnych', 'st_a'],
    ['wygranej', 'st_g'],
    ['na etap oferta', 'st_e'],
    ['etap 5', 'st_e'],
    ['#3', 'st_c'],
    ['neg', 'st_f'],
    ['ofetra', 'st_e'],
    ['st_d', 'st_d'],
  ])('finds %s in Polish', (text, id) => {
    expect(found(text, POLISH)).toBe(id);
  });

  it.each([
    ['offer', 'st_e'],
    ['to negotiation', 'st_f'],
    ['offer stage', 'st_e'],
    ['prospects', 'st_b'],
    ['need', 'st_c'],
    ['decision makers', 'st_d'],
    ['maker', 'st_d'],
    ['negotation', 'st_f'],
    ['2', 'st_b'],
  ])('finds %s in English', (text, id) => {
    expect(found(text, ENGLISH)).toBe(id);
  });

  it('names all that fit when several do', () => {
    expect(found('n', ENGLISH)).toBe('st_c,st_f');
    expect(found('p', POLISH)).toBe('st_a,st_b,st_c');
  });

  it('finds nothing in what names no stage', () => {
    expect(['', 'xyz', 'do', '8', 'Bielik'].map((text) => found(text, POLISH))).toEqual(Array(5).fill('none'));
  });

  it('prefers the stage named exactly to one that begins or ends so', () => {
    const stages = namedStages(['a', 'Oferta wstępna', 'Wstępna'], ['b', 'Oferta', 'Oferta'], ['c', 'Oferta końcowa', 'Końcowa']);
    expect([found('oferta', stages), found('oferty', stages), found('oferty końcowej', stages), found('ofer', stages)]).toEqual([
      'b',
      'b',
      'c',
      'a,b,c',
    ]);
  });

  it('reads a number as a name first, then as a position', () => {
    const stages = namedStages(['a', 'First', '2'], ['b', 'Second', 'II']);
    expect([found('2', stages), found('1', stages)]).toEqual(['a', 'a']);
  });

  it('lets every stage be found by its own name and short name', () => {
    const name = fc
      .oneof(
        fc.string({ minLength: 1 }),
        fc.constantFrom('do oferty', 'stage 2', '1', 'na', 'Do', 'etap', '#1', 'oferta stage', 'a'),
      )
      .filter((text) => foldText(text) !== '');
    const stages = fc.array(fc.tuple(name, name), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(stages, (rows) => {
        const all = namedStages(...rows.map(([full, short], index) => [`st_${index}`, full, short] as const));
        for (const stage of all) {
          for (const text of [stage.name, stage.shortName]) expect(found(text, all).split(',')).toContain(stage.id);
        }
      }),
    );
  });
});
