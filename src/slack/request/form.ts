import { isPlainDate, type PlainDate } from '../../core/time/calendar.ts';

/** What the fields of a form hold, by the field's name (block id and action id are the same). Empty fields are null. */
export type Form = {
  /** Typed text, trimmed; null when empty. */
  readonly text: (name: string) => string | null;
  /** The day picked; null when empty. */
  readonly date: (name: string) => PlainDate | null;
  /** The value of the option chosen, or the person, channel, date (YYYY-MM-DD) or time (HH:mm) picked. */
  readonly choice: (name: string) => string | null;
  /** Values of the boxes ticked or the people picked. */
  readonly choices: (name: string) => readonly string[];
};

/** One element's state as Slack sends it; every kind of element fills one of these. */
export type FieldState = {
  readonly type?: string;
  readonly value?: string | null;
  readonly selected_option?: { readonly value?: string } | null;
  readonly selected_options?: readonly { readonly value?: string }[];
  readonly selected_date?: string | null;
  readonly selected_time?: string | null;
  readonly selected_user?: string | null;
  readonly selected_users?: readonly string[];
  readonly selected_conversation?: string | null;
  readonly selected_channel?: string | null;
};

type FormState = Readonly<Record<string, Readonly<Record<string, FieldState>>>>;

/** Fields whose text is longer than `most`, which Slack's own limits keep people from. */
export const longTexts = (
  values: FormState | undefined,
  most: number,
): readonly { readonly name: string; readonly length: number }[] =>
  Object.entries(values ?? {}).flatMap(([name, block]) =>
    Object.values(block).flatMap(({ value }) =>
      typeof value === 'string' && value.length > most ? [{ name, length: value.length }] : [],
    ),
  );

/** Reads Slack's `state.values`; a field that is not there is empty. */
export function readForm(values: FormState | undefined): Form {
  const state = (name: string): FieldState => {
    const block = values?.[name];
    return block?.[name] ?? Object.values(block ?? {})[0] ?? {};
  };
  return {
    text: (name) => state(name).value?.trim() || null,
    date: (name) => {
      const picked = state(name).selected_date ?? null;
      return picked !== null && isPlainDate(picked) ? picked : null;
    },
    choice: (name) => {
      const field = state(name);
      return (
        field.selected_option?.value ??
        field.selected_date ??
        field.selected_time ??
        field.selected_user ??
        field.selected_conversation ??
        field.selected_channel ??
        null
      );
    },
    choices: (name) => {
      const field = state(name);
      return field.selected_users ?? (field.selected_options ?? []).flatMap(({ value }) => (value === undefined ? [] : [value]));
    },
  };
}
