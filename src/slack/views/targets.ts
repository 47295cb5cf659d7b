import type { ModalView, PlainTextOption } from '@slack/types';
import type { Member } from '../../core/member.ts';
import { type Period, type PeriodKind, quarterNumber } from '../../core/periods.ts';
import type { EffectiveTarget, TargetMismatch } from '../../core/targets.ts';
import type { Messages } from '../../locale/messages.ts';
import { buttons, field, type Message, modal, say, words } from './blocks.ts';
import { literal, nameOf, type Tagged } from './text.ts';

/** Opens the form for a target. */
export const TARGET = 'funnel.target';
/** Callback id of the form; names of its fields. */
export const TARGET_FORM = 'funnel.save-target';
export const TARGET_FIELDS = { period: 'period', who: 'who', value: 'value' } as const;

/** A period in words: `November 2026`, `Q4 2026`, `2026`. */
export function periodWords(m: Messages, period: Period, fiscalStartMonth: number): string {
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
export const periodValue = ({ kind, startsOn }: Period): string => `${kind} ${startsOn}`;

export function readPeriodValue(value: string): { readonly kind: PeriodKind; readonly startsOn: string } | undefined {
  const [, kind, startsOn] = /^(month|quarter|year) (\d{4}-\d{2}-\d{2})$/.exec(value) ?? [];
  if (startsOn === undefined) return undefined;
  return { kind: kind === 'quarter' || kind === 'year' ? kind : 'month', startsOn };
}

export type TargetFormValues = {
  readonly periods: readonly Period[];
  readonly chosen: Period;
  /** Slack user id; undefined: the team. */
  readonly who: string | undefined;
  readonly value: string;
  readonly currency: string;
  readonly fiscalStartMonth: number;
  /** Nobody else is here: whose it is is not asked. */
  readonly solo: boolean;
};

/** The form for a target, filled from what was typed. */
export function targetForm(m: Messages, values: TargetFormValues): ModalView {
  const { chosen, fiscalStartMonth } = values;
  const known = values.periods.some((each) => periodValue(each) === periodValue(chosen));
  const options = [...(known ? [] : [chosen]), ...values.periods].map(
    (each): PlainTextOption => ({ text: words(periodWords(m, each, fiscalStartMonth), 75), value: periodValue(each) }),
  );
  const initial = options.find(({ value }) => value === periodValue(chosen));
  return modal({
    id: TARGET_FORM,
    title: m.targets.title,
    submit: m.targets.save,
    close: m.common.cancel,
    blocks: [
      field(TARGET_FIELDS.period, m.targets.period, {
        type: 'static_select',
        options,
        ...(initial === undefined ? {} : { initial_option: initial }),
      }),
      ...(values.solo
        ? []
        : [
            field(
              TARGET_FIELDS.who,
              m.targets.who,
              { type: 'users_select', ...(values.who === undefined ? {} : { initial_user: values.who }) },
              { optional: true, hint: m.targets.whoHint },
            ),
          ]),
      field(
        TARGET_FIELDS.value,
        m.targets.value(values.currency),
        {
          type: 'plain_text_input',
          max_length: 60,
          ...(values.value === '' ? {} : { initial_value: values.value.slice(0, 60) }),
        },
        { optional: true, hint: m.targets.valueHint },
      ),
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
  /** Nobody else is here: the team is you. */
  readonly solo: boolean;
};

/** People in the overview; more have theirs on the forecast. */
const MOST_PEOPLE = 12;

/** Whose a target is, in words. */
export const targetWho = (m: Messages, member: Member | null | undefined, solo: boolean): Tagged =>
  solo ? m.targets.you : member === null ? m.targets.team : member === undefined ? literal('…') : nameOf(member);

/** Targets of now and next, whether their months add up, and the way to set one. */
export function targetList(m: Messages, overview: TargetOverview, first?: Tagged): Message {
  const { rows, currency, fiscalStartMonth, members } = overview;
  const money = (minor: number) => m.f.shortMoney(minor, currency);
  const lines = rows
    .filter(({ member }) => member === null)
    .map(({ member, period, target }) =>
      m.targets.line(
        targetWho(m, member, overview.solo),
        periodWords(m, period, fiscalStartMonth),
        money(target.valueMinor),
        target.from,
      ),
    );
  const people = [...new Set(rows.flatMap(({ member }) => member ?? []))].map((member) =>
    m.targets.person(
      targetWho(m, member, overview.solo),
      rows
        .filter((row) => row.member === member)
        .map(({ period, target }) => [periodWords(m, period, fiscalStartMonth), money(target.valueMinor)] as const),
    ),
  );
  const more = people.length - MOST_PEOPLE;
  const odd = overview.mismatches.map(({ memberId, period, setMinor, monthsMinor }) =>
    m.targets.mismatch(
      targetWho(m, memberId === null ? null : members.get(memberId), overview.solo),
      periodWords(m, period, fiscalStartMonth),
      money(setMinor),
      money(monthsMinor),
    ),
  );
  const text = [
    ...(first === undefined ? [] : [first]),
    ...(rows.length === 0 ? [m.targets.none] : [m.targets.head, ...lines, ...people.slice(0, MOST_PEOPLE)]),
    ...(more > 0 ? [m.targets.more(more)] : []),
    ...odd,
  ].join('\n');
  return say(text, ...(overview.maySet ? buttons({ id: TARGET, text: m.targets.set, value: 'set' }) : []));
}
