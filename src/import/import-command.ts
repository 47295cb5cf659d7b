import { basename } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { foldText } from '../core/fold-text.ts';
import { DEFAULT_LANGUAGE } from '../core/people/language.ts';
import { type Pipeline, stageById } from '../core/pipeline/stage.ts';
import { localizePipeline } from '../core/pipeline/stored-pipeline.ts';
import type { Instant } from '../core/time/instant.ts';
import { loadWorkspace } from '../facts/tenant-reads.ts';
import { readTableInTurns } from '../input/files/read-table.ts';
import type { Table, TableProblem } from '../input/files/table.ts';
import { LANGUAGES } from '../locale/languages.ts';
import type { CommandOutput } from '../platform/local-socket.ts';
import { toPlainText } from '../slack/views/kit/text.ts';
import { fileProblemText, importReportLines } from '../slack/views/workspace/imports/import-report.ts';
import type { Store, Tenant } from '../store/types/store.ts';
import { type DealsFile, openDealsFile } from './deals-file.ts';
import { importDeals, lookAtDeals } from './deals-import.ts';
import { forecastPast } from './forecast-past.ts';
import { type ImportOptions, isLeaveOut, type UndoOptions } from './options.ts';
import { isDealField } from './read/deal-fields.ts';
import { historyColumns } from './read/history-table.ts';
import type { ImportChoices } from './read/import-choices.ts';
import { assignColumn, type ColumnPlan, leaveOutColumn, proposeColumns } from './read/propose-columns.ts';
import { createStageLookup } from './read-import.ts';
import { importFailureReport, importReport } from './report.ts';
import { runImport } from './run-import.ts';
import { forgetPlans } from './write-import.ts';

/** A command of the import, wherever it was typed. `bytes`: of the file, unpacked; none where an import is taken back. */
export type ImportCommand = {
  readonly store: Store;
  readonly options: ImportOptions | UndoOptions;
  readonly bytes: Uint8Array;
  readonly at: Instant;
  readonly output: CommandOutput;
};

// What is said is in English, as everything on the command line.
const m = LANGUAGES[DEFAULT_LANGUAGE];

/** The workspace that is meant, or a sentence about why none is. */
async function resolveTenant(store: Store, workspace: string | undefined): Promise<Tenant | string> {
  const all = await store.workspaces();
  const [only, ...more] = all;
  if (workspace !== undefined) {
    return all.some(({ id }) => id === workspace)
      ? store.tenant(workspace)
      : `There is no workspace ${workspace}: ${all.map(({ id }) => id).join(', ') || 'none yet'}.`;
  }
  if (only === undefined) return 'There is no workspace yet: start the bot and type /deal in Slack once, then import.';
  return more.length === 0 ? store.tenant(only.id) : `Which workspace? --workspace ${all.map(({ id }) => id).join(' or ')}`;
}

async function undoCommand(tenant: Tenant, undo: string, { at, output }: ImportCommand): Promise<number> {
  const undone = await tenant.imports.undo(undo, { memberId: null, at });
  if (!undone.ok) {
    output.err(toPlainText(undone.why === 'already' ? m.importing.undoneAlready : m.importing.noSuchImport));
    return 1;
  }
  const run = await tenant.imports.run(undo);
  if (run !== undefined) await forgetPlans(tenant, { id: run.pipelineId }, at);
  output.out(toPlainText(m.importing.undone(undone.undone)));
  if (undone.stayed > 0) output.out(toPlainText(m.importing.stayed(undone.stayed)));
  return 0;
}

/** What `--columns` says, over what is proposed; a sentence for a heading that the file does not have. */
function planColumns({ heading }: Pick<Table, 'heading'>, { columns }: ImportOptions): ColumnPlan | string {
  const proposed = proposeColumns(heading);
  let plan = proposed;
  for (const [name, field] of columns) {
    const column = heading.findIndex((each) => foldText(each) === foldText(name));
    if (column < 0) return `--columns: there is no column ${name}. The file has ${heading.join(', ')}.`;
    if (isLeaveOut(field)) plan = leaveOutColumn(plan, column);
    // Several columns may be in the note, each under its heading.
    else if (field === 'note') plan = { ...plan, notes: [...plan.notes.filter((each) => each !== column), column] };
    else if (isDealField(field)) plan = assignColumn(plan, field, column);
  }
  return plan;
}

/** What `--stages` says; of names alone it is a sentence. */
function planStages({ stages }: ImportOptions, pipeline: Pipeline): ImportChoices['stages'] | string {
  if (!(stages instanceof Map)) {
    return [...stages].length > 0 ? 'A table of deals needs pairs: --stages demo=Needs,quote=Offer' : {};
  }
  const find = createStageLookup(pipeline, new Map());
  const chosen: [string, string][] = [];
  for (const [theirs, ours] of stages) {
    const meaning = isLeaveOut(ours) ? 'leaveOut' : (find(ours) ?? (/^open$/i.test(ours) ? 'open' : undefined));
    if (meaning === undefined)
      return `--stages: there is no stage ${ours}. Yours are ${pipeline.stages.map(({ name }) => name).join(', ')}.`;
    chosen.push([theirs, stageById(pipeline, meaning)?.id ?? meaning]);
  }
  return Object.fromEntries(chosen);
}

type Place = { readonly tenant: Tenant; readonly pipeline: Pipeline; readonly timeZone: string };

async function historyCommand(
  { tenant, pipeline, timeZone, table }: Place & { readonly table: Table },
  options: ImportOptions,
  { at, output }: ImportCommand,
): Promise<number> {
  const { decimalSign, dateOrder, leaveOutBad } = options;
  const result = await runImport(tenant, pipeline, {
    ...{ table, timeZone, at, stages: options.stages, reps: options.reps, dryRun: options.dryRun },
    choices: { stages: {}, owners: {}, decimalSign, dateOrder, leaveOutBad },
    fileName: basename(options.file),
    progress: output.progress('deals written'),
  });
  if (!result.ok) {
    for (const line of importFailureReport(result, pipeline)) output.err(line);
    return 1;
  }
  for (const line of importReport(result.counts, { dryRun: options.dryRun, currency: pipeline.currency, timeZone }))
    output.out(line);
  if (result.closedTwice > 0) output.out(toPlainText(m.importing.closedTwice(result.closedTwice)));
  if (result.runId !== null) output.out(undoLine(result.runId));
  return 0;
}

const undoLine = (runId: string): string => `To take it back: npm run -s import -- --undo=${runId}`;

async function dealsCommand(
  { tenant, pipeline, timeZone, file }: Place & { readonly file: DealsFile },
  options: ImportOptions,
  { at, output }: ImportCommand,
): Promise<number> {
  const columns = planColumns(file.head, options);
  const stages = planStages(options, pipeline);
  if (typeof columns === 'string' || typeof stages === 'string') {
    output.err(typeof columns === 'string' ? columns : String(stages));
    return 1;
  }
  const { decimalSign, dateOrder, leaveOutBad, owner } = options;
  const choices: ImportChoices = {
    ...{ columns, stages, decimalSign, dateOrder, leaveOutBad, owners: Object.fromEntries(options.reps) },
    defaultOwner: owner,
  };
  const fileName = basename(options.file);
  const place = { tenant, pipeline, timeZone, now: at };
  const found = await lookAtDeals({ file, fileName }, place, choices);
  const { report, plan } = found;
  for (const line of importReportLines(m, report, {
    pipeline,
    timeZone,
    leavesOutBad: leaveOutBad,
    mostColumns: Number.POSITIVE_INFINITY,
  }))
    output.out(toPlainText(line));
  if (plan.unknownPeople.length > 0) {
    output.err(
      `--reps or --owner names ${plan.unknownPeople.join(', ')}, whom Lejek does not know yet. They have to use it once, or give a name.`,
    );
    return 1;
  }
  const isRefused = report.questions.length > 0 || (report.bad.length > 0 && !leaveOutBad);
  if (options.dryRun) {
    output.out('Nothing was written: this was a dry run.');
    return isRefused ? 1 : 0;
  }
  if (isRefused) {
    output.err(
      `${toPlainText(m.importing.nothingImported)} --help says how to answer${report.bad.length > 0 ? '; --skip-bad leaves out rows that cannot be read' : ''}.`,
    );
    return 1;
  }
  if (report.newDeals + report.changedDeals === 0) return 0;
  const run = { id: tenant.imports.newId(), memberId: null, fileName, choices };
  if (!(await importDeals(found, place, { run, progress: output.progress('deals written') }))) {
    output.err(toPlainText(m.importing.changedMeanwhile));
    return 1;
  }
  output.out(toPlainText(m.importing.done(report)));
  output.out(undoLine(run.id));
  return 0;
}

/** A table of deals stays in the worker thread; a stage history, whose lines are read as a whole, is read here. */
async function importFile(place: Place, options: ImportOptions, command: ImportCommand): Promise<number> {
  const { bytes, output } = command;
  const refuse = ({ problem }: { readonly problem: TableProblem }): number => {
    output.err(toPlainText(fileProblemText(m, problem)));
    return 1;
  };
  const opened = await openDealsFile(bytes, options);
  if (!opened.ok) return refuse(opened);
  const { file } = opened;
  try {
    if (historyColumns(file.head.heading) === undefined) return await dealsCommand({ ...place, file }, options, command);
  } finally {
    await file.close();
  }
  const read = await readTableInTurns(bytes, options, nextTurn);
  return read.ok ? historyCommand({ ...place, table: read.table }, options, command) : refuse(read);
}

/** Runs a command of the import to its exit code. */
export async function runImportCommand(command: ImportCommand): Promise<number> {
  const { store, options, at, output } = command;
  const tenant = await resolveTenant(store, options.workspace);
  if (typeof tenant === 'string') {
    output.err(tenant);
    return 1;
  }
  if ('undo' in options) return undoCommand(tenant, options.undo, command);
  const stored = await tenant.pipeline(options.pipeline);
  if (stored === undefined) {
    output.err(`There is no pipeline ${options.pipeline}: ${(await tenant.pipelines()).map(({ id }) => id).join(', ')}.`);
    return 1;
  }
  const pipeline = localizePipeline(stored, DEFAULT_LANGUAGE);
  const { timeZone } = await loadWorkspace(tenant);
  const code = await importFile({ tenant, pipeline, timeZone }, options, command);
  if (code !== 0 || options.dryRun) return code;
  const weeks = await forecastPast(tenant, pipeline, { at, progress: output.progress('weeks forecast') });
  if (weeks > 0) output.out(`Forecasts that ${weeks} past weeks would have had are kept: the next ones learn from them.`);
  return 0;
}
