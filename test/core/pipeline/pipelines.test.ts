import { describe, expect, it } from 'vitest';
import { sevenStageTemplate } from '../../../src/core/pipeline/pipeline-templates.ts';
import { areSeveral, localizePipelines, pipelineOf, pipelineOfChannel } from '../../../src/core/pipeline/pipelines.ts';
import { takePipelineName } from '../../../src/input/pipeline-reference.ts';

const named = (id: string, name: string) => ({ ...sevenStageTemplate(id, 'en', 'EUR'), name });
const first = named('sales', 'Sales');
const partners = named('p1', 'Partnerzy');
const south = named('p2', 'Partnerzy Południe');
const old = { ...named('p3', 'Old trade'), isArchived: true as const };
const all = localizePipelines({ first, others: [partners, old, south] }, 'en');

describe('the pipeline that a request is about', () => {
  it('is that of the channel, and the default where the channel has none, has it too, or has an archived one', () => {
    expect(pipelineOfChannel(all, []).id).toBe('sales');
    expect(pipelineOfChannel(all, ['p2', 'p1']).id).toBe('p2');
    expect(pipelineOfChannel(all, ['p2', 'sales']).id).toBe('sales');
    expect(pipelineOfChannel(all, ['p3']).id).toBe('sales');
  });

  it('of a deal is its own, archived or not', () => {
    expect(pipelineOf(all, { pipelineId: 'p3' }).name).toBe('Old trade');
    expect(areSeveral(all)).toBe(true);
    expect(areSeveral(localizePipelines({ first, others: [old] }, 'en'))).toBe(true);
    expect(areSeveral(localizePipelines({ first, others: [] }, 'en'))).toBe(false);
  });
});

describe('a pipeline named in a line', () => {
  const take = (typed: string) => {
    const found = takePipelineName(typed, [...all.inUse, ...all.archived]);
    return found === undefined ? undefined : [found.pipeline.id, found.rest];
  };

  it('stands at its beginning or end, in any case, without diacritics, and the longest name counts', () => {
    expect(take('partnerzy kwartał')).toEqual(['p1', 'kwartał']);
    expect(take('kwartał SALES')).toEqual(['sales', 'kwartał']);
    expect(take('Partnerzy poludnie')).toEqual(['p2', '']);
    expect(take('old trade')).toEqual(['p3', '']);
  });

  it('may be inflected or cut short; what is no name is left alone', () => {
    expect(take('partnerów')).toEqual(['p1', '']);
    expect(take('partn miesiąc')).toEqual(['p1', 'miesiąc']);
    for (const line of ['', 'month', 'the partnerzy one', 'sal', 'par', 'trade old']) expect(take(line)).toBeUndefined();
  });
});
