import type { FunnelPlan } from '../../../src/core/funnel/plan/funnel-plan.ts';
import { makePlan } from '../../../src/core/funnel/plan/make-plan.ts';
import type { Language } from '../../../src/core/people/language.ts';
import { sevenStagePipeline } from '../../../src/core/pipeline/pipeline-templates.ts';
import { openStages } from '../../../src/core/pipeline/stage.ts';
import { dateAt } from '../../../src/core/time/calendar.ts';
import { LANGUAGES } from '../../../src/locale/languages.ts';
import type { Messages } from '../../../src/locale/messages.ts';
import type { SafeText } from '../../../src/locale/safe-text.ts';
import { toPlainText } from '../../../src/slack/views/kit/text.ts';
import { plainSpaces } from '../plain-spaces.ts';
import { planInputs, stageInput } from '../plan/plan-situations.ts';
import { FIRM_ZONE } from './firm-steps.ts';
import type { Story } from './rules/rule.ts';
import { readStory } from './story-claims.ts';
import type { OpenDeal, StageNames } from './story-instant.ts';
import type { Surface, SurfaceButton, SurfaceKind, SurfacePart } from './surface.ts';

const stageNames = (language: Language): readonly StageNames[] =>
  openStages(sevenStagePipeline('sales', language, 'PLN')).map(({ id, name, shortName }) => ({
    stageId: id,
    shortName,
    names: [shortName, name],
  }));

export const TOLD_STAGES = { en: stageNames('en'), pl: stageNames('pl') };

/** A plan of the seven stages that hold so many deals, usually four each. */
export function toldPlan(counts: Readonly<Record<string, number>> = {}): FunnelPlan {
  const stages = TOLD_STAGES.en.map(({ stageId }) =>
    stageInput(stageId, { count: counts[stageId] ?? 4, stockKey: `${counts[stageId] ?? 4}` }),
  );
  return makePlan(planInputs({ stages }), null);
}

/** What a message says, by the sentences of its language; a table as it stands. */
export type Told = {
  readonly kind: SurfaceKind;
  readonly language?: Language;
  readonly reader?: string;
  readonly says?: (m: Messages) => readonly SafeText[];
  readonly notifies?: (m: Messages) => SafeText;
  readonly rows?: readonly string[];
  readonly table?: string;
  readonly buttons?: readonly SurfaceButton[];
};

const plain = (text: SafeText): string => plainSpaces(toPlainText(text));

function toSurface({ kind, language = 'en', reader = 'Ewa', ...told }: Told, at: number): Surface {
  const m = LANGUAGES[language];
  const part = (type: string, text: string, isTable = false): SurfacePart => ({ type, isTable, text, buttons: [] });
  return {
    ...{ kind, language, reader, at },
    notification: told.notifies === undefined ? '' : plain(told.notifies(m)),
    parts: [
      ...(told.says?.(m) ?? []).map((sentence) => part('rich_text', plain(sentence))),
      ...(told.rows ?? []).map((row) => part('section', row)),
      ...(told.table === undefined ? [] : [part('rich_text', told.table, true)]),
      ...(told.buttons === undefined ? [] : [{ ...part('actions', ''), buttons: told.buttons }]),
    ],
  };
}

/** Messages of one instant beside a plan. */
export function toldStory(
  plan: FunnelPlan,
  told: readonly Told[],
  {
    deals = [],
    typedNames = [],
    taken = [],
    alone = false,
  }: {
    readonly alone?: boolean;
    readonly deals?: readonly OpenDeal[];
    readonly typedNames?: readonly string[];
    readonly taken?: readonly number[];
  } = {},
): Story {
  const { at } = plan;
  const surfaces = told.map((each) => toSurface(each, at));
  const instant = {
    firm: 'told',
    alone,
    at,
    on: dateAt(at, FIRM_ZONE),
    plan,
    stages: TOLD_STAGES,
    deals,
    typedNames,
    surfaces,
    taken,
  };
  return readStory({ ...instant, standing: [] });
}
