import { isRecord, type JsonRecord } from './json-record.ts';

/** Validates one value, which sits at a JSON pointer: Slack's error messages, none when it is valid. */
export type Check = (value: unknown, pointer: string) => readonly string[];

/** A further rule of an object whose fields have been looked at one by one; it must bear fields of any type. */
export type Rule = (record: JsonRecord, pointer: string) => readonly string[];

type Bounds = { readonly min?: number; readonly max?: number };

/** One problem in the words and form of Slack's `response_metadata.messages`. */
export function problem(what: string, pointer: string): string {
  return `[ERROR] ${what} [json-pointer:${pointer}]`;
}

/** The length that Slack counts: code points, not UTF-16 units. */
export function codePoints(text: string): number {
  return [...text].length;
}

/** Text of `min` (1 when not said) to `max` code points; `lengthOf` may count otherwise. */
export function string({ min = 1, max }: Bounds = {}, lengthOf: (text: string) => number = codePoints): Check {
  return (value, pointer) => {
    if (typeof value !== 'string') return [problem('must provide a string', pointer)];
    const length = lengthOf(value);
    if (length < min) return [problem(`must be more than ${min - 1} characters`, pointer)];
    if (max !== undefined && length > max) return [problem(`must be less than ${max + 1} characters`, pointer)];
    return [];
  };
}

/** Text that `accepts` agrees to; `expected` completes "must be …". */
export function stringThat(accepts: (text: string) => boolean, expected: string): Check {
  return (value, pointer) => {
    if (typeof value !== 'string') return [problem('must provide a string', pointer)];
    return accepts(value) ? [] : [problem(`must be ${expected}`, pointer)];
  };
}

/** One of the listed strings or numbers. */
export function oneOf(...allowed: readonly (string | number)[]): Check {
  return (value, pointer) =>
    allowed.some((each) => each === value) ? [] : [problem(`must be a valid enum value: ${allowed.join(', ')}`, pointer)];
}

export const boolean: Check = (value, pointer) =>
  typeof value === 'boolean' ? [] : [problem('must provide a boolean', pointer)];

/** A finite number; JSON has no other, but a caller may hand over any value. */
export const number: Check = (value, pointer) => (Number.isFinite(value) ? [] : [problem('must provide a number', pointer)]);

/** A whole number from `min` to `max`. */
export function integer({ min, max }: Bounds = {}): Check {
  return (value, pointer) => {
    if (typeof value !== 'number' || !Number.isInteger(value)) return [problem('must provide an integer', pointer)];
    if (min !== undefined && value < min) return [problem(`must be at least ${min}`, pointer)];
    if (max !== undefined && value > max) return [problem(`must be at most ${max}`, pointer)];
    return [];
  };
}

/** A list of `min` (1 when not said) to `max` items, each of which passes `item`. */
export function list(item: Check, { min = 1, max }: Bounds = {}): Check {
  return (value, pointer) => {
    if (!Array.isArray(value)) return [problem('must provide an array', pointer)];
    if (value.length < min) return [problem(`no fewer than ${min} items allowed`, pointer)];
    // Nothing is said of the items of a list that is too long: there may be millions.
    if (max !== undefined && value.length > max) return [problem(`no more than ${max} items allowed`, pointer)];
    return value.flatMap((each, index) => item(each, `${pointer}/${index}`));
  };
}

type FieldChecks = { readonly [field: string]: Check };

/** An object with exactly these fields, of which the required must be there, and which keeps the further rules. */
export function object(fields: { required?: FieldChecks; optional?: FieldChecks }, ...rules: readonly Rule[]): Check {
  const required = fields.required ?? {};
  const known = new Map(Object.entries({ ...required, ...fields.optional }));
  return (value, pointer) => {
    if (!isRecord(value)) return [problem('must provide an object', pointer)];
    const missing = Object.keys(required).filter((field) => value[field] === undefined);
    // An absent optional field may be spelt `undefined`: JSON drops it on the way to Slack.
    const present = Object.entries(value).filter(([, each]) => each !== undefined);
    return [
      ...missing.map((field) => problem(`missing required field: ${field}`, pointer)),
      ...present.flatMap(([field, each]) => {
        const check = known.get(field);
        return check
          ? check(each, `${pointer}/${field}`)
          : [problem(`invalid additional property: ${printable(field)}`, pointer)];
      }),
      ...rules.flatMap((rule) => rule(value, pointer)),
    ];
  };
}

/** An object whose `type` says which of the checks it must pass. */
export function unionByType(checks: { readonly [type: string]: Check }): Check {
  const byType = new Map(Object.entries(checks));
  return (value, pointer) => {
    if (!isRecord(value)) return [problem('must provide an object', pointer)];
    const { type } = value;
    if (type === undefined) return [problem('missing required field: type', pointer)];
    if (typeof type !== 'string') return [problem('must provide a string', `${pointer}/type`)];
    const check = byType.get(type);
    return check ? check(value, pointer) : [problem(`unsupported type: ${printable(type)}`, `${pointer}/type`)];
  };
}

/** A check of objects of one type: `typed('divider', {})` takes `{ type: 'divider' }`. */
export function objectOfType(
  type: string,
  fields: { required?: FieldChecks; optional?: FieldChecks },
  ...rules: readonly Rule[]
): Check {
  return object({ ...fields, required: { type: oneOf(type), ...fields.required } }, ...rules);
}

/** The rule that exactly one, or with `orMore` at least one, of these fields is there. */
export function requireOneOf(fields: readonly string[], { orMore = false } = {}): Rule {
  return (record, pointer) => {
    const count = fields.filter((field) => record[field] !== undefined).length;
    if (count === 1 || (orMore && count > 1)) return [];
    const names = fields.map((field) => `\`${field}\``).join(', ');
    return [problem(`must define ${orMore ? 'at least' : 'exactly'} one of ${names}`, pointer)];
  };
}

/** A name from outside, short enough and harmless to print. */
function printable(name: string): string {
  return JSON.stringify([...name].slice(0, 60).join('')).slice(1, -1);
}
