import type { Language } from '../core/people/language.ts';
import { localizePipelines, type Pipelines } from '../core/pipeline/pipelines.ts';
import type { Pipeline } from '../core/pipeline/stage.ts';
import { localizePipeline } from '../core/pipeline/stored-pipeline.ts';
import type { Tenant } from '../store/types/store.ts';

/** A pipeline in the language of who will read it; the default one without an id. @returns undefined where there is none of that id. */
export async function loadPipeline(
  tenant: Pick<Tenant, 'pipeline'>,
  language: Language,
  id?: string,
): Promise<Pipeline | undefined> {
  const stored = await (id === undefined ? tenant.pipeline() : tenant.pipeline(id));
  return stored === undefined ? undefined : localizePipeline(stored, language);
}

/** All pipelines in the language of who will read them. @throws where the workspace has none: it is made with one. */
export async function loadPipelines(tenant: Pick<Tenant, 'allPipelines' | 'id'>, language: Language): Promise<Pipelines> {
  const [first, ...others] = await tenant.allPipelines();
  if (first === undefined) throw new Error(`Workspace ${tenant.id} has no pipeline.`);
  return localizePipelines({ first, others }, language);
}
