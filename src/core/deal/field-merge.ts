/** What the fields of a form hold, by name; null: empty. */
export type FormFields = Readonly<Record<string, string | null>>;

/** Hash of a field's text in base 36, FNV-1a of 32 bits; runs of white space count as one space. */
export function fingerprint(text: string | null): string {
  // FNV-1a, 32 bits: http://www.isthe.com/chongo/tech/comp/fnv/
  let hash = 0x811c9dc5;
  for (const unit of (text ?? '').replace(/\s+/gu, ' ').trim()) hash = Math.imul(hash ^ (unit.codePointAt(0) ?? 0), 0x01000193);
  return (hash >>> 0).toString(36);
}

/** Three-way merge of a form, field by field. */
export type FieldMerge = {
  /** Fields that the person changed: these are written. The others keep their present value. */
  readonly touched: readonly string[];
  /** Of these, the ones that were changed meanwhile to another value: a person has to choose. */
  readonly conflicts: readonly string[];
};

/**
 * Three-way merge: separates what a person changed in a form from what others changed while it was open.
 *
 * @param shown fingerprints of what the form showed when it was opened. @param typed what it holds now. @param now what it would show if it
 *   were opened now.
 */
export function mergeFields(shown: Readonly<Record<string, string>>, typed: FormFields, now: FormFields): FieldMerge {
  const touched = Object.keys(typed).filter((name) => fingerprint(typed[name] ?? null) !== shown[name]);
  const clashes = touched.filter(
    (name) =>
      fingerprint(now[name] ?? null) !== shown[name] && fingerprint(now[name] ?? null) !== fingerprint(typed[name] ?? null),
  );
  return { touched, conflicts: clashes };
}
