import { describe, expect, it } from 'vitest';
import { LANGUAGES } from '../../../../src/locale/languages.ts';
import { funnelFormBlocks } from '../../../../src/slack/views/funnel/stage-table.ts';
import { viewData } from '../../../support/view-data.ts';

const { facts } = viewData('en', 'usual');

/** The table of numbers, with what stands below it. */
const said = (language: 'en' | 'pl', mostlyAssumption: boolean): string => {
  const stages = facts.stages.map((line) => ({
    ...line,
    numbers: line.numbers === null ? null : { ...line.numbers, mostlyAssumption },
  }));
  return JSON.stringify(funnelFormBlocks(LANGUAGES[language], { ...facts, stages }, 'counts'));
};

describe('a win probability in the table of stages', () => {
  it('that is mostly an assumption has a mark, and below it is said once what that means', () => {
    expect(said('en', true)).toMatch(/24% +†/);
    expect(said('en', true).split('† mostly assumption')).toHaveLength(2);
    expect(said('pl', true)).toContain('† głównie założenia');
  });

  it('that rests on own outcomes has none', () => {
    expect(said('en', false)).toContain('24%');
    expect(said('en', false)).not.toContain('†');
  });
});
