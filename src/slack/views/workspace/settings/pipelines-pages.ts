import type { KnownBlock, ModalView } from '@slack/types';
import { z } from 'zod';
import type { PipelineId } from '../../../../core/ids.ts';
import type { Money } from '../../../../core/money/money.ts';
import { PIPELINE_LIMITS } from '../../../../core/pipeline/pipeline-settings.ts';
import type { Pipeline } from '../../../../core/pipeline/stage.ts';
import { TRADES } from '../../../../core/pipeline/trade-templates.ts';
import type { Messages } from '../../../../locale/messages.ts';
import { joinSafe, type SafeText } from '../../../../locale/safe-text.ts';
import { OPEN_TARGET_FORM } from '../../funnel/plan/targets.ts';
import { OPEN_SETUP } from '../../kit/action-ids.ts';
import { buttons, field, modal, option, row } from '../../kit/blocks.ts';
import { roundAmount } from '../../kit/figures.ts';
import { type DataOf, defineFormData } from '../../kit/form-data.ts';
import { markPipeline } from '../../kit/pipeline-mark.ts';
import { literal, richText } from '../../kit/text.ts';
import { textField } from './pipeline-fields.ts';
import { OPEN_PIPELINE } from './pipeline-pages.ts';
import { type NamedChannel, OPEN_PIPELINE_VISIBILITY } from './pipeline-visibility-form.ts';
import { CURRENCIES, select } from './setup-form.ts';

/** Opens all pipelines; one of them; the form of a new one. Values are ids. */
export const OPEN_PIPELINES = 'pipelines.open';
export const OPEN_ONE_PIPELINE = 'pipelines.one';
export const ADD_PIPELINE = 'pipelines.add';
export const RENAME_PIPELINE = 'pipelines.rename';
export const MAKE_DEFAULT_PIPELINE = 'pipelines.default';
export const ARCHIVE_PIPELINE = 'pipelines.archive';
export const RESTORE_PIPELINE = 'pipelines.restore';
/** Takes back what was just done; the value is the change. */
export const UNDO_PIPELINES = 'pipelines.undo';

/** Callback ids of the forms, and their fields. */
export const ADD_PIPELINE_FORM = 'pipelines.save-new';
export const RENAME_PIPELINE_FORM = 'pipelines.save-name';
export const PIPELINES_FIELDS = { name: 'name', from: 'from', currency: 'currency' } as const;

/** What a new pipeline begins with: the value of a choice. */
export const FROM_SEVEN = 'seven';
export const fromTrade = (trade: string): string => `trade ${trade}`;
export const fromCopy = (id: PipelineId): string => `copy ${id}`;

/** Which pipeline a form is about; none of a new one. */
export const pipelinesFormData = defineFormData(z.object({ id: z.string().optional() }));
export type PipelinesFormData = DataOf<typeof pipelinesFormData>;

/** What was just done, and the way back. */
export type PipelinesNotice = { readonly text: SafeText; readonly changeId?: string | null };

/** A pipeline with what it holds, and its channels. */
export type PipelineSummary = {
  readonly pipeline: Pipeline;
  readonly isDefault: boolean;
  readonly count: number;
  readonly worth: Money;
  readonly channels: readonly NamedChannel[];
};

const noticeBlocks = (m: Messages, notice: PipelinesNotice | undefined): readonly KnownBlock[] =>
  notice === undefined
    ? []
    : [
        richText(notice.text),
        ...buttons(notice.changeId == null ? undefined : { id: UNDO_PIPELINES, text: m.common.undo, value: notice.changeId }),
        { type: 'divider' },
      ];

const holds = (m: Messages, { count, worth }: PipelineSummary): SafeText =>
  m.pipeline.holds(count, worth.minor === 0 ? undefined : roundAmount(m, worth));

/** Channels of one pipeline that are named. */
const MAX_CHANNELS = 8;
const channelNames = ({ channels }: Pick<PipelineSummary, 'channels'>): SafeText =>
  joinSafe(
    channels.slice(0, MAX_CHANNELS).map(({ name }) => literal(`#${name}`, 40)),
    ', ',
  );

/** Archived pipelines that are listed: the last ones. */
const MAX_ARCHIVED = 20;

/** All pipelines, each with what it holds and where it posts. */
export function pipelinesView(
  m: Messages,
  { all, notice }: { readonly all: readonly PipelineSummary[]; readonly notice?: PipelinesNotice | undefined },
): ModalView {
  const p = m.pipelines;
  const rowOf = (summary: PipelineSummary, index: number): KnownBlock => {
    const { pipeline, isDefault } = summary;
    const name = literal(pipeline.name, 60);
    const text =
      pipeline.isArchived === true
        ? p.archivedLine(name, holds(m, summary))
        : p.line({ name, isDefault, holds: holds(m, summary), channels: channelNames(summary) });
    return row(text, { id: `${OPEN_ONE_PIPELINE}:${index}`, text: p.open, value: pipeline.id });
  };
  const archived = all.filter(({ pipeline }) => pipeline.isArchived === true).slice(-MAX_ARCHIVED);
  const inUse = all.filter(({ pipeline }) => pipeline.isArchived !== true);
  return modal({
    id: 'pipelines.list',
    title: p.title,
    close: m.common.close,
    data: pipelinesFormData.encode({}),
    blocks: [
      ...noticeBlocks(m, notice),
      richText(p.intro),
      ...inUse.map(rowOf),
      ...buttons({ id: ADD_PIPELINE, text: p.add, value: 'new', style: 'primary' }),
      ...(archived.length === 0 ? [] : [{ type: 'divider' } as const, richText(p.archivedTitle)]),
      ...archived.map((each, index) => rowOf(each, inUse.length + index)),
    ],
  });
}

/** One pipeline: what it holds, where it posts, and what can be done with it. */
export function pipelineSummaryView(m: Messages, summary: PipelineSummary, notice: PipelinesNotice | undefined): ModalView {
  const p = m.pipelines;
  const { pipeline, isDefault, count, channels } = summary;
  const { id } = pipeline;
  const isArchived = pipeline.isArchived === true;
  const facts = [
    p.name(literal(pipeline.name, 60)),
    holds(m, summary),
    p.totals(literal(pipeline.currency)),
    ...(isArchived ? [p.isArchived] : [channels.length === 0 ? p.noChannel : p.channels(channelNames(summary))]),
    ...(isDefault ? [p.isDefault] : []),
    ...visibilityFacts(m, summary),
  ];
  const about = isArchived
    ? []
    : buttons(
        { id: OPEN_PIPELINE, text: p.stages, value: 'all' },
        { id: OPEN_SETUP, text: p.setup, value: 'setup' },
        { id: OPEN_TARGET_FORM, text: p.targets, value: 'set' },
      );
  return modal({
    id: 'pipelines.page',
    title: p.title,
    close: m.common.close,
    data: pipelinesFormData.encode({ id }),
    blocks: [
      ...noticeBlocks(m, notice),
      richText(joinSafe(facts, '\n')),
      ...markPipeline(about, id),
      ...buttons(
        { id: RENAME_PIPELINE, text: p.rename, value: id },
        { id: OPEN_PIPELINE_VISIBILITY, text: p.whoSees, value: id },
        isDefault || isArchived ? undefined : { id: MAKE_DEFAULT_PIPELINE, text: p.makeDefault, value: id },
        isDefault || isArchived
          ? undefined
          : {
              ...{ id: ARCHIVE_PIPELINE, text: p.archive, value: id, style: 'danger' },
              confirm: { title: p.sure.title, text: p.sure.text(count), yes: p.sure.yes, no: p.sure.no },
            },
        isArchived ? { id: RESTORE_PIPELINE, text: p.restore, value: id, style: 'primary' } : undefined,
        { id: OPEN_PIPELINES, text: p.backToAll, value: 'all' },
      ),
    ],
  });
}

/** Who sees its deals; nothing where everybody does. */
function visibilityFacts(
  m: Messages,
  { pipeline: { visibility, shownIn = [] }, channels }: PipelineSummary,
): readonly SafeText[] {
  if (visibility === undefined) return [];
  const { seen, who, shownIn: shown } = m.pipelines.visibility;
  const showing = channels.filter((each) => shownIn.includes(each.id));
  return [seen(who[visibility]), ...(showing.length === 0 ? [] : [shown(channelNames({ channels: showing }))])];
}

/** A new pipeline: its name, what it begins with, and its currency. */
export function addPipelineForm(
  m: Messages,
  { pipelines, currency }: { readonly pipelines: readonly Pipeline[]; readonly currency: string },
): ModalView {
  const f = m.pipelines.form;
  const from = [
    option(f.seven, FROM_SEVEN),
    ...TRADES.map((trade) => option(f.trade[trade], fromTrade(trade))),
    ...pipelines.map(({ id, name }) => option(f.copy(literal(name, 40)), fromCopy(id))),
  ];
  const currencies = [...new Set<string>([currency, ...CURRENCIES])].map((code) => option(literal(code), code));
  return modal({
    id: ADD_PIPELINE_FORM,
    title: f.add,
    submit: f.save,
    close: m.common.cancel,
    data: pipelinesFormData.encode({}),
    blocks: [
      textField(PIPELINES_FIELDS.name, { label: f.name, value: '', most: PIPELINE_LIMITS.name, hint: f.nameHint }),
      field(PIPELINES_FIELDS.from, f.from, select(from, FROM_SEVEN)),
      field(PIPELINES_FIELDS.currency, f.currency, { ...select(currencies, currency), hint: f.currencyHint }),
    ],
  });
}

export const renamePipelineForm = (m: Messages, { id, name }: Pick<Pipeline, 'id' | 'name'>): ModalView =>
  modal({
    id: RENAME_PIPELINE_FORM,
    title: m.pipelines.form.rename,
    submit: m.pipelines.form.save,
    close: m.common.cancel,
    data: pipelinesFormData.encode({ id }),
    blocks: [
      textField(PIPELINES_FIELDS.name, {
        label: m.pipelines.form.name,
        value: name,
        most: PIPELINE_LIMITS.name,
        hint: m.pipelines.form.nameHint,
      }),
    ],
  });
