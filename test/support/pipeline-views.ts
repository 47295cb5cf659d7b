import { openStages, type Stage } from '../../src/core/pipeline/stage.ts';
import type { Messages } from '../../src/locale/messages.ts';
import { literal } from '../../src/slack/views/kit/text.ts';
import { criterionForm, reasonForm, removeStageForm } from '../../src/slack/views/workspace/settings/pipeline-forms.ts';
import {
  pipelineListView,
  reasonsPageView,
  stageHolding,
  stagePageView,
} from '../../src/slack/views/workspace/settings/pipeline-pages.ts';
import { stageForm } from '../../src/slack/views/workspace/settings/stage-form.ts';
import type { ViewData } from './view-data.ts';

/** As much as an admin may write. */
const texts = (data: ViewData, most: number) => ({
  en: [...data.text].slice(0, most).join(''),
  pl: data.dataSize === 'extreme' ? [...data.text].slice(0, most).join('') : '',
});

const lines = ({ dataSize, text }: ViewData): readonly string[] =>
  dataSize === 'empty' ? [] : Array.from({ length: dataSize === 'usual' ? 2 : 10 }, () => [...text].slice(0, 150).join(''));

const stages = (data: ViewData): readonly Stage[] => openStages(data.pipeline);
const stock = (data: ViewData) =>
  data.dataSize === 'empty'
    ? []
    : stages(data).map(({ id }) => ({ stageId: id, count: 15_000, valueMinor: 9_000_000_000_000, unpriced: 0 }));
const notice = (data: ViewData) => (data.dataSize === 'empty' ? undefined : { text: literal(data.text, 600), changeId: 's1' });
const page = (data: ViewData) => ({ pipeline: data.pipeline, stock: stock(data), notice: notice(data) });
const draft = (data: ViewData) => ({
  ...{ name: texts(data, 40), shortName: texts(data, 12), meaning: texts(data, 300) },
  ...{ actions: { en: lines(data), pl: data.dataSize === 'extreme' ? lines(data) : [] } },
  ...{ probabilityPercent: 40, minimum: 3, ageingDays: 14, strict: data.dataSize === 'extreme' },
});

/** Views of the editor of stages. */
export const PIPELINE_VIEWS = {
  pipelineListView: (m: Messages, data: ViewData) => pipelineListView(m, page(data)),
  stagePageView: (m: Messages, data: ViewData) => {
    const full = (stage: Stage): Stage =>
      data.dataSize === 'extreme'
        ? { ...stage, criteria: Array.from({ length: 10 }, (_, index) => ({ id: `c${index}`, text: data.text, required: true })) }
        : stage;
    return data.pipeline.stages.map((stage) => stagePageView(m, page(data), full(stage)));
  },
  reasonsPageView: (m: Messages, data: ViewData) => reasonsPageView(m, page(data)),
  stageForm: (m: Messages, data: ViewData) =>
    [undefined, ...data.pipeline.stages].map((stage) =>
      stageForm(m, {
        pipeline: data.pipeline,
        stage,
        draft: draft(data),
        after: stages(data)[0]?.id ?? null,
        data: { version: 3, ...(stage === undefined ? {} : { stageId: stage.id }) },
        notice: notice(data),
      }),
    ),
  criterionForm: (m: Messages, data: ViewData) =>
    [undefined, 'value'].map((criterionId) =>
      criterionForm(m, {
        draft: { text: texts(data, 75), required: true, field: null },
        data: { version: 3, stageId: 'offer', ...(criterionId === undefined ? {} : { criterionId }) },
        notice: notice(data),
      }),
    ),
  reasonForm: (m: Messages, data: ViewData) =>
    [undefined, 'fit'].map((reasonId) =>
      reasonForm(m, {
        text: texts(data, 60),
        data: { version: 3, ...(reasonId === undefined ? {} : { reasonId }) },
        notice: notice(data),
      }),
    ),
  removeStageForm: (m: Messages, data: ViewData) => {
    const [first, ...others] = stages(data);
    if (first === undefined) return undefined;
    return removeStageForm(m, {
      stage: first,
      holding: stageHolding(m, page(data), first.id),
      choices: others.map((stage, index) => ({ stage, incomplete: index })),
      into: others[0]?.id ?? '',
      data: { version: 3, stageId: first.id },
      notice: notice(data),
    });
  },
};
