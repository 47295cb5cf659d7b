import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  reasonAliases,
  sevenStagePipeline,
  sevenStageTemplate,
  stageAliases,
} from '../../../src/core/pipeline/pipeline-templates.ts';
import { stageById } from '../../../src/core/pipeline/stage.ts';
import { localizePipeline, type OwnText, type StoredPipeline } from '../../../src/core/pipeline/stored-pipeline.ts';

const template = sevenStageTemplate('sales', 'en', 'EUR');
const withOfferNamed = (name: OwnText): StoredPipeline => ({
  ...template,
  stages: template.stages.map((stage) => (stage.id === 'offer' ? { ...stage, name } : stage)),
});
const offerName = (stored: StoredPipeline, language: 'en' | 'pl') => stageById(localizePipeline(stored, language), 'offer')?.name;

describe('a text that nobody edited', () => {
  it('is read by everybody in their own language', () => {
    const [english, polish] = [localizePipeline(template, 'en'), localizePipeline(template, 'pl')];
    expect([offerName(template, 'en'), offerName(template, 'pl')]).toEqual(['Offer sent', 'Złożenie oferty']);
    expect(stageById(polish, 'lead')?.actions[0]?.text).toBe('Znajdź konkretną osobę, telefon lub e-mail');
    expect(stageById(polish, 'prospect')?.criteria.map(({ text }) => text)).toEqual([
      'Osoba kontaktowa',
      'Telefon lub e-mail',
      'Firma',
      'Potwierdzona potrzeba, którą możemy spełnić',
    ]);
    expect([english.lostReasons[0]?.text, polish.lostReasons[0]?.text]).toEqual(['too expensive', 'za drogo']);
  });

  it('has ids that do not depend on the language', () => {
    const ids = ({ stages }: ReturnType<typeof sevenStagePipeline>) =>
      stages.map(({ id, criteria, actions }) => [id, criteria.map((each) => each.id), actions.map((each) => each.id)]);
    expect(ids(sevenStagePipeline('sales', 'pl', 'PLN'))).toEqual(ids(sevenStagePipeline('sales', 'en', 'PLN')));
  });
});

describe('an edited text', () => {
  it('is read as it was written by who has none in their language', () => {
    const renamed = withOfferNamed({ written: 'pl', texts: { pl: 'Oferta u klienta' } });
    expect([offerName(renamed, 'pl'), offerName(renamed, 'en')]).toEqual(['Oferta u klienta', 'Oferta u klienta']);
    const both = withOfferNamed({ written: 'pl', texts: { pl: 'Oferta u klienta', en: 'Proposal out' } });
    expect([offerName(both, 'pl'), offerName(both, 'en')]).toEqual(['Oferta u klienta', 'Proposal out']);
  });

  it('is the reader’s own, whatever it was written in, and leaves all other texts to the template', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('en' as const, 'pl' as const),
        fc.record({ en: fc.option(fc.string({ minLength: 1 })), pl: fc.option(fc.string({ minLength: 1 })) }),
        fc.constantFrom('en' as const, 'pl' as const),
        (written, given, reader) => {
          const texts = Object.fromEntries(
            Object.entries({ ...given, [written]: given[written] ?? 'x' }).filter(([, text]) => text !== null),
          );
          const read = localizePipeline(withOfferNamed({ written, texts }), reader);
          expect(stageById(read, 'offer')?.name).toBe(texts[reader] ?? texts[written]);
          const untouched = localizePipeline(template, reader);
          expect(read.stages.filter(({ id }) => id !== 'offer')).toEqual(untouched.stages.filter(({ id }) => id !== 'offer'));
        },
      ),
    );
  });

  it('is understood in every language in which the stage or reason has a name', () => {
    const both = withOfferNamed({ written: 'pl', texts: { pl: 'Oferta u klienta', en: 'Proposal out' } });
    const names = stageAliases(localizePipeline(both, 'pl').stages).flatMap(({ id, name }) => (id === 'offer' ? [name] : []));
    expect(names).toEqual(expect.arrayContaining(['Oferta u klienta', 'Proposal out', 'Offer sent', 'Złożenie oferty']));
    const reasons = reasonAliases(localizePipeline(template, 'pl').lostReasons).filter(({ id }) => id === 'expensive');
    expect(reasons.map(({ text }) => text)).toEqual(expect.arrayContaining(['za drogo', 'too expensive']));
  });
});
