/** A JSON object whose fields nobody has checked yet. */
export type JsonRecord = { readonly [field: string]: unknown };

/** Whether `value` is a JSON object; an array and `null` are not. */
export function isRecord(value: unknown): value is JsonRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The objects of a list in order; anything else in it, or anything that is no list, is passed over. */
export function recordsIn(value: unknown): readonly JsonRecord[] {
  return Array.isArray(value) ? value.filter(isRecord) : [];
}

/** The string in a field, or `undefined` when there is none. */
export function stringIn(record: JsonRecord, field: string): string | undefined {
  const value = record[field];
  return typeof value === 'string' ? value : undefined;
}

/** The object in a field, or `undefined` when there is none. */
export function recordIn(record: JsonRecord, field: string): JsonRecord | undefined {
  const value = record[field];
  return isRecord(value) ? value : undefined;
}

/** The `text` of the text object in a field, or `undefined`: `{ title: { type, text: 'Hello' } }` gives `Hello`. */
export function textObjectIn(record: JsonRecord, field: string): string | undefined {
  const object = recordIn(record, field);
  return object && stringIn(object, 'text');
}

/**
 * Whether a value nests more than `levels` lists or objects inside each other. Stops at that depth, so it is safe on
 * values that would overflow the stack of a recursive reader.
 */
export function isDeeperThan(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((inner) => isDeeperThan(inner, levels - 1));
}
