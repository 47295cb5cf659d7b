import { ACCOUNT_KINDS, type AccountKind } from '../../core/people/account.ts';
import { isDirectClass } from '../../core/people/direct-classes.ts';
import { DEFAULT_LANGUAGE, isLanguage, type Language } from '../../core/people/language.ts';
import { type Member, ROLES, type Role } from '../../core/people/member.ts';
import { DEAL_VISIBILITIES, type VisiblePipeline } from '../../core/people/viewer.ts';
import { CRITERION_FIELDS, type StageKind } from '../../core/pipeline/stage.ts';
import type { OwnText, StoredPipeline, StoredStage } from '../../core/pipeline/stored-pipeline.ts';
import { type PlainDate, utcDate } from '../../core/time/calendar.ts';
import type { Instant } from '../../core/time/instant.ts';
import type { PeriodKind } from '../../core/time/periods.ts';
import type {
  Commitment as CommitmentModel,
  Member as MemberModel,
  Pipeline as PipelineModel,
  SettingChange as SettingChangeModel,
  StageAlert as StageAlertModel,
  Stage as StageModel,
  Workspace as WorkspaceModel,
} from '../generated/client.ts';
import { Prisma } from '../generated/client.ts';
import type { Commitment, StageAlert } from '../types/channels.ts';
import type { Workspace } from '../types/people.ts';
import { SETTING_KINDS, type SettingChange, type SettingKind } from '../types/setting-changes.ts';

/** What CHECK constraints and our own writes promise, told to the compiler in one place. */
export const toLanguage = (text: string): Language => (isLanguage(text) ? text : DEFAULT_LANGUAGE);
const toRole = (text: string): Role => ROLES.find((role) => role === text) ?? 'rep';
const toAccountKind = (text: string): AccountKind => ACCOUNT_KINDS.find((kind) => kind === text) ?? 'stranger';
const toStageKind = (text: string): StageKind => (text === 'won' || text === 'lost' ? text : 'open');

const toSettingKind = (text: string): SettingKind => SETTING_KINDS.find((kind) => kind === text) ?? 'target';

export const toPeriodKind = (text: string): PeriodKind => (text === 'quarter' || text === 'year' ? text : 'month');

export const toPlainDate = (at: Date): PlainDate => utcDate(at.getTime());
export const utcDayStart = (on: PlainDate): Date => new Date(`${on}T00:00:00Z`);
const toNullableMs = (at: Date | null): Instant | null => at?.getTime() ?? null;

export const toWorkspace = (
  row: Pick<WorkspaceModel, 'id' | 'name' | 'language' | 'timeZone' | 'holidayRegion' | 'installedBy' | 'fiscalStartMonth'>,
): Workspace => ({
  id: row.id,
  name: row.name,
  language: toLanguage(row.language),
  timeZone: row.timeZone,
  holidayRegion: row.holidayRegion,
  installedBy: row.installedBy,
  fiscalStartMonth: row.fiscalStartMonth,
});

export const toMember = (
  row: Pick<
    MemberModel,
    | 'id'
    | 'slackUserId'
    | 'name'
    | 'role'
    | 'language'
    | 'locale'
    | 'timeZone'
    | 'quietFrom'
    | 'quietTo'
    | 'directOff'
    | 'account'
    | 'active'
    | 'standInId'
  > & { readonly accountCheckedAt: Date | string | null; readonly awayUntil: Date | string | null },
): Member => ({
  id: row.id,
  slackUserId: row.slackUserId,
  name: row.name,
  role: toRole(row.role),
  language: row.language === null ? null : toLanguage(row.language),
  locale: row.locale,
  timeZone: row.timeZone,
  quiet: row.quietFrom === null || row.quietTo === null ? null : { from: row.quietFrom, to: row.quietTo },
  directOff: row.directOff.split(',').filter(isDirectClass),
  awayUntil: row.awayUntil === null ? null : toPlainDate(new Date(row.awayUntil)),
  standInId: row.standInId,
  account: toAccountKind(row.account),
  accountCheckedAt: row.accountCheckedAt === null ? null : new Date(row.accountCheckedAt).getTime(),
  active: row.active,
});

export type JsonColumn = StageModel['criteria'];

/** Lists of objects in JSON columns, written by {@link toStageRow} and read back. */
function readJsonList<Item>(json: JsonColumn, read: (item: { readonly [name: string]: unknown }) => Item): readonly Item[] {
  if (!Array.isArray(json)) return [];
  return json.flatMap((item) => (item instanceof Object && !Array.isArray(item) ? [read(item)] : []));
}

export const textOrEmpty = (value: unknown): string => (typeof value === 'string' ? value : '');

type JsonObject = { readonly [name: string]: unknown };

/** A text that somebody edited; null for the template's, and for what no version wrote. */
function toOwnText(json: unknown): OwnText {
  if (!(json instanceof Object) || !('texts' in json) || !(json.texts instanceof Object)) return null;
  const texts = Object.fromEntries(
    Object.entries(json.texts).flatMap(([language, text]) =>
      isLanguage(language) && typeof text === 'string' && text !== '' ? [[language, text] as const] : [],
    ),
  );
  const written = 'written' in json && typeof json.written === 'string' ? json.written : null;
  const language = isLanguage(written) && written in texts ? written : Object.keys(texts).find(isLanguage);
  return language === undefined ? null : { written: language, texts };
}

const toCriterion = (item: JsonObject): StoredStage['criteria'][number] => {
  const field = CRITERION_FIELDS.find((each) => each === item['field']);
  return {
    id: textOrEmpty(item['id']),
    text: toOwnText(item['text']),
    required: item['required'] === true,
    ...(field === undefined ? {} : { field }),
  };
};

const toIdAndText = (item: JsonObject) => ({ id: textOrEmpty(item['id']), text: toOwnText(item['text']) });

type TierColumns = { readonly lowMinor: number; readonly highMinor: number };
/** A stage as STAGES_JSON gives it. */
type StageColumns = Omit<StageModel, 'workspaceId' | 'pipelineId' | 'archivedAt' | 'placedAt'> & {
  readonly placedAtMs: number | null;
  readonly isArchived: boolean;
};

const toStoredStage = (row: StageColumns): StoredStage => ({
  id: row.id,
  position: row.position,
  kind: toStageKind(row.kind),
  name: toOwnText(row.name),
  shortName: toOwnText(row.shortName),
  meaning: toOwnText(row.meaning),
  criteria: readJsonList(row.criteria, toCriterion),
  actions: readJsonList(row.actions, toIdAndText),
  startingProbability: row.startingProbability,
  minimum: row.minimum,
  ageingDays: row.ageingDays,
  strict: row.strict,
  ...(row.placedAtMs === null ? {} : { placedAt: row.placedAtMs }),
});

export type PipelineRow = Pick<
  PipelineModel,
  'id' | 'name' | 'currency' | 'lostReasons' | 'version' | 'visibility' | 'shownIn'
> & {
  readonly isArchived: boolean;
  /** Those in use, by position, then removed ones. */
  readonly stages: readonly StageColumns[];
  /** Those in force, in one row; none before there are any. */
  readonly tierBounds: readonly TierColumns[];
};

const isArchivedReason = (item: JsonObject): boolean => item['archived'] === true;

export function toStoredPipeline(row: PipelineRow): StoredPipeline {
  const reasons = readJsonList(row.lostReasons, (item) => ({ reason: toIdAndText(item), isArchived: isArchivedReason(item) }));
  const archivedStages = row.stages
    .filter(({ isArchived }) => isArchived)
    .map((stage) => ({ ...toStoredStage(stage), mergedInto: stage.mergedInto }));
  const archivedReasons = reasons.flatMap(({ reason, isArchived }) => (isArchived ? [reason] : []));
  return {
    id: row.id,
    name: row.name,
    currency: row.currency,
    version: row.version,
    lostReasons: reasons.flatMap(({ reason, isArchived }) => (isArchived ? [] : [reason])),
    stages: row.stages.filter(({ isArchived }) => !isArchived).map(toStoredStage),
    ...(archivedStages.length === 0 ? {} : { archivedStages }),
    ...(archivedReasons.length === 0 ? {} : { archivedReasons }),
    ...toTiers(row.tierBounds[0]),
    ...(row.isArchived ? { isArchived: true } : {}),
    ...toVisibility(row),
  };
}

/** Nothing for a pipeline that everybody sees; one of a kind that this version does not know hides all that it can. */
export function toVisibility({
  visibility: kept,
  shownIn,
}: Pick<PipelineRow, 'visibility' | 'shownIn'>): Omit<VisiblePipeline, 'id'> {
  const visibility = DEAL_VISIBILITIES.find((each) => each === kept) ?? 'own';
  return visibility === 'everybody'
    ? {}
    : { visibility, shownIn: Array.isArray(shownIn) ? shownIn.filter((id) => typeof id === 'string') : [] };
}

const toTiers = (bounds: TierColumns | undefined) =>
  bounds === undefined ? {} : { tiers: { lowMinor: bounds.lowMinor, highMinor: bounds.highMinor } };

const toOwnTextJson = (own: OwnText) => (own === null ? null : { written: own.written, texts: { ...own.texts } });

/** A line of a stage's playbook, or a lost reason, as its column takes it. */
const toIdAndTextJson = ({ id, text }: { readonly id: string; readonly text: OwnText }) => ({
  id,
  text: toOwnTextJson(text),
});

/** An own text as its column takes it. */
export const toOwnTextColumn = (own: OwnText) => toOwnTextJson(own) ?? Prisma.DbNull;

/** The columns of a stage that its settings fill. */
export const toStageRow = (stage: StoredStage) => ({
  position: stage.position,
  kind: stage.kind,
  name: toOwnTextColumn(stage.name),
  shortName: toOwnTextColumn(stage.shortName),
  meaning: toOwnTextColumn(stage.meaning),
  criteria: stage.criteria.map((each) => ({ ...each, text: toOwnTextJson(each.text) })),
  actions: stage.actions.map(toIdAndTextJson),
  startingProbability: stage.startingProbability,
  minimum: stage.minimum,
  ageingDays: stage.ageingDays,
  strict: stage.strict,
  placedAt: stage.placedAt === undefined ? null : new Date(stage.placedAt),
});

/** Lost reasons as their column takes them, removed ones last. */
export const toReasonsJson = ({ lostReasons, archivedReasons = [] }: Pick<StoredPipeline, 'lostReasons' | 'archivedReasons'>) => [
  ...lostReasons.map(toIdAndTextJson),
  ...archivedReasons.map((reason) => ({ ...toIdAndTextJson(reason), archived: true })),
];

export const toStageAlert = (row: StageAlertModel): StageAlert => ({
  id: row.id,
  pipelineId: row.pipelineId,
  stageId: row.stageId,
  teamId: row.teamId,
  drySince: row.drySince.getTime(),
  seenAt: row.seenAt.getTime(),
  needed: row.needed,
  managersToldAt: toNullableMs(row.managersToldAt),
  channelToldAt: toNullableMs(row.channelToldAt),
  recoveredAt: toNullableMs(row.recoveredAt),
});

export const toCommitment = (row: CommitmentModel): Commitment => ({
  id: row.id,
  alertId: row.alertId,
  dealNumber: row.dealNumber,
  newDeals: row.newDeals,
  memberId: row.memberId,
  toStageId: row.toStageId,
  dueOn: toPlainDate(row.dueOn),
  madeAt: row.madeAt.getTime(),
  doneAt: toNullableMs(row.doneAt),
});

export const toSettingChange = (row: SettingChangeModel): SettingChange => ({
  id: row.id,
  memberId: row.memberId,
  kind: toSettingKind(row.kind),
  at: row.at.getTime(),
  payload: row.payload,
  undoneAt: toNullableMs(row.undoneAt),
});
