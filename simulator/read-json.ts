import { isRecord, type JsonRecord } from './block-kit/json-record.ts';

/** An object as it came from JSON: nothing is known of its values until they are read. */
export type Fields = JsonRecord;

/** The value as an object, or an empty one when it is anything else. */
export function asRecord(value: unknown): Fields {
  return isRecord(value) ? value : {};
}

/** The value as a string, or `undefined`; a number is written out, since forms turn numbers into text. */
export function asText(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  return typeof value === 'number' ? String(value) : undefined;
}

/** The value as a list; anything else is an empty one. */
export function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** The objects of a list, leaving out everything that is not an object. */
export function asRecords(value: unknown): readonly Fields[] {
  return asList(value).filter(isRecord);
}

/** True for the ways in which a form or JSON says yes: `true`, `"true"`, `"1"`, `1`. */
export function asFlag(value: unknown): boolean {
  return value === true || value === 'true' || value === '1' || value === 1;
}

/** The value as a finite number, read from text if need be, or `undefined`. */
export function asNumber(value: unknown): number | undefined {
  if (typeof value !== 'number' && (typeof value !== 'string' || value.trim() === '')) return undefined;
  const read = Number(value);
  return Number.isFinite(read) ? read : undefined;
}

/** Parses JSON text; `undefined` when it is not JSON. */
export function parseJson(source: string): unknown {
  try {
    return JSON.parse(source);
  } catch {
    return undefined;
  }
}

/** Every object inside a JSON value, the value itself first, in reading order. */
export function* nestedRecords(value: unknown): Generator<Fields> {
  if (Array.isArray(value)) {
    for (const item of value) yield* nestedRecords(item);
  } else if (isRecord(value)) {
    yield value;
    for (const item of Object.values(value)) yield* nestedRecords(item);
  }
}

/** Whether a value is an object without fields. */
export function isEmptyRecord(value: unknown): boolean {
  return isRecord(value) && Object.keys(value).length === 0;
}
