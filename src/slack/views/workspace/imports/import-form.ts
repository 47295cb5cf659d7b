import type { KnownBlock, ModalView } from '@slack/types';
import { z } from 'zod';
import { openStages, type Pipeline } from '../../../../core/pipeline/stage.ts';
import type { DealField } from '../../../../import/read/deal-fields.ts';
import type { ImportQuestion } from '../../../../import/read/import-choices.ts';
import type { FileStage } from '../../../../import/read/prepare-import.ts';
import { type ColumnPlan, usedColumns } from '../../../../import/read/propose-columns.ts';
import type { Messages } from '../../../../locale/messages.ts';
import { type SafeText, safe } from '../../../../locale/safe-text.ts';
import { field, modal, option } from '../../kit/blocks.ts';
import { type DataOf, defineFormData } from '../../kit/form-data.ts';
import { literal } from '../../kit/text.ts';

/** Callback id of the form. */
export const IMPORT_FORM = 'import.save-choices';
/** `asksNotes`: false of a form that was opened before it could ask which columns the note keeps. */
export const importFormData = defineFormData(z.object({ run: z.string(), asksNotes: z.boolean().default(false) }));
export type ImportFormData = DataOf<typeof importFormData>;

/** Fields that the form offers a column for, those that matter most first. */
export const FORM_FIELDS = [
  ...(['name', 'company', 'stage', 'status', 'value', 'currency', 'owner', 'created', 'closed', 'closeOn', 'close'] as const),
  ...(['id', 'contact', 'email', 'phone', 'source', 'lostReason', 'nextStep', 'note'] as const),
] as const satisfies readonly DealField[];

/** The same amount with either sign. */
const [WITH_POINT, WITH_COMMA] = [safe`1,234.50`, safe`1 234,50`];

/** Choices of one select. */
const MAX_OPTIONS = 100;
/** Columns that a select offers: each of them stands in every select, and Slack takes 250 kB of a view. */
const MAX_COLUMNS = 40;
/** Choices of all stages together, and stages that the form asks about: it holds 100 blocks. */
const MAX_STAGE_OPTIONS = 600;
const MAX_FORM_STAGES = 60;
const MAX_COLUMN_LENGTH = 40;

/** Stages of a file that the form asks about. */
export const formStageLimit = (pipeline: Pipeline): number =>
  Math.min(MAX_FORM_STAGES, Math.floor(MAX_STAGE_OPTIONS / (pipeline.stages.length + 1)));

export const columnField = (name: DealField): string => `column.${name}`;
export const stageField = (place: number): string => `stage.${place}`;
export const NOTES_FIELD = 'notes';
export const DECIMAL_FIELD = 'decimals';
export const DATES_FIELD = 'dates';
export const OWNER_FIELD = 'owner';

/** What the form shows: the file's columns, its stages, and what was chosen or proposed. */
export type ImportFormShown = {
  readonly runId: string;
  readonly heading: readonly string[];
  readonly plan: ColumnPlan;
  readonly stages: readonly Pick<FileStage, 'name' | 'meaning' | 'isStatus'>[];
  readonly questions: readonly ImportQuestion[];
  readonly decimalSign: '.' | ',' | undefined;
  readonly dateOrder: 'dayFirst' | 'monthFirst' | undefined;
  /** Slack user id of whose deals those without an owner are. */
  readonly owner: string | undefined;
  readonly pipeline: Pipeline;
};

/** A select with its chosen option. */
function select(
  name: string,
  label: SafeText,
  {
    options,
    chosen,
    optional,
  }: { readonly options: ReturnType<typeof option>[]; readonly chosen: string | undefined; readonly optional: boolean },
): KnownBlock {
  const initial = options.find(({ value }) => value === chosen);
  return field(name, label, {
    type: 'static_select',
    options,
    optional,
    ...(initial === undefined ? {} : { initial_option: initial }),
  });
}

/** Columns as choices: those that are chosen are among them, however many there are. */
const columnOptions = (
  heading: readonly string[],
  { chosen, most }: { readonly chosen: ReadonlySet<number>; readonly most: number },
): ReturnType<typeof option>[] =>
  heading
    .map((name, column) => ({ name, column }))
    .filter(({ name }) => name !== '')
    .toSorted((a, b) => Number(chosen.has(b.column)) - Number(chosen.has(a.column)))
    .slice(0, most)
    .toSorted((a, b) => a.column - b.column)
    .map(({ name, column }) => option(literal(name, MAX_COLUMN_LENGTH), String(column)));

/** Which columns nothing else is taken from, and which of them the note keeps. */
function notesSelect(m: Messages, { heading, plan }: ImportFormShown): readonly KnownBlock[] {
  const others = usedColumns({ ...plan, notes: [] });
  const free = heading.map((name, column) => (others.has(column) ? '' : name));
  const notes = new Set(plan.notes);
  const options = columnOptions(free, { chosen: notes, most: MAX_OPTIONS });
  const kept = options.filter(({ value }) => notes.has(Number(value)));
  if (options.length === 0) return [];
  return [
    field(NOTES_FIELD, m.importing.keptInNote, {
      type: 'multi_static_select',
      options,
      optional: true,
      ...(kept.length === 0 ? {} : { initial_options: kept }),
    }),
  ];
}

function columnSelects(m: Messages, { heading, plan }: ImportFormShown): readonly KnownBlock[] {
  const options = columnOptions(heading, { chosen: new Set(Object.values(plan.fields).flat()), most: MAX_COLUMNS });
  return FORM_FIELDS.map((each) => {
    const chosen = plan.fields[each]?.[0];
    return select(columnField(each), m.importing.fields[each], {
      options,
      chosen: chosen === undefined ? undefined : String(chosen),
      optional: true,
    });
  });
}

function stageSelects(m: Messages, { stages, pipeline }: ImportFormShown): readonly KnownBlock[] {
  const ends = pipeline.stages.filter(({ kind }) => kind !== 'open');
  const options = [
    ...openStages(pipeline).map(({ id, name }) => option(literal(name, MAX_COLUMN_LENGTH), id)),
    ...ends.map(({ kind, name }) => option(literal(name, MAX_COLUMN_LENGTH), kind)),
    option(m.importing.leaveOutRows, 'leaveOut'),
  ].slice(-MAX_OPTIONS);
  return stages.slice(0, formStageLimit(pipeline)).map(({ name, meaning, isStatus }, place) =>
    isStatus
      ? select(stageField(place), m.importing.statusOfFile(literal(name)), {
          options: [option(m.importing.openRows, 'open'), ...options],
          ...{ chosen: meaning, optional: true },
        })
      : select(stageField(place), m.importing.stageOfFile(literal(name)), { options, chosen: meaning, optional: true }),
  );
}

/** Only what the file leaves open, or what was answered before. */
function ruleSelects(m: Messages, shown: ImportFormShown): readonly KnownBlock[] {
  const { importing } = m;
  const asks = (ask: ImportQuestion['ask']): boolean => shown.questions.some((question) => question.ask === ask);
  const decimals = [option(importing.decimalPoint(WITH_POINT), '.'), option(importing.decimalComma(WITH_COMMA), ',')];
  const orders = [option(importing.dayFirst, 'dayFirst'), option(importing.monthFirst, 'monthFirst')];
  return [
    ...(asks('decimalSign') || shown.decimalSign !== undefined
      ? [select(DECIMAL_FIELD, importing.decimals, { options: decimals, chosen: shown.decimalSign, optional: true })]
      : []),
    ...(asks('dateOrder') || shown.dateOrder !== undefined
      ? [select(DATES_FIELD, importing.dates, { options: orders, chosen: shown.dateOrder, optional: true })]
      : []),
  ];
}

/** The form of what a file's columns and stages mean. */
export function importForm(m: Messages, shown: ImportFormShown): ModalView {
  const owner = shown.owner === undefined ? {} : { initial_user: shown.owner };
  return modal({
    id: IMPORT_FORM,
    title: m.importing.formTitle,
    submit: m.importing.formSubmit,
    close: m.common.cancel,
    data: importFormData.encode({ run: shown.runId, asksNotes: true }),
    blocks: [
      ...ruleSelects(m, shown),
      ...columnSelects(m, shown),
      ...notesSelect(m, shown),
      ...stageSelects(m, shown),
      field(OWNER_FIELD, m.importing.ownerOfRest, { type: 'users_select', ...owner, optional: true }),
    ],
  });
}
