import { concernedStages } from '../../core/deal/pipeline-change.ts';
import type { PipelineId, WorkspaceId } from '../../core/ids.ts';
import { DEFAULT_LANGUAGE } from '../../core/people/language.ts';
import { localizePipeline, type StoredPipeline } from '../../core/pipeline/stored-pipeline.ts';
import type { NewId } from '../db/ids.ts';
import { isDuplicate, jsonb, retryOnConflict, type Sql } from '../db/sql.ts';
import { statement } from '../db/statement.ts';
import { decideDeals, type PipelinePlace, writeStageDeals } from '../deals/stage-change-deals.ts';
import type { PrismaClient } from '../generated/client.ts';
import { toIso } from '../rows/deal-rows.ts';
import { toReasonsJson, toStageRow } from '../rows/model-rows.ts';
import type { CardsFrom, PipelineSaved, PipelineWork, SavePipeline, TouchedDeal } from '../types/pipeline-changes.ts';

/** Milliseconds for a change of the stages: a removed one may hold thousands of deals. */
const TIMEOUTS_MS = { maxWait: 60_000, timeout: 600_000 };
/** Cards of one channel that are drawn anew at once; the daily check does the rest. */
const MAX_CARDS = 100;

/** Two admins at once: the second waits here, and then finds another version. The key stays, so deals that refer to it are written meanwhile. */
const lockPipeline = statement<PipelinePlace, { version: number }>(
  'SELECT version FROM pipeline WHERE workspace_id = $workspaceId AND id = $pipelineId FOR NO KEY UPDATE',
);

/** Whoever moves a deal into one of them at this moment waits, and then finds it archived. */
const lockStages = statement<PipelinePlace & { stageIds: string }, { id: string }>(
  `SELECT id FROM stage WHERE workspace_id = $workspaceId AND pipeline_id = $pipelineId
    AND id IN (SELECT jsonb_array_elements_text($stageIds::jsonb)) ORDER BY id FOR UPDATE`,
);

/** Lock ordering, deals before stages: whoever changes a deal holds it while foreign keys ask for its stages, and would wait for us as we for it. */
const lockOccupants = statement<PipelinePlace & { stageIds: string }, { deals: number }>(
  `SELECT count(*)::integer AS deals FROM (
    SELECT number FROM deal WHERE workspace_id = $workspaceId AND pipeline_id = $pipelineId AND outcome = 'open'
      AND stage_id IN (SELECT jsonb_array_elements_text($stageIds::jsonb)) ORDER BY number FOR UPDATE) AS locked`,
);

const archiveStages = statement<PipelinePlace & { stages: string; at: string }, { id: string }>(
  `UPDATE stage AS s SET archived_at = $at::timestamptz, merged_into = r.merged_into
  FROM jsonb_to_recordset($stages::jsonb) AS r (id text, merged_into text)
  WHERE s.workspace_id = $workspaceId AND s.pipeline_id = $pipelineId AND s.id = r.id AND s.archived_at IS NULL`,
);

const countOccupants = statement<PipelinePlace & { stageIds: string }, { deals: number }>(
  `SELECT count(*)::integer AS deals FROM deal WHERE workspace_id = $workspaceId AND pipeline_id = $pipelineId AND outcome = 'open'
    AND stage_id IN (SELECT jsonb_array_elements_text($stageIds::jsonb))`,
);

/** What a stage alert of a removed stage was about is over: nobody is told. */
const endAlerts = statement<PipelinePlace & { stageIds: string; at: string }, never>(
  `UPDATE stage_alert SET recovered_at = $at::timestamptz WHERE workspace_id = $workspaceId AND pipeline_id = $pipelineId
    AND recovered_at IS NULL AND stage_id IN (SELECT jsonb_array_elements_text($stageIds::jsonb))`,
);

/** Cards name stages and what they ask for: each is drawn once more, the ones of the deals that changed last first. */
const queueCards = statement<PipelinePlace & { version: number; at: string }, never>(
  `INSERT INTO delivery (workspace_id, key, kind, target, subject, payload, state, not_before, attempt, created_at)
  SELECT $workspaceId, drawn.key, 'deal-card', drawn.channel_id, drawn.deal_number::text,
    jsonb_build_object('number', drawn.deal_number, 'version', drawn.version, 'cardKey', drawn.key, 'isCheck', true),
    'queued', $at::timestamptz, 0, $at::timestamptz
  FROM (
    SELECT c.channel_id, c.deal_number, d.version,
      'card/' || c.channel_id || '/' || c.deal_number || '/stages-' || $pipelineId || '-' || $version::integer AS key,
      row_number() OVER (PARTITION BY c.channel_id ORDER BY d.changed_at DESC, d.number) AS place
    FROM deal_card AS c
      JOIN deal AS d ON d.workspace_id = c.workspace_id AND d.number = c.deal_number AND d.outcome = 'open' AND d.pipeline_id = $pipelineId
      JOIN subscription AS u ON u.workspace_id = c.workspace_id AND u.pipeline_id = d.pipeline_id AND u.channel_id = c.channel_id
        AND u.ended_at IS NULL
    WHERE c.workspace_id = $workspaceId) AS drawn
  WHERE drawn.place <= ${MAX_CARDS} ON CONFLICT DO NOTHING`,
);

/** The stages from which on channels have cards follow the stages: the first stage stays "all", a removed one hands on to the next. */
function movedCardsFrom(before: StoredPipeline, after: StoredPipeline, position: number): number {
  if (position === 1) return 1;
  const later = before.stages.filter((stage) => stage.kind === 'open' && stage.position >= position);
  const still = later.map(({ id }) => after.stages.find((stage) => stage.id === id)).find((stage) => stage !== undefined);
  const last = after.stages.findLast((stage) => stage.kind === 'open');
  return still?.position ?? last?.position ?? 1;
}

/** @returns what channels had before, where it changed. */
async function moveCardsFrom(
  sql: Pick<PrismaClient, 'subscription'>,
  { workspaceId, pipelineId }: PipelinePlace,
  {
    before,
    after,
    work,
  }: { readonly before: StoredPipeline; readonly after: StoredPipeline; readonly work: PipelineWork | undefined },
): Promise<readonly CardsFrom[]> {
  const rows = await sql.subscription.findMany({ where: { workspaceId, pipelineId, cardsFrom: { not: null } } });
  const moved: CardsFrom[] = [];
  for (const { id, cardsFrom } of rows) {
    const then = work?.undoes?.cardsFrom.find(({ subscriptionId }) => subscriptionId === id)?.position;
    const next = then ?? movedCardsFrom(before, after, cardsFrom ?? 1);
    if (cardsFrom === null || next === cardsFrom) continue;
    await sql.subscription.update({ where: { workspaceId_id: { workspaceId, id } }, data: { cardsFrom: next } });
    moved.push({ subscriptionId: id, position: cardsFrom });
  }
  return moved;
}

async function saveStages(
  sql: PrismaTransaction,
  { workspaceId, pipelineId }: PipelinePlace,
  pipeline: StoredPipeline,
): Promise<void> {
  for (const stage of pipeline.stages) {
    const row = toStageRow(stage);
    await sql.stage.upsert({
      where: { workspaceId_pipelineId_id: { workspaceId, pipelineId, id: stage.id } },
      update: { ...row, archivedAt: null, mergedInto: null },
      create: { workspaceId, pipelineId, id: stage.id, ...row },
    });
  }
}

type PrismaTransaction = Sql & Pick<PrismaClient, 'stage' | 'pipeline' | 'subscription' | 'settingChange' | 'handled'>;

/** Nothing was written: the transaction is taken back by it. */
class Refused extends Error {
  readonly saved: PipelineSaved;
  constructor(saved: PipelineSaved) {
    super('the stages stay as they are');
    this.saved = saved;
  }
}

type Save = {
  readonly before: StoredPipeline;
  readonly pipeline: StoredPipeline;
  readonly at: number;
  readonly work: PipelineWork | undefined;
  readonly newId: NewId;
};

/** Reasons that were there and are no more are kept for the past. */
function withArchivedReasons(before: StoredPipeline, pipeline: StoredPipeline): StoredPipeline {
  const used = new Set(pipeline.lostReasons.map(({ id }) => id));
  const gone = [...(pipeline.archivedReasons ?? []), ...(before.archivedReasons ?? []), ...before.lostReasons];
  const kept = new Map(gone.filter(({ id }) => !used.has(id)).map((reason) => [reason.id, reason]));
  return { ...pipeline, archivedReasons: [...kept.values()] };
}

async function writeAll(
  sql: PrismaTransaction,
  place: PipelinePlace,
  { before, pipeline, at, work, newId }: Save,
): Promise<PipelineSaved> {
  const { workspaceId, pipelineId } = place;
  const used = new Set(pipeline.stages.map(({ id }) => id));
  const removed = before.stages.filter(({ id }) => !used.has(id)).map(({ id }) => id);
  const removedIds = jsonb(removed);
  const change = { before: localizePipeline(before, DEFAULT_LANGUAGE), after: localizePipeline(pipeline, DEFAULT_LANGUAGE) };
  await lockOccupants(sql, { ...place, stageIds: jsonb(concernedStages(change)) });
  await lockStages(sql, { ...place, stageIds: removedIds });
  await saveStages(sql, place, pipeline);
  const heirs = removed.map((id) => ({
    id,
    merged_into: pipeline.archivedStages?.find((stage) => stage.id === id)?.mergedInto ?? null,
  }));
  await archiveStages(sql, { ...place, stages: jsonb(heirs), at: toIso(at) });
  await endAlerts(sql, { ...place, stageIds: removedIds, at: toIso(at) });
  const deals = work === undefined ? [] : await decideDeals(sql, { ...place, change, work });
  await writeStageDeals(sql, place, { deals, at });
  if (work !== undefined) {
    const [left] = await countOccupants(sql, { ...place, stageIds: removedIds });
    if ((left?.deals ?? 0) > 0) throw new Refused({ ok: false, why: 'occupied', deals: left?.deals ?? 0 });
  }
  const version = before.version + 1;
  const { name, currency } = pipeline;
  const lostReasons = toReasonsJson(withArchivedReasons(before, pipeline));
  await sql.pipeline.update({
    where: { workspaceId_id: { workspaceId, id: pipelineId } },
    data: { name, currency, lostReasons, version },
  });
  const cardsFrom = await moveCardsFrom(sql, place, { before, after: pipeline, work });
  await queueCards(sql, { ...place, version, at: toIso(at) });
  const touched: readonly TouchedDeal[] = deals.map(({ change: { deal } }) => ({ number: deal.number, version: deal.version }));
  const changeId =
    work === undefined ? null : await keepChange(sql, place, { work, at, newId, kept: { version, touched, cardsFrom } });
  return { ok: true, version, changeId, touched: touched.length };
}

/** Keeps what an undo goes back to, or that one was made; and that the request was carried out. */
async function keepChange(
  sql: PrismaTransaction,
  { workspaceId }: PipelinePlace,
  {
    work,
    at,
    newId,
    kept,
  }: { readonly work: PipelineWork; readonly kept: Readonly<Record<string, unknown>> } & Pick<Save, 'at' | 'newId'>,
): Promise<string | null> {
  const { act, key, payload, undoes } = work;
  const id = undoes === undefined ? newId() : null;
  if (undoes !== undefined) {
    const { count } = await sql.settingChange.updateMany({
      where: { workspaceId, id: undoes.changeId, undoneAt: null },
      data: { undoneAt: new Date(at) },
    });
    if (count === 0) throw new Refused({ ok: false, why: 'changedMeanwhile' });
  } else {
    await sql.settingChange.create({
      data: {
        workspaceId,
        id: id ?? newId(),
        memberId: act.actor.id,
        kind: 'pipeline',
        at: new Date(at),
        payload: JSON.parse(jsonb({ ...payload, ...kept })),
      },
    });
  }
  await sql.handled.create({ data: { workspaceId, key, at: new Date(at), answer: { ...kept, changeId: id } } });
  return id;
}

/** Saves pipelines of one workspace. @param load a pipeline as it is, by the transaction that is to change it. */
export function createSavePipeline(
  prisma: PrismaClient,
  { workspaceId, newId }: { readonly workspaceId: WorkspaceId; readonly newId: NewId },
  load: (sql: Sql, pipelineId: PipelineId) => Promise<StoredPipeline | undefined>,
): SavePipeline {
  const handledBefore = async (key: string): Promise<PipelineSaved | undefined> => {
    const row = await prisma.handled.findFirst({ where: { workspaceId, key } });
    const answer = row?.answer;
    if (!(answer instanceof Object) || Array.isArray(answer)) return undefined;
    const [touched, changeId] = [answer['touched'], answer['changeId']];
    return {
      ok: true,
      version: Number(answer['version']),
      changeId: typeof changeId === 'string' ? changeId : null,
      touched: Array.isArray(touched) ? touched.length : 0,
    };
  };
  return async (pipeline, at, work) => {
    const place = { workspaceId, pipelineId: pipeline.id };
    const repeated = work === undefined ? undefined : await handledBefore(work.key);
    if (repeated !== undefined) return repeated;
    try {
      return await retryOnConflict(() =>
        prisma.$transaction(async (sql) => {
          const [locked] = await lockPipeline(sql, place);
          const before = await load(sql, pipeline.id);
          if (before === undefined || locked?.version !== pipeline.version)
            return { ok: false, why: 'changedMeanwhile' } as const;
          return writeAll(sql, place, { before, pipeline, at, work, newId });
        }, TIMEOUTS_MS),
      );
    } catch (error) {
      if (error instanceof Refused) return error.saved;
      const again = work !== undefined && isDuplicate(error) ? await handledBefore(work.key) : undefined;
      if (again === undefined) throw error;
      return again;
    }
  };
}
