import { isPlainDate, isTimeOfDay, type PlainDate } from '../../core/time/calendar.ts';

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

/** Slack's `state.values`, by block and element. It is read as it comes: what is no text where a text belongs is an empty field. */
export type FormState = Readonly<Record<string, unknown>>;

/** Where the elements that hold one value keep it. */
const CHOICES = ['selected_date', 'selected_time', 'selected_user', 'selected_conversation', 'selected_channel'] as const;

const readField = (value: unknown, name: string): unknown => (value instanceof Object ? Reflect.get(value, name) : undefined);
const readText = (value: unknown, name: string): string | null => {
  const found = readField(value, name);
  return typeof found === 'string' ? found : null;
};
const readList = (value: unknown, name: string): readonly unknown[] => {
  const found = readField(value, name);
  return Array.isArray(found) ? found : [];
};

/** The state of the element in a block: of the one called like the block, else of the first; undefined where there is none. */
export const elementState = (values: FormState | undefined, blockId: string): unknown => {
  const block = values?.[blockId];
  return block instanceof Object ? (readField(block, blockId) ?? Object.values(block)[0]) : undefined;
};

/** What a picker holds; a day or a time that is none counts as nothing picked. */
function readPicked(field: unknown, name: (typeof CHOICES)[number]): string | null {
  const picked = readText(field, name);
  if (picked === null || (name === 'selected_date' && !isPlainDate(picked))) return null;
  return name === 'selected_time' && !isTimeOfDay(picked) ? null : picked;
}

const chosen = (field: unknown): string | null =>
  readText(readField(field, 'selected_option'), 'value') ??
  CHOICES.map((name) => readPicked(field, name)).find((value) => value !== null) ??
  null;

function chosenMany(field: unknown): readonly string[] {
  const users = readField(field, 'selected_users');
  const values: readonly unknown[] = Array.isArray(users)
    ? users
    : readList(field, 'selected_options').map((option) => readText(option, 'value'));
  return values.filter((value) => typeof value === 'string');
}

/** Fields whose text is longer than `most`, which Slack's own limits keep people from. */
export const longTexts = (
  values: FormState | undefined,
  most: number,
): readonly { readonly name: string; readonly length: number }[] =>
  Object.entries(values ?? {}).flatMap(([name, block]) =>
    (block instanceof Object ? Object.values(block) : []).flatMap((element) => {
      const { length } = readText(element, 'value') ?? '';
      return length > most ? [{ name, length }] : [];
    }),
  );

/** Reads Slack's `state.values`; a field that is not there, or holds what is no value of it, is empty. */
export function readForm(values: FormState | undefined): Form {
  const state = (name: string): unknown => elementState(values, name);
  return {
    text: (name) => readText(state(name), 'value')?.trim() || null,
    date: (name) => {
      const picked = readText(state(name), 'selected_date');
      return picked !== null && isPlainDate(picked) ? picked : null;
    },
    choice: (name) => chosen(state(name)),
    choices: (name) => chosenMany(state(name)),
  };
}

/** What an element holds when it is used, whatever kind it is: a button's value, the choice, or the choices with commas between. */
export const usedValue = (element: unknown): string =>
  readText(element, 'value') ?? chosen(element) ?? chosenMany(element).join(',');
