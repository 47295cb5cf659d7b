import { z } from 'zod';
import { LANGUAGE_CODES } from '../../../../core/people/language.ts';
import { CRITERION_FIELDS, knownStage } from '../../../../core/pipeline/stage.ts';
import { localizePipeline, type StoredPipeline } from '../../../../core/pipeline/stored-pipeline.ts';
import type { SafeText } from '../../../../locale/safe-text.ts';
import type { PipelineSaved } from '../../../../store/types/pipeline-changes.ts';
import type { SettingChange } from '../../../../store/types/setting-changes.ts';
import type { RequestContext } from '../../../request/flow.ts';
import { literal } from '../../../views/kit/text.ts';
import { stageText } from '../../../views/workspace/settings/pipeline-pages.ts';

const language = z.enum(LANGUAGE_CODES);
const ownText = z.object({ written: language, texts: z.partialRecord(language, z.string()) }).nullable();
const line = z.object({ id: z.string(), text: ownText });

const stage = z.object({
  id: z.string(),
  position: z.number(),
  kind: z.enum(['open', 'won', 'lost']),
  name: ownText,
  shortName: ownText,
  meaning: ownText,
  criteria: z.array(line.extend({ required: z.boolean(), field: z.enum(CRITERION_FIELDS).optional() })),
  actions: z.array(line),
  startingProbability: z.number(),
  minimum: z.number(),
  ageingDays: z.number(),
  strict: z.boolean(),
  placedAt: z.number().optional(),
});

const storedPipeline = z.object({
  id: z.string(),
  name: z.string(),
  currency: z.string(),
  version: z.number(),
  lostReasons: z.array(line),
  stages: z.array(stage),
  archivedStages: z.array(stage.extend({ mergedInto: z.string().nullable() })).optional(),
  archivedReasons: z.array(line).optional(),
});

const EDIT_KINDS = [
  'addStage',
  'changeStage',
  'moveStage',
  'removeStage',
  'saveCriterion',
  'removeCriterion',
  'saveReason',
  'removeReason',
] as const;

/** What was done, by ids: each reader gets the names in their own language. `into`: where the deals of a removed stage went. */
const editSummary = z.object({ kind: z.enum(EDIT_KINDS), stageId: z.string().optional(), into: z.string().optional() });
export type EditSummary = z.infer<typeof editSummary>;

/** Payload of a change of the stages. Stored. */
const pipelineChange = z.object({
  before: storedPipeline,
  edit: editSummary,
  /** The pipeline's version after it. */
  version: z.number(),
  touched: z.array(z.object({ number: z.number(), version: z.number() })),
  cardsFrom: z.array(z.object({ subscriptionId: z.string(), position: z.number() })),
});
/** A change of the stages as it is kept. */
export type PipelineRecord = Omit<z.infer<typeof pipelineChange>, 'before'> & { readonly before: StoredPipeline };

/** What is kept of a change when it is made; the store adds what it touched. */
export const pipelinePayload = (before: StoredPipeline, edit: EditSummary): Readonly<Record<string, unknown>> => {
  // Value tiers are no setting.
  const { tiers, ...kept } = before;
  return { before: kept, edit };
};

/** Reads it back; undefined for what no version wrote. */
export function parsePipelineChange({ payload }: Pick<SettingChange, 'payload'>): PipelineRecord | undefined {
  const read = pipelineChange.safeParse(payload).data;
  // What zod read as undefined is not there.
  return read === undefined ? undefined : JSON.parse(JSON.stringify(read));
}

/** What a change was, in the reader's language. */
export function describeEdit(
  { m, pipeline, language: own }: Pick<RequestContext, 'm' | 'pipeline' | 'language'>,
  { before, edit }: Pick<PipelineRecord, 'before' | 'edit'>,
): SafeText {
  const then = localizePipeline(before, own);
  const nameOf = (id: string | undefined): SafeText => {
    const found = knownStage(then, id ?? '') ?? knownStage(pipeline, id ?? '');
    return found === undefined ? literal(id ?? '') : stageText(found);
  };
  const what = m.pipeline.what;
  switch (edit.kind) {
    case 'addStage':
      return what.addStage(nameOf(edit.stageId));
    case 'changeStage':
      return what.changeStage(nameOf(edit.stageId));
    case 'moveStage':
      return what.moveStage(nameOf(edit.stageId));
    case 'removeStage':
      return what.removeStage(nameOf(edit.stageId), nameOf(edit.into));
    case 'saveCriterion':
    case 'removeCriterion':
      return what.criteria(nameOf(edit.stageId));
    case 'saveReason':
    case 'removeReason':
      return what.reasons;
  }
}

/** Puts the stages back as they were before a change; deals that have changed since stay as they are. */
export async function restorePipeline(
  context: RequestContext,
  change: SettingChange,
  { before, version, touched, cardsFrom }: PipelineRecord,
): Promise<PipelineSaved> {
  const { tenant, act, at } = context;
  const saved = await tenant.savePipeline({ ...before, version }, at, {
    act,
    key: `undo ${change.id}`,
    payload: {},
    undoes: { changeId: change.id, touched, cardsFrom },
  });
  context.wake();
  return saved;
}
