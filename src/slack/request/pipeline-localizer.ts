import type { Language } from '../../core/people/language.ts';
import type { Pipeline } from '../../core/pipeline/stage.ts';
import { localizePipeline, type StoredPipeline } from '../../core/pipeline/stored-pipeline.ts';

export type PipelineLocalizer = (stored: StoredPipeline, language: Language) => Pipeline;

/** {@link localizePipeline}, memoized for as long as the pipeline itself is kept: the store gives the same one until it has changed. */
export function createPipelineLocalizer(): PipelineLocalizer {
  const localized = new WeakMap<StoredPipeline, Map<Language, Pipeline>>();
  return (stored, language) => {
    const byLanguage = localized.get(stored) ?? new Map<Language, Pipeline>();
    localized.set(stored, byLanguage);
    const pipeline = byLanguage.get(language) ?? localizePipeline(stored, language);
    byLanguage.set(language, pipeline);
    return pipeline;
  };
}
