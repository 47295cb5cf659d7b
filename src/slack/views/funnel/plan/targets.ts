import type { ModalView } from '@slack/types';
import { z } from 'zod';
import type { OrdinaryPeriod } from '../../../../core/funnel/ordinary-period.ts';
import type { TeamId } from '../../../../core/ids.ts';
import type { EffectiveTarget, TargetMismatch } from '../../../../core/numbers/targets.ts';
import type { Member } from '../../../../core/people/member.ts';
import { isPlainDate, type PlainDate } from '../../../../core/time/calendar.ts';
import { type HalfYear, type Period, type PeriodKind, quarterNumber } from '../../../../core/time/periods.ts';
import type { Messages } from '../../../../locale/messages.ts';
import { joinSafe, type SafeText } from '../../../../locale/safe-text.ts';
import { buttons, field, type Message, modal, option, textMessage } from '../../kit/blocks.ts';
import { unitAmount } from '../../kit/figures.ts';
import { defineFormData } from '../../kit/form-data.ts';
import { literal, memberNameText } from '../../kit/text.ts';

/** What ordinary periods have brought, where enough is known: what a target can be set by. */
export function ordinarySentence(m: Messages, periods: readonly OrdinaryPeriod[], currency: string): SafeText | undefined {
  const short = (minor: number) => unitAmount(m, { minor, currency });
  return periods.length === 0
    ? undefined
    : m.targets.ordinary(
        periods.map(({ kind, lowMinor, highMinor }) => ({ kind, low: short(lowMinor), high: short(highMinor) })),
      );
}

/** Opens the form for a target. */
export const OPEN_TARGET_FORM = 'funnel.target';
/** Callback id of the form; names of its fields. */
export const TARGET_FORM = 'funnel.save-target';
export const TARGET_FIELDS = { period: 'period', who: 'who', value: 'value' } as const;

/** A period in words: `November 2026`, `Q4 2026`, `2026`. */
export function periodName(m: Messages, period: Period, fiscalStartMonth: number): SafeText {
  switch (period.kind) {
    case 'month':
      return m.targets.month(period.startsOn);
    case 'quarter':
      return m.targets.quarter(quarterNumber(period, fiscalStartMonth), period.startsOn);
    case 'year':
      return m.targets.year(period.startsOn);
  }
}

/** `month 2026-11-01`: a period as a select carries it. */
export const periodOptionValue = ({ kind, startsOn }: Period): string => `${kind} ${startsOn}`;

export function parsePeriodOptionValue(value: string): { readonly kind: PeriodKind; readonly startsOn: PlainDate } | undefined {
  const [, kind, startsOn] = /^(month|quarter|year) (\d{4}-\d{2}-\d{2})$/.exec(value) ?? [];
  if (startsOn === undefined || !isPlainDate(startsOn)) return undefined;
  return { kind: kind === 'quarter' || kind === 'year' ? kind : 'month', startsOn };
}

/** `half 2027-01-01`: half a year, whose target is that of its two quarters. */
export const halfOptionValue = ({ startsOn }: HalfYear): string => `half ${startsOn}`;

export function parseHalfOptionValue(value: string): PlainDate | undefined {
  const startsOn = /^half (\d{4}-\d{2}-\d{2})$/.exec(value)?.[1];
  return startsOn !== undefined && isPlainDate(startsOn) ? startsOn : undefined;
}

/** Whose target the form is about: a team, or all and reps; what an older form held is nothing. */
export const targetFormData = defineFormData(z.object({ teamId: z.string().optional() }), () => ({}));

export type TargetFormValues = {
  readonly teamId?: TeamId | undefined;
  /** Half a year that was typed: offered first. */
  readonly half?: HalfYear | undefined;
  readonly periods: readonly Period[];
  readonly chosen: Period;
  /** Slack user id; undefined: the team. */
  readonly who: string | undefined;
  readonly value: string;
  readonly currency: string;
  readonly fiscalStartMonth: number;
  /** What ordinary periods have brought the team. */
  readonly ordinary: readonly OrdinaryPeriod[];
  /** Nobody else is here: whose it is is not asked. */
  readonly solo: boolean;
};

/** The form for a target, filled from what was typed. */
export function targetForm(m: Messages, values: TargetFormValues): ModalView {
  const { chosen, fiscalStartMonth } = values;
  const ordinary = ordinarySentence(m, values.ordinary, values.currency);
  const known = values.periods.some((each) => periodOptionValue(each) === periodOptionValue(chosen));
  const options = [...(known ? [] : [chosen]), ...values.periods].map((each) =>
    option(periodName(m, each, fiscalStartMonth), periodOptionValue(each)),
  );
  const half = values.half === undefined ? undefined : option(m.targets.half(values.half), halfOptionValue(values.half));
  const initial = half ?? options.find(({ value }) => value === periodOptionValue(chosen));
  return modal({
    id: TARGET_FORM,
    title: m.targets.title,
    submit: m.targets.save,
    close: m.common.cancel,
    data: targetFormData.encode({ teamId: values.teamId }),
    blocks: [
      field(TARGET_FIELDS.period, m.targets.period, {
        type: 'static_select',
        options: half === undefined ? options : [half, ...options],
        ...(initial === undefined ? {} : { initial_option: initial }),
      }),
      ...(values.solo
        ? []
        : [
            field(TARGET_FIELDS.who, m.targets.who, {
              type: 'users_select',
              ...(values.who === undefined ? {} : { initial_user: values.who }),
              optional: true,
              hint: m.targets.whoHint,
            }),
          ]),
      field(TARGET_FIELDS.value, m.targets.value(literal(values.currency)), {
        type: 'plain_text_input',
        max_length: 60,
        ...(values.value === '' ? {} : { initial_value: values.value.slice(0, 60) }),
        optional: true,
        hint: joinSafe([...(ordinary === undefined ? [] : [ordinary]), m.targets.valueHint], ' '),
      }),
    ],
  });
}

/** One line of the overview. */
export type TargetRow = { readonly member: Member | null; readonly period: Period; readonly target: EffectiveTarget };

export type TargetOverview = {
  readonly rows: readonly TargetRow[];
  readonly mismatches: readonly TargetMismatch[];
  readonly members: ReadonlyMap<string, Member>;
  readonly currency: string;
  readonly fiscalStartMonth: number;
  readonly maySet: boolean;
  /** What ordinary periods have brought, where the team has no target. */
  readonly ordinary: readonly OrdinaryPeriod[];
  /** Nobody else is here: the team is you. */
  readonly solo: boolean;
};

/** People in the overview; more have theirs on the forecast. */
const MAX_PEOPLE = 12;

/** Whose a target is, in words. */
export const targetOwner = (m: Messages, member: Member | null | undefined, solo: boolean): SafeText =>
  solo ? m.targets.you : member === null ? m.targets.team : member === undefined ? literal('…') : memberNameText(member);

/** Targets of now and next, whether their months add up, and the way to set one. */
export function targetList(m: Messages, overview: TargetOverview, first?: SafeText): Message {
  const { rows, currency, fiscalStartMonth, members } = overview;
  const money = (minor: number) => m.f.shortMoney({ minor, currency });
  const lines = rows
    .filter(({ member }) => member === null)
    .map(({ member, period, target }) =>
      m.targets.line({
        who: targetOwner(m, member, overview.solo),
        period: periodName(m, period, fiscalStartMonth),
        value: money(target.valueMinor),
        from: target.from,
      }),
    );
  // Who is alone has one target: what the team is to win is theirs.
  const named = overview.solo && lines.length > 0 ? [] : [...new Set(rows.flatMap(({ member }) => member ?? []))];
  const people = named.map((member) =>
    m.targets.person(
      targetOwner(m, member, overview.solo),
      rows
        .filter((row) => row.member === member)
        .map(({ period, target }) => [periodName(m, period, fiscalStartMonth), money(target.valueMinor)] as const),
    ),
  );
  const more = people.length - MAX_PEOPLE;
  const odd = overview.mismatches.map(({ memberId, period, setMinor, monthsMinor }) =>
    m.targets.mismatch({
      who: targetOwner(m, memberId === null ? null : members.get(memberId), overview.solo),
      period: periodName(m, period, fiscalStartMonth),
      set: money(setMinor),
      months: money(monthsMinor),
    }),
  );
  const ordinary = ordinarySentence(m, overview.ordinary, currency);
  const text = joinSafe(
    [
      ...(first === undefined ? [] : [first]),
      ...(rows.length === 0 ? [m.targets.none] : [m.targets.head, ...lines, ...people.slice(0, MAX_PEOPLE)]),
      ...(ordinary === undefined ? [] : [ordinary]),
      ...(more > 0 ? [m.targets.more(more)] : []),
      ...odd,
    ],
    '\n',
  );
  return textMessage(text, ...(overview.maySet ? buttons({ id: OPEN_TARGET_FORM, text: m.targets.set, value: 'set' }) : []));
}
