import { foldText } from '../fold-text.ts';
import type { PipelineId } from '../ids.ts';
import { DEFAULT_LANGUAGE, LANGUAGE_CODES, type Language } from '../people/language.ts';
import {
  actionId,
  LOST_REASON_TEMPLATES,
  PIPELINE_NAME,
  STAGE_TEMPLATES,
  type StageTemplate,
  stageTemplate,
} from './seven-stages.ts';
import type { LostReason, Pipeline, Stage } from './stage.ts';
import { localizePipeline, type StoredPipeline, type StoredStage } from './stored-pipeline.ts';
import { TRADE_STAGES, type Trade } from './trade-templates.ts';

/** A stage as the template has it: nobody has edited a text of it. */
const toStoredStage = (template: StageTemplate, index: number): StoredStage => ({
  id: template.id,
  position: index + 1,
  kind: template.kind,
  name: null,
  shortName: null,
  meaning: null,
  criteria: template.criteria.map(({ id, advised, field }) => ({
    id,
    text: null,
    required: advised !== true,
    ...(field === undefined ? {} : { field }),
  })),
  // Both languages have as many.
  actions: template.actions.en.map((_, line) => ({ id: actionId(template.id, line), text: null })),
  startingProbability: template.startingProbability,
  minimum: 1,
  ageingDays: template.ageingDays,
  strict: false,
});

/** The seven stages (and Lost) that are ready in the first minute, as they are kept. @param language of the pipeline's own name alone. */
export const sevenStageTemplate = (id: PipelineId, language: Language, currency: string): StoredPipeline => ({
  id,
  name: PIPELINE_NAME[language],
  currency,
  version: 1,
  lostReasons: Object.keys(LOST_REASON_TEMPLATES).map((reason) => ({ id: reason, text: null })),
  stages: STAGE_TEMPLATES.map(toStoredStage),
});

/** What a new pipeline is called, and what its totals are in. */
type NewPipeline = Pick<StoredPipeline, 'id' | 'name' | 'currency'>;

/** The stages of another trade, and Lost, as they are kept. */
export function tradeTemplate(trade: Trade, made: NewPipeline): StoredPipeline {
  const lost = STAGE_TEMPLATES.filter(({ kind }) => kind === 'lost');
  const { lostReasons } = sevenStageTemplate(made.id, DEFAULT_LANGUAGE, made.currency);
  return { ...made, version: 1, lostReasons, stages: [...TRADE_STAGES[trade], ...lost].map(toStoredStage) };
}

/** The stages in use and the reasons of another pipeline, with every text as it is there; nothing of its past. */
export const copyPipeline = (from: StoredPipeline, made: NewPipeline): StoredPipeline => ({
  ...made,
  version: 1,
  lostReasons: from.lostReasons,
  stages: from.stages.map(({ placedAt, ...stage }) => stage),
});

/** The seven stages (and Lost) as somebody reads them. */
export const sevenStagePipeline = (id: PipelineId, language: Language, currency: string): Pipeline =>
  localizePipeline(sevenStageTemplate(id, language, currency), language);

/** The name by which an alias is told apart. */
const folded = ({ name, shortName }: Pick<Stage, 'name' | 'shortName'>) => [foldText(name), foldText(shortName)];

/**
 * What a stage can be called: as it is named in any language, and as the template names the stage of that id. What the template called it
 * counts only while no other stage has that name: a name that an admin gave is that stage's alone.
 */
export function stageAliases(stages: readonly Stage[]): readonly Pick<Stage, 'id' | 'name' | 'shortName' | 'position'>[] {
  const given = stages.flatMap((stage) =>
    [stage, ...(stage.otherNames ?? [])].flatMap(folded).map((name) => [name, stage.id] as const),
  );
  const isTaken = (id: string, names: readonly string[]) => given.some(([name, of]) => of !== id && names.includes(name));
  return stages.flatMap((stage) => {
    const { id, position, otherNames = [] } = stage;
    const template = stageTemplate(id);
    const ofTemplate =
      template === undefined
        ? []
        : LANGUAGE_CODES.map((each) => ({ name: template.name[each], shortName: template.shortName[each] })).filter(
            (names) => !isTaken(id, folded(names)),
          );
    return [stage, ...[...otherNames, ...ofTemplate].map((names) => ({ id, position, ...names }))];
  });
}

/** What a reason can be called: as it is worded in any language, and as the template words the reason of that id. */
export function reasonAliases(reasons: readonly LostReason[]): readonly LostReason[] {
  return reasons.flatMap((reason) => {
    const { id, otherTexts = [] } = reason;
    const ofTemplate = Object.values(LOST_REASON_TEMPLATES[id] ?? {});
    return [reason, ...[...otherTexts, ...ofTemplate].map((text) => ({ id, text }))];
  });
}
