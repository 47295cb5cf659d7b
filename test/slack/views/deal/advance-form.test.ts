import { describe, expect, it } from 'vitest';
import { renderView } from '../../../../simulator/terminal/render.ts';
import type { Language } from '../../../../src/core/people/language.ts';
import { sevenStagePipeline } from '../../../../src/core/pipeline/pipeline-templates.ts';
import { LANGUAGES } from '../../../../src/locale/languages.ts';
import { advanceForm } from '../../../../src/slack/views/deal/forms/advance-form.ts';
import { viewData } from '../../../support/view-data.ts';

/** The form into a stage of the default pipeline, as a person reads it. */
function form(language: Language, stageId: string, company: string | null = null): string {
  const pipeline = sevenStagePipeline('sales', language, 'PLN');
  const stage = pipeline.stages.find(({ id }) => id === stageId);
  if (stage === undefined) throw new Error(`no stage ${stageId}`);
  const { file, member } = viewData(language, 'usual');
  const context = { pipeline, owner: member, today: '2026-11-23', timeZone: 'Europe/Warsaw' } as const;
  const view = advanceForm(LANGUAGES[language], { file: { ...file, deal: { ...file.deal, company } }, stage }, context);
  return renderView(view, {}, { width: 400 }).replaceAll('\u00A0', ' ');
}

describe('the form into a stage', () => {
  it('says to whoever moves a deal there when a deal is there', () => {
    expect(form('en', 'offer')).toContain('A deal is here when: the offer is with the customer.');
    expect(form('pl', 'offer')).toContain('Szansa jest na tym etapie, gdy: oferta jest u klienta.');
  });

  it('shows what is advised and not there, and does not ask for it', () => {
    expect(form('en', 'prospect')).toContain('○ Company (good to have)');
    expect(form('pl', 'prospect')).toContain('○ Firma (warto mieć)');
    expect(form('en', 'prospect', 'Acme')).toContain('✓ Company');
    expect(form('en', 'needs')).toContain('○ Rough cost said (good to have)');
  });
});
