import { addMonths } from '../../core/calendar.ts';
import { nextPeriod, type Period, type PeriodKind, periodOf } from '../../core/periods.ts';
import { may } from '../../core/rights.ts';
import { mismatches, targetFor } from '../../core/targets.ts';
import { readAmount } from '../../input/amount.ts';
import { readTargetLine } from '../../input/target-line.ts';
import type { Answer, Flow, Visit } from '../flow.ts';
import type { Form } from '../form.ts';
import { say } from '../views/blocks.ts';
import {
  periodWords,
  readPeriodValue,
  TARGET,
  TARGET_FIELDS,
  TARGET_FORM,
  type TargetRow,
  targetForm,
  targetList,
  targetWho,
} from '../views/targets.ts';
import { literal, plain, type Tagged } from '../views/text.ts';

const KINDS: readonly PeriodKind[] = ['month', 'quarter', 'year'];

/** The targets that matter now, of the team and of whom the person may see. */
async function overview(visit: Visit, first?: Tagged): Promise<Answer> {
  const { tenant, pipeline, member, today, workspace } = visit;
  const { fiscalStartMonth } = workspace;
  const year = periodOf(today, 'year', fiscalStartMonth);
  const [targets, members] = await Promise.all([
    tenant.targets.between(pipeline.id, year.startsOn, addMonths(year.startsOn, 15)),
    tenant.members.all(),
  ]);
  const maySet = may(member.role, 'target.set');
  const people = [null, ...(maySet ? members : members.filter(({ id }) => id === member.id))];
  const periods = KINDS.map((kind) => periodOf(today, kind, fiscalStartMonth));
  const rows = people.flatMap((each) =>
    periods.flatMap((period): TargetRow[] => {
      const target = targetFor(targets, each?.id ?? null, period);
      return target === undefined ? [] : [{ member: each, period, target }];
    }),
  );
  const list = {
    rows,
    mismatches: mismatches(targets, fiscalStartMonth).filter(
      ({ memberId }) => maySet || memberId === null || memberId === member.id,
    ),
    members: new Map(members.map((each) => [each.id, each])),
    currency: pipeline.currency,
    fiscalStartMonth,
    maySet,
    solo: visit.solo,
  };
  return { do: 'say', message: targetList(visit.m, list, first) };
}

/** Months, quarters and years that a target can be set for: this one and those to come. */
function choices({ today, workspace }: Visit): readonly Period[] {
  const from = (kind: PeriodKind, count: number): readonly Period[] => {
    const periods = [periodOf(today, kind, workspace.fiscalStartMonth)];
    while (periods.length < count) periods.push(nextPeriod(periods.at(-1) ?? periodOf(today, kind, workspace.fiscalStartMonth)));
    return periods;
  };
  return [...from('month', 12), ...from('quarter', 4), ...from('year', 2)];
}

function openForm(visit: Visit, line: string): Answer {
  const { m, member, pipeline, workspace, today } = visit;
  if (!may(member.role, 'target.set')) return { do: 'say', message: say(m.targets.managersOnly) };
  const { who, period, amount } = readTargetLine(line, today, workspace.fiscalStartMonth);
  const values = {
    periods: choices(visit),
    chosen: period,
    who: who?.id,
    value: amount,
    currency: pipeline.currency,
    fiscalStartMonth: workspace.fiscalStartMonth,
    solo: visit.solo,
  };
  return { do: 'open', view: targetForm(m, values) };
}

async function save(visit: Visit, form: Form): Promise<Answer> {
  const { m, member, pipeline, tenant, workspace } = visit;
  if (!may(member.role, 'target.set')) return { do: 'say', message: say(m.targets.managersOnly) };
  const chosen = readPeriodValue(form.choice(TARGET_FIELDS.period) ?? '');
  const typed = form.text(TARGET_FIELDS.value);
  const amount = typed === null ? undefined : readAmount(typed, { currency: pipeline.currency });
  const errors: Record<string, string> = {};
  if (amount?.ok === false) {
    const sentence = m.input.amount[amount.why];
    errors[TARGET_FIELDS.value] = plain(typeof sentence === 'string' ? sentence : sentence(literal(amount.text, 60)));
  } else if (amount?.ok === true && amount.money.currency !== pipeline.currency) {
    errors[TARGET_FIELDS.value] = m.targets.otherCurrency(pipeline.currency);
  }
  const whoId = form.choice(TARGET_FIELDS.who);
  const who = whoId === null ? null : await visit.person(whoId);
  if (typeof who === 'string') errors[TARGET_FIELDS.who] = m.common.cannotOwn[who];
  if (chosen === undefined || typeof who === 'string' || Object.keys(errors).length > 0) return { do: 'errors', errors };
  const valueMinor = amount?.ok === true ? amount.money.minor : null;
  await tenant.targets.set(
    pipeline.id,
    { memberId: who?.id ?? null, period: chosen.kind, startsOn: chosen.startsOn, valueMinor },
    visit.at,
  );
  const period = periodWords(m, periodOf(chosen.startsOn, chosen.kind, workspace.fiscalStartMonth), workspace.fiscalStartMonth);
  const whose = targetWho(m, who, visit.solo);
  const first =
    valueMinor === null
      ? m.targets.removed(whose, period)
      : m.targets.saved(whose, period, m.f.money(valueMinor, pipeline.currency));
  return overview(visit, first);
}

/** What is to be won: seeing it and setting it. */
export const targetFlow: Flow = {
  funnel: {
    target: { opens: true, run: async (visit, rest) => (rest.trim() === '' ? overview(visit) : openForm(visit, rest)) },
  },
  buttons: { [TARGET]: { opens: true, run: async (visit) => openForm(visit, '') } },
  forms: { [TARGET_FORM]: save },
};
