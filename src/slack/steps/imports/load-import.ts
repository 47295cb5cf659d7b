import { z } from 'zod';
import { isAllowed } from '../../../core/people/rights.ts';
import { pipelineById } from '../../../core/pipeline/pipelines.ts';
import type { Pipeline } from '../../../core/pipeline/stage.ts';
import { type DealsFile, openDealsFile } from '../../../import/deals-file.ts';
import { type DealsImport, lookAtDeals } from '../../../import/deals-import.ts';
import { historyColumns } from '../../../import/read/history-table.ts';
import { choicesSchema, type ImportChoices } from '../../../import/read/import-choices.ts';
import type { SafeText } from '../../../locale/safe-text.ts';
import type { ImportRun } from '../../../store/types/imports.ts';
import type { Reply, RequestContext } from '../../request/flow.ts';
import { textMessage } from '../../views/kit/blocks.ts';
import { memberNameText } from '../../views/kit/text.ts';
import { importedAlready, importPreview, importProgress } from '../../views/workspace/imports/import-message.ts';
import { fileProblemText } from '../../views/workspace/imports/import-report.ts';
import type { ProgressLedger } from '../../web-api/progress-message.ts';

/** What is kept of an import that is being prepared: where its file is, and what was chosen. */
const draftSchema = choicesSchema.extend({ fileId: z.string() });
type Draft = { readonly fileId: string; readonly choices: ImportChoices };

/** An import that is being prepared, with its file as it is understood now. */
export type LoadedImport = Draft & {
  readonly run: Pick<ImportRun, 'id' | 'fileName' | 'memberId'>;
  readonly pipeline: Pipeline;
  readonly file: DealsFile;
  readonly found: DealsImport;
};

/** Runs what only an admin may; anybody else is told who can. */
export async function forImporters(context: RequestContext, run: () => Promise<Reply>): Promise<Reply> {
  if (isAllowed(context.member.role, 'deals.import')) return run();
  const admins = (await context.tenant.members.all()).filter(({ role, active }) => role === 'admin' && active);
  return { kind: 'say', message: textMessage(context.m.importing.adminsOnly(admins.map(memberNameText))) };
}

/** Downloads a file, reads it as a table of deals and runs with it; its rows are let go then. A sentence where that cannot be. */
async function withFile(
  { m, readFile }: RequestContext,
  fileId: string,
  run: (file: DealsFile) => Promise<Reply>,
): Promise<Reply> {
  const say = (text: SafeText): Reply => ({ kind: 'say', message: textMessage(text) });
  const downloaded = await readFile(fileId);
  if (!downloaded.ok)
    return say(downloaded.why === 'tooLarge' ? m.importing.file.tooLarge : m.importing.download[downloaded.why]);
  const opened = await openDealsFile(downloaded.bytes, {});
  if (!opened.ok) return say(fileProblemText(m, opened.problem));
  const { file } = opened;
  try {
    const isHistory = historyColumns(file.head.heading) !== undefined;
    return isHistory ? say(m.importing.historyByCommand) : await run(file);
  } finally {
    await file.close();
  }
}

const place = ({ tenant, timeZone, at }: RequestContext, pipeline: Pipeline) => ({ tenant, pipeline, timeZone, now: at });

/** The message of an import is kept with it: a process that ends in the middle leaves it behind (src/jobs/left-imports.ts). */
const ledgerOf = ({ tenant: { imports }, wallNow }: RequestContext, runId: string): ProgressLedger => ({
  keep: (posted) => imports.setProgress(runId, { ...posted, seenAt: wallNow() }),
  forget: () => imports.setProgress(runId, null),
});

/** Shows a person who waits how far an import has come, before it is written and after that. */
export const progressOf =
  (context: RequestContext, runId: string, step: 'rows' | 'weeks') =>
  (done: number, of: number): void =>
    context.progress.show(() => importProgress(context.m, { step, done, of }), ledgerOf(context, runId));

/** An import of so many deals may take longer than {@link PROGRESS_INTERVAL_MS}. */
const MANY_DEALS = 2000;

/**
 * Shows how far the writing has come. While its transaction is open nothing can be kept beside it, so the message of a large one is there, and
 * kept, before it begins; that of a small one appears only where reading has taken long.
 */
export async function writingProgress(context: RequestContext, runId: string, deals: number): Promise<Progress> {
  const { m, progress } = context;
  const said = (done: number, of: number) => () => importProgress(m, { step: 'deals', done, of });
  await (deals < MANY_DEALS ? progress.settled() : progress.showNow(said(0, deals), ledgerOf(context, runId)));
  return (done, of) => progress.edit(said(done, of));
}

type Progress = (done: number, of: number) => void;

/** Keeps what was chosen, and shows what the file would become by it. */
export async function saveAndPreview(
  context: RequestContext,
  { run, pipeline, file, fileId, choices }: Omit<LoadedImport, 'found'>,
  progress?: Progress,
): Promise<Reply> {
  const { m, tenant, timeZone, at } = context;
  await tenant.imports.saveDraft({ ...run, choices: { ...choices, fileId } }, { pipelineId: pipeline.id, at });
  const { report } = await lookAtDeals({ file, fileName: run.fileName, progress }, place(context, pipeline), choices);
  return { kind: 'say', message: importPreview(m, { runId: run.id, report, pipeline, timeZone }) };
}

/** A file that was sent to the bot: what it would become, with the buttons that go on. */
export function startImport(
  context: RequestContext,
  { id: fileId, name }: { readonly id: string; readonly name: string },
): Promise<Reply> {
  return forImporters(context, () =>
    withFile(context, fileId, (file) => {
      const { member, pipeline, tenant } = context;
      const run = { id: tenant.imports.newId(), memberId: member.id, fileName: name };
      const choices: ImportChoices = { stages: {}, owners: {}, leaveOutBad: true, defaultOwner: member.id };
      return saveAndPreview(context, { run, pipeline, file, fileId, choices }, progressOf(context, run.id, 'rows'));
    }),
  );
}

type ImportAsked = { readonly runId: string; readonly progress?: Progress };

/** Runs with an import that is being prepared, or answers why it is no more. */
export async function withLoadedImport(
  context: RequestContext,
  { runId, progress }: ImportAsked,
  go: (loaded: LoadedImport) => Promise<Reply>,
): Promise<Reply> {
  const { m, tenant, pipelines } = context;
  const run = await tenant.imports.run(runId);
  const draft = draftSchema.safeParse(run?.choices);
  const pipeline = run === undefined ? undefined : pipelineById(pipelines, run.pipelineId);
  if (run === undefined || pipeline === undefined || !draft.success) return { kind: 'say', message: textMessage(m.common.gone) };
  if (run.importedAt !== null) return { kind: 'say', message: importedAlready(m, run) };
  const { fileId, ...choices } = draft.data;
  return withFile(context, fileId, async (file) => {
    const found = await lookAtDeals({ file, fileName: run.fileName, progress }, place(context, pipeline), choices);
    return go({ run, pipeline, file, found, fileId, choices });
  });
}
