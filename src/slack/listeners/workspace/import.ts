import { importDeals } from '../../../import/deals-import.ts';
import { forecastPast } from '../../../import/forecast-past.ts';
import type { DealField } from '../../../import/read/deal-fields.ts';
import type { ImportChoices } from '../../../import/read/import-choices.ts';
import { type ColumnPlan, usedColumns } from '../../../import/read/propose-columns.ts';
import { forgetPlans } from '../../../import/write-import.ts';
import type { SafeText } from '../../../locale/safe-text.ts';
import { joinSafe } from '../../../locale/safe-text.ts';
import type { Flow, Reply, RequestContext } from '../../request/flow.ts';
import type { Form } from '../../request/form.ts';
import { submitHandler } from '../../request/submit-handler.ts';
import {
  forImporters,
  type LoadedImport,
  progressOf,
  saveAndPreview,
  withLoadedImport,
  writingProgress,
} from '../../steps/imports/load-import.ts';
import { textMessage } from '../../views/kit/blocks.ts';
import {
  columnField,
  DATES_FIELD,
  DECIMAL_FIELD,
  FORM_FIELDS,
  formStageLimit,
  IMPORT_FORM,
  type ImportFormData,
  importForm,
  importFormData,
  NOTES_FIELD,
  OWNER_FIELD,
  stageField,
} from '../../views/workspace/imports/import-form.ts';
import {
  importDone,
  importedAlready,
  importPreview,
  MAKE_IMPORT,
  OPEN_IMPORT_FORM,
  UNDO_IMPORT,
} from '../../views/workspace/imports/import-message.ts';

/** Runs with an import that is being prepared. */
const withImport = (context: RequestContext, runId: string, run: (loaded: LoadedImport) => Promise<Reply>): Promise<Reply> =>
  forImporters(context, () => withLoadedImport(context, { runId }, run));

/** Imports what is being prepared; a person who waits is shown how far it has come. */
const makePreparedImport = (context: RequestContext, runId: string): Promise<Reply> =>
  forImporters(context, () =>
    withLoadedImport(context, { runId, progress: progressOf(context, runId, 'rows') }, (loaded) => makeImport(context, loaded)),
  );

/** What the form asks about stages, in the order of its fields: those that nobody can tell first. */
function formStages({ found: { prepared }, pipeline }: LoadedImport) {
  const entered = prepared.plan.entered.map(({ stage }) => ({ name: stage, meaning: undefined, isStatus: false }));
  const unknown = prepared.questions.flatMap((question) => (question.ask === 'stages' ? question.names : []));
  const named = [...prepared.stages, ...entered.filter(({ name }) => unknown.includes(name))];
  const once = named.filter(({ name }, place) => named.findIndex((each) => each.name === name) === place);
  return once
    .toSorted((a, b) => Number(unknown.includes(b.name)) - Number(unknown.includes(a.name)))
    .slice(0, formStageLimit(pipeline));
}

async function openForm(context: RequestContext, loaded: LoadedImport): Promise<Reply> {
  const { run, file, found, choices, pipeline } = loaded;
  const owner = choices.defaultOwner === undefined ? undefined : await context.tenant.members.byId(choices.defaultOwner);
  const view = importForm(context.m, {
    ...{ runId: run.id, heading: file.head.heading, plan: found.prepared.plan, stages: formStages(loaded), pipeline },
    ...{ questions: found.report.questions, decimalSign: choices.decimalSign, dateOrder: choices.dateOrder },
    owner: owner?.slackUserId ?? undefined,
  });
  return { kind: 'open', view };
}

/** The columns that the form chose: of a field that several columns may hold, the others stay behind the chosen one. The note keeps no column that is a field. */
function chosenColumns(plan: ColumnPlan, form: Form, { asksNotes }: ImportFormData): ColumnPlan {
  const fields: Partial<Record<DealField, readonly number[]>> = { ...plan.fields };
  for (const name of FORM_FIELDS) {
    const chosen = form.choice(columnField(name));
    const before = plan.fields[name] ?? [];
    if (chosen === null) delete fields[name];
    else if (Number(chosen) !== before[0]) fields[name] = [Number(chosen)];
  }
  const others = usedColumns({ ...plan, fields, notes: [] });
  const notes = asksNotes ? form.choices(NOTES_FIELD).map(Number) : plan.notes;
  return { ...plan, fields, notes: notes.filter((column) => !others.has(column)) };
}

type FilledImportForm = { readonly form: Form; readonly data: ImportFormData; readonly loaded: LoadedImport };

async function saveChoices(context: RequestContext, { form, data, loaded }: FilledImportForm): Promise<Reply> {
  const { choices, found } = loaded;
  const stages: Record<string, string> = { ...choices.stages };
  for (const [place, { name }] of formStages(loaded).entries()) {
    const meaning = form.choice(stageField(place));
    if (meaning !== null) stages[name] = meaning;
  }
  const [sign, order, owner] = [DECIMAL_FIELD, DATES_FIELD, OWNER_FIELD].map((name) => form.choice(name));
  const resolved = owner == null ? undefined : await context.resolveMember(owner);
  if (typeof resolved === 'string') return { kind: 'errors', errors: { [OWNER_FIELD]: context.m.importing.cannotOwn } };
  const next: ImportChoices = {
    ...choices,
    columns: chosenColumns(found.prepared.plan, form, data),
    stages,
    decimalSign: sign === '.' || sign === ',' ? sign : choices.decimalSign,
    dateOrder: order === 'dayFirst' || order === 'monthFirst' ? order : choices.dateOrder,
    defaultOwner: resolved?.id ?? choices.defaultOwner,
  };
  return saveAndPreview(context, { ...loaded, choices: next });
}

async function makeImport(context: RequestContext, loaded: LoadedImport): Promise<Reply> {
  const { m, tenant, timeZone, at } = context;
  const { run, pipeline, found, fileId, choices } = loaded;
  const { report } = found;
  if (report.questions.length > 0 || report.newDeals + report.changedDeals === 0)
    return { kind: 'say', message: importPreview(m, { runId: run.id, report, pipeline, timeZone }), replacesOriginal: true };
  const draft = { ...run, choices: { ...choices, fileId } };
  const progress = await writingProgress(context, run.id, report.newDeals + report.changedDeals);
  const written = await importDeals(found, { tenant, pipeline, timeZone, now: at }, { run: draft, progress });
  if (!written) {
    const now = await tenant.imports.run(run.id);
    const isDone = now !== undefined && now.importedAt !== null;
    return { kind: 'say', message: isDone ? importedAlready(m, now) : textMessage(m.importing.changedMeanwhile) };
  }
  context.wake();
  await forecastPast(tenant, pipeline, { at, progress: progressOf(context, run.id, 'weeks') });
  const { newDeals, changedDeals } = report;
  return { kind: 'say', message: importDone(m, { runId: run.id, newDeals, changedDeals }), replacesOriginal: true };
}

async function undoImport(context: RequestContext, runId: string): Promise<Reply> {
  const { m, tenant, member, at } = context;
  const undone = await tenant.imports.undo(runId, { memberId: member.id, at });
  const said = (text: SafeText, replacesOriginal: boolean): Reply => ({
    kind: 'say',
    message: textMessage(text),
    replacesOriginal,
  });
  if (!undone.ok) return said(undone.why === 'already' ? m.importing.undoneAlready : m.common.gone, false);
  const run = await tenant.imports.run(runId);
  if (run !== undefined) await forgetPlans(tenant, { id: run.pipelineId }, at);
  context.wake();
  const stayed = undone.stayed === 0 ? [] : [m.importing.stayed(undone.stayed)];
  return said(joinSafe([m.importing.undone(undone.undone), ...stayed], ' '), true);
}

/** Bringing deals in from a file that was sent to the bot: looking at it, saying what its columns and stages mean, importing, taking back. */
export const importFlow = {
  buttons: {
    [MAKE_IMPORT]: { run: (context, press) => makePreparedImport(context, press.value) },
    [OPEN_IMPORT_FORM]: {
      opensForm: true,
      run: (context, press) => withImport(context, press.value, (loaded) => openForm(context, loaded)),
    },
    [UNDO_IMPORT]: { run: (context, press) => forImporters(context, () => undoImport(context, press.value)) },
  },
  forms: {
    [IMPORT_FORM]: submitHandler(importFormData, (context, form, data: ImportFormData) =>
      withImport(context, data.run, (loaded) => saveChoices(context, { form, data, loaded })),
    ),
  },
} satisfies Flow;
