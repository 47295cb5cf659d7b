import { effectiveTarget, targetMismatches } from '../../../core/numbers/targets.ts';
import { isAllowed } from '../../../core/people/rights.ts';
import { addMonths } from '../../../core/time/calendar.ts';
import { nextPeriod, PERIOD_KINDS, type Period, type PeriodKind, periodContaining } from '../../../core/time/periods.ts';
import { loadOrdinaryPeriods } from '../../../facts/digest/ordinary-periods.ts';
import { parseAmount } from '../../../input/amount.ts';
import { parseTargetLine } from '../../../input/lines/target-line.ts';
import { joinSafe, type SafeText } from '../../../locale/safe-text.ts';
import { dateContext } from '../../request/date-context.ts';
import type { Flow, Reply, RequestContext } from '../../request/flow.ts';
import type { Form } from '../../request/form.ts';
import { nameReply } from '../../request/mark-reply.ts';
import { submitHandler } from '../../request/submit-handler.ts';
import { amountProblem } from '../../steps/input/amount-problem.ts';
import { setTarget } from '../../steps/settings/history/target-history.ts';
import { nameTeam, pressedTeam } from '../../steps/team-context.ts';
import {
  OPEN_TARGET_FORM,
  parseHalfOptionValue,
  parsePeriodOptionValue,
  periodName,
  TARGET_FIELDS,
  TARGET_FORM,
  type TargetRow,
  targetForm,
  targetFormData,
  targetList,
  targetOwner,
} from '../../views/funnel/plan/targets.ts';
import { buttons, textMessage } from '../../views/kit/blocks.ts';
import { literal } from '../../views/kit/text.ts';
import { undoSettingButton } from '../../views/workspace/last-changes.ts';

/** The targets that matter now, of the team and of whom the person may see. */
async function showTargets(context: RequestContext, first?: SafeText): Promise<Reply> {
  const { tenant, pipeline, member, today, workspace } = context;
  const { fiscalStartMonth } = workspace;
  const year = periodContaining(today, 'year', fiscalStartMonth);
  const [targets, members] = await Promise.all([
    tenant.targets.between(pipeline.id, year.startsOn, addMonths(year.startsOn, 15)),
    tenant.members.all(),
  ]);
  const maySet = isAllowed(member.role, 'target.set');
  const people = [
    null,
    ...(maySet ? members.filter(({ id }) => context.team?.owners.has(id) ?? true) : members.filter(({ id }) => id === member.id)),
  ];
  const periods = PERIOD_KINDS.map((kind) => periodContaining(today, kind, fiscalStartMonth));
  const rows = people.flatMap((each) =>
    periods.flatMap((period): TargetRow[] => {
      const target = effectiveTarget(targets, each?.id ?? null, period);
      return target === undefined ? [] : [{ member: each, period, target }];
    }),
  );
  const hasTeamTarget = rows.some((row) => row.member === null);
  const list = {
    rows,
    mismatches: targetMismatches(targets, fiscalStartMonth).filter(
      ({ memberId }) => maySet || memberId === null || memberId === member.id,
    ),
    members: new Map(members.map((each) => [each.id, each])),
    currency: pipeline.currency,
    fiscalStartMonth,
    maySet,
    ordinary: hasTeamTarget ? [] : await loadOrdinaryPeriods(context),
    solo: context.solo,
  };
  return { kind: 'say', message: targetList(context.m, list, first) };
}

/** Months, quarters and years that a target can be set for: this one and those to come. */
function selectablePeriods({ today, workspace }: RequestContext): readonly Period[] {
  const from = (kind: PeriodKind, count: number): readonly Period[] => {
    const periods = [periodContaining(today, kind, workspace.fiscalStartMonth)];
    while (periods.length < count)
      periods.push(nextPeriod(periods.at(-1) ?? periodContaining(today, kind, workspace.fiscalStartMonth)));
    return periods;
  };
  return [...from('month', 12), ...from('quarter', 4), ...from('year', 2)];
}

async function openTargetForm(context: RequestContext, line: string): Promise<Reply> {
  const { m, member, pipeline, workspace } = context;
  if (!isAllowed(member.role, 'target.set')) return { kind: 'say', message: textMessage(m.targets.managersOnly) };
  const { who, period, half, amount } = parseTargetLine(line, dateContext(context));
  const values = {
    periods: selectablePeriods(context),
    chosen: period,
    half,
    who: who?.id,
    value: amount,
    currency: pipeline.currency,
    fiscalStartMonth: workspace.fiscalStartMonth,
    ordinary: await loadOrdinaryPeriods(context),
    solo: context.solo,
    teamId: context.team?.team.id,
  };
  return { kind: 'open', view: targetForm(m, values) };
}

async function saveTarget(
  asked: RequestContext,
  form: Form,
  { teamId }: { readonly teamId?: string | undefined },
): Promise<Reply> {
  const context = await pressedTeam(asked, teamId);
  const { m, member, pipeline, workspace } = context;
  if (!isAllowed(member.role, 'target.set')) return { kind: 'say', message: textMessage(m.targets.managersOnly) };
  const choice = form.choice(TARGET_FIELDS.period) ?? '';
  const chosen = chosenPeriods(choice, workspace.fiscalStartMonth);
  const typed = form.text(TARGET_FIELDS.value);
  const amount = typed === null ? undefined : parseAmount(typed, { currency: pipeline.currency });
  const errors: Record<string, SafeText> = {};
  if (amount?.ok === false) {
    errors[TARGET_FIELDS.value] = amountProblem(m, amount);
  } else if (amount?.ok === true && amount.money.currency !== pipeline.currency) {
    errors[TARGET_FIELDS.value] = m.targets.otherCurrency(literal(pipeline.currency));
  }
  const whoId = form.choice(TARGET_FIELDS.who);
  const who = whoId === null ? null : await context.resolveMember(whoId);
  if (typeof who === 'string') errors[TARGET_FIELDS.who] = m.common.cannotOwn[who];
  if (chosen.length === 0 || typeof who === 'string' || Object.keys(errors).length > 0) return { kind: 'errors', errors };
  const valueMinor = amount?.ok === true ? amount.money.minor : null;
  const memberId = who?.id ?? null;
  const saved: { readonly id: string; readonly period: SafeText; readonly sentence: SafeText }[] = [];
  for (const [index, period] of chosen.entries()) {
    const share = valueMinor === null ? null : shareOf(valueMinor, { index, of: chosen.length });
    const change = await setTarget(context, { memberId, period: period.kind, startsOn: period.startsOn, valueMinor: share });
    const name = periodName(m, period, workspace.fiscalStartMonth);
    const whose = targetOwner(m, who, context.solo);
    const sentence =
      share === null
        ? m.targets.removed(whose, name)
        : m.targets.saved(whose, name, m.f.money({ minor: share, currency: pipeline.currency }));
    saved.push({ id: change.id, period: name, sentence });
  }
  const first = joinSafe(
    saved.map(({ sentence }) => sentence),
    '\n',
  );
  const shown = await showTargets(context, first);
  if (shown.kind !== 'say') return shown;
  const { text, blocks } = shown.message;
  const undo = saved.map(({ id, period }, index) => {
    const button = undoSettingButton(m, id);
    return saved.length === 1 ? button : { ...button, id: `${button.id}:${index}`, text: m.targets.undo(period) };
  });
  return nameReply(nameTeam({ ...shown, message: { text, blocks: [...blocks, ...buttons(...undo)] } }, context), context);
}

/** The period that was chosen; of half a year its two quarters. */
function chosenPeriods(choice: string, fiscalStartMonth: number): readonly Period[] {
  const half = parseHalfOptionValue(choice);
  if (half !== undefined) {
    const first = periodContaining(half, 'quarter', fiscalStartMonth);
    return [first, nextPeriod(first)];
  }
  const one = parsePeriodOptionValue(choice);
  return one === undefined ? [] : [periodContaining(one.startsOn, one.kind, fiscalStartMonth)];
}

/** An equal share in whole minor units; what does not divide goes with the first. */
const shareOf = (minor: number, { index, of }: { readonly index: number; readonly of: number }): number =>
  Math.floor(minor / of) + (index === 0 ? minor % of : 0);

/** What is to be won: seeing it and setting it. */
export const targetFlow = {
  funnelCommands: {
    target: {
      takesDeal: null,
      isOfPipeline: true,
      isOfTeam: true,
      opensForm: true,
      run: async (context, rest) => (rest.trim() === '' ? showTargets(context) : openTargetForm(context, rest)),
    },
  },
  buttons: {
    [OPEN_TARGET_FORM]: {
      isOfPipeline: true,
      isOfTeam: true,
      opensForm: true,
      run: async (context) => openTargetForm(context, ''),
    },
  },
  forms: { [TARGET_FORM]: submitHandler(targetFormData, saveTarget) },
} satisfies Flow;
