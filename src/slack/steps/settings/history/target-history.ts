import { z } from 'zod';
import type { MemberId } from '../../../../core/ids.ts';
import { isPlainDate, type PlainDate } from '../../../../core/time/calendar.ts';
import { PERIOD_KINDS, type PeriodKind, periodContaining } from '../../../../core/time/periods.ts';
import { loadTeamName } from '../../../../jobs/posts/kit/team-name.ts';
import type { SafeText } from '../../../../locale/safe-text.ts';
import type { SettingChange } from '../../../../store/types/setting-changes.ts';
import type { RequestContext } from '../../../request/flow.ts';
import { periodName, targetOwner } from '../../../views/funnel/plan/targets.ts';
import { literal } from '../../../views/kit/text.ts';

/** Payload of a change of a target; amounts in minor units, null: none. Stored. */
const targetChange = z.object({
  pipelineId: z.string(),
  memberId: z.string().nullable(),
  /** Of a team; null, and before there were teams: of all or of the member. */
  teamId: z.string().nullable().default(null),
  period: z.enum(PERIOD_KINDS),
  startsOn: z.custom<PlainDate>((value) => typeof value === 'string' && isPlainDate(value)),
  before: z.number().nullable(),
  /** When the one before was set, ms. */
  beforeSetAt: z.number().nullable(),
  after: z.number().nullable(),
});
export type TargetChange = z.infer<typeof targetChange>;

/** Reads it back; undefined for what no version wrote. */
export const parseTargetChange = ({ payload }: SettingChange): TargetChange | undefined => targetChange.safeParse(payload).data;

/** Sets a target, and keeps what it was before. */
export async function setTarget(
  { tenant, pipeline, member, at, team }: RequestContext,
  target: {
    readonly memberId: MemberId | null;
    readonly period: PeriodKind;
    readonly startsOn: PlainDate;
    readonly valueMinor: number | null;
  },
): Promise<SettingChange> {
  const { memberId, period, startsOn, valueMinor } = target;
  const known = (await tenant.targets.between(pipeline.id, startsOn, startsOn)).find(
    (each) => each.memberId === memberId && each.period === period,
  );
  await tenant.targets.set(pipeline.id, target, at);
  const before = { before: known?.valueMinor ?? null, beforeSetAt: known?.setAt ?? null };
  const teamId = memberId === null ? (team?.team.id ?? null) : null;
  const payload: TargetChange = { pipelineId: pipeline.id, memberId, teamId, period, startsOn, ...before, after: valueMinor };
  return tenant.settingChanges.record({ memberId: member.id, kind: 'target', at, payload });
}

/** Puts a target back as it was before a change, unless it is another one by now. @returns whether it was. */
export const restoreTarget = ({ tenant, at }: RequestContext, change: TargetChange): Promise<boolean> =>
  tenant.targets.set(
    change.pipelineId,
    { ...change, valueMinor: change.before, ifMinor: change.after },
    change.beforeSetAt ?? at,
  );

/** Whose target of which period a change is about, and the amounts as people read them. */
export async function describeTarget(context: RequestContext, change: TargetChange) {
  const { m, tenant, pipeline, workspace, solo } = context;
  const member = change.memberId === null ? null : await tenant.members.byId(change.memberId);
  const period = periodContaining(change.startsOn, change.period, workspace.fiscalStartMonth);
  const money = (minor: number | null): SafeText | null =>
    minor === null ? null : m.f.money({ minor, currency: pipeline.currency });
  return {
    who:
      change.teamId === null
        ? targetOwner(m, member, solo)
        : ((await loadTeamName(tenant, change.teamId)) ?? literal(change.teamId)),
    period: periodName(m, period, workspace.fiscalStartMonth),
    from: money(change.before),
    to: money(change.after),
  };
}
