import type { MemberId } from '../../core/ids.ts';
import type {
  DealVisibilitySetting,
  PipelineSettingsEdit,
  PipelineSettingsProblem,
} from '../../core/pipeline/pipeline-settings.ts';
import type { StoredPipeline } from '../../core/pipeline/stored-pipeline.ts';
import type { Instant } from '../../core/time/instant.ts';

/** What was done to pipelines, and what an undo goes back to. Stored in a setting change of the kind `pipelines`. */
export type PipelineSettingsRecord = {
  readonly edit: PipelineSettingsEdit;
  /** The pipeline's name before. */
  readonly name: string;
  /** Which one was the default before. */
  readonly defaultId: string;
  /** Subscriptions that ended with it. */
  readonly endedSubscriptions: readonly string[];
  /** Of `visibility`: what it was before. */
  readonly before?: DealVisibilitySetting;
};

/** Who does it, and the request's key: the same request a second time changes nothing and answers the same. */
export type PipelineSettingsWork = {
  readonly memberId: MemberId;
  readonly at: Instant;
  readonly key: string;
  /** The change that this one takes back; its subscriptions are there again. */
  readonly undoes?: { readonly changeId: string; readonly subscriptions: readonly string[] };
};

export type PipelineSettingsSaved =
  /** `changeId`: what takes it back; null for what took another one back. */
  { readonly ok: true; readonly changeId: string | null } | { readonly ok: false; readonly problem: PipelineSettingsProblem };

/** Pipelines as a whole: which there are, what they are called, which is the default, which are archived. */
export type PipelineSettingsStore = {
  /** Does one thing, where nothing stands against it. @param pipeline of `add`: the new one whole. */
  readonly save: (
    edit: PipelineSettingsEdit,
    work: PipelineSettingsWork,
    pipeline?: StoredPipeline,
  ) => Promise<PipelineSettingsSaved>;
};
