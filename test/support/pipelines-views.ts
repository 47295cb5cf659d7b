import type { Messages } from '../../src/locale/messages.ts';
import { literal } from '../../src/slack/views/kit/text.ts';
import { pipelineVisibilityForm } from '../../src/slack/views/workspace/settings/pipeline-visibility-form.ts';
import {
  addPipelineForm,
  type PipelineSummary,
  pipelineSummaryView,
  pipelinesView,
  renamePipelineForm,
} from '../../src/slack/views/workspace/settings/pipelines-pages.ts';
import type { ViewData } from './view-data.ts';

const SIZES = { empty: 1, usual: 3, extreme: 60 } as const;

/** As many pipelines as there may be, and more archived ones than are listed. */
const summaries = ({ pipeline, dataSize, text }: ViewData): readonly PipelineSummary[] =>
  Array.from({ length: SIZES[dataSize] }, (_, index) => ({
    pipeline: {
      ...pipeline,
      id: `p${index}`,
      name: dataSize === 'usual' ? `Partners ${index}` : [...text].slice(0, 40).join('') || 'Sales',
      ...(index > (dataSize === 'usual' ? 1 : 11) ? { isArchived: true as const } : {}),
      ...(index % 3 === 0 ? {} : { visibility: index % 3 === 1 ? ('own' as const) : ('team' as const), shownIn: ['C0'] }),
    },
    isDefault: index === 0,
    count: dataSize === 'empty' ? 0 : 15_000,
    worth: { minor: dataSize === 'empty' ? 0 : 9_000_000_000_000, currency: 'PLN' },
    channels: Array.from({ length: index }, (_, channel) => ({ id: `C${channel}`, name: `sales-${channel}` })),
  }));

const notice = ({ dataSize, text }: ViewData) =>
  dataSize === 'empty' ? undefined : { text: literal(text, 600), changeId: 's1' };

/** Views of several pipelines. */
export const PIPELINES_VIEWS = {
  pipelinesView: (m: Messages, data: ViewData) => pipelinesView(m, { all: summaries(data), notice: notice(data) }),
  pipelineSummaryView: (m: Messages, data: ViewData) => summaries(data).map((each) => pipelineSummaryView(m, each, notice(data))),
  addPipelineForm: (m: Messages, data: ViewData) =>
    addPipelineForm(m, { pipelines: summaries(data).map(({ pipeline }) => pipeline), currency: 'PLN' }),
  pipelineVisibilityForm: (m: Messages, data: ViewData) =>
    summaries(data).map(({ pipeline, channels }) => pipelineVisibilityForm(m, pipeline, channels)),
  renamePipelineForm: (m: Messages, data: ViewData) => summaries(data).map(({ pipeline }) => renamePipelineForm(m, pipeline)),
};
