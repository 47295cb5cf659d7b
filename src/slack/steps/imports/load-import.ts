import { setImmediate as nextTurn } from 'node:timers/promises';
import { z } from 'zod';
import { isAllowed } from '../../../core/people/rights.ts';
import { pipelineById } from '../../../core/pipeline/pipelines.ts';
import type { Pipeline } from '../../../core/pipeline/stage.ts';
import { type DealsImport, lookAtDeals } from '../../../import/deals-import.ts';
import { historyColumns } from '../../../import/read/history-table.ts';
import { choicesSchema, type ImportChoices } from '../../../import/read/import-choices.ts';
import { readTableInTurns } from '../../../input/files/read-table.ts';
import type { Table } from '../../../input/files/table.ts';
import type { SafeText } from '../../../locale/safe-text.ts';
import type { ImportRun } from '../../../store/types/imports.ts';
import type { Reply, RequestContext } from '../../request/flow.ts';
import { textMessage } from '../../views/kit/blocks.ts';
import { memberNameText } from '../../views/kit/text.ts';
import { importedAlready, importPreview } from '../../views/workspace/imports/import-message.ts';
import { fileProblemText } from '../../views/workspace/imports/import-report.ts';

/** What is kept of an import that is being prepared: where its file is, and what was chosen. */
const draftSchema = choicesSchema.extend({ fileId: z.string() });
type Draft = { readonly fileId: string; readonly choices: ImportChoices };

/** An import that is being prepared, with its file as it is understood now. */
export type LoadedImport = Draft & {
  readonly run: Pick<ImportRun, 'id' | 'fileName' | 'memberId'>;
  readonly pipeline: Pipeline;
  readonly table: Table;
  readonly found: DealsImport;
};

/** Runs what only an admin may; anybody else is told who can. */
export async function forImporters(context: RequestContext, run: () => Promise<Reply>): Promise<Reply> {
  if (isAllowed(context.member.role, 'deals.import')) return run();
  const admins = (await context.tenant.members.all()).filter(({ role, active }) => role === 'admin' && active);
  return { kind: 'say', message: textMessage(context.m.importing.adminsOnly(admins.map(memberNameText))) };
}

/** Downloads a file and reads it as a table of deals; a sentence where that cannot be. */
async function fetchTable({ m, readFile }: RequestContext, fileId: string): Promise<{ readonly table: Table } | SafeText> {
  const file = await readFile(fileId);
  if (!file.ok) return file.why === 'tooLarge' ? m.importing.file.tooLarge : m.importing.download[file.why];
  const read = await readTableInTurns(file.bytes, {}, nextTurn);
  if (!read.ok) return fileProblemText(m, read.problem);
  return historyColumns(read.table.heading) === undefined ? { table: read.table } : m.importing.historyByCommand;
}

const place = ({ tenant, timeZone, at }: RequestContext, pipeline: Pipeline) => ({ tenant, pipeline, timeZone, now: at });

/** Keeps what was chosen, and shows what the file would become by it. */
export async function saveAndPreview(
  context: RequestContext,
  { run, pipeline, table, fileId, choices }: Omit<LoadedImport, 'found'>,
): Promise<Reply> {
  const { m, tenant, timeZone, at } = context;
  await tenant.imports.saveDraft({ ...run, choices: { ...choices, fileId } }, { pipelineId: pipeline.id, at });
  const { report } = await lookAtDeals({ table, fileName: run.fileName }, place(context, pipeline), choices);
  return { kind: 'say', message: importPreview(m, { runId: run.id, report, pipeline, timeZone }) };
}

/** A file that was sent to the bot: what it would become, with the buttons that go on. */
export function startImport(
  context: RequestContext,
  { id: fileId, name }: { readonly id: string; readonly name: string },
): Promise<Reply> {
  return forImporters(context, async () => {
    const read = await fetchTable(context, fileId);
    if (typeof read === 'string') return { kind: 'say', message: textMessage(read) };
    const { member, pipeline, tenant } = context;
    const run = { id: tenant.imports.newId(), memberId: member.id, fileName: name };
    const choices: ImportChoices = { stages: {}, owners: {}, leaveOutBad: true, defaultOwner: member.id };
    return saveAndPreview(context, { run, pipeline, table: read.table, fileId, choices });
  });
}

/** An import that is being prepared, or the answer why it is no more. */
export async function loadImport(context: RequestContext, runId: string): Promise<LoadedImport | Reply> {
  const { m, tenant, pipelines } = context;
  const run = await tenant.imports.run(runId);
  const draft = draftSchema.safeParse(run?.choices);
  const pipeline = run === undefined ? undefined : pipelineById(pipelines, run.pipelineId);
  if (run === undefined || pipeline === undefined || !draft.success) return { kind: 'say', message: textMessage(m.common.gone) };
  if (run.importedAt !== null) return { kind: 'say', message: importedAlready(m, run) };
  const { fileId, ...choices } = draft.data;
  const read = await fetchTable(context, fileId);
  if (typeof read === 'string') return { kind: 'say', message: textMessage(read) };
  const found = await lookAtDeals({ table: read.table, fileName: run.fileName }, place(context, pipeline), choices);
  return { run, pipeline, table: read.table, found, fileId, choices };
}
