/** A JSON object that came over the wire. @throws Error when it is none. */
export function parseRecord(text: string): Readonly<Record<string, unknown>> {
  const value: unknown = JSON.parse(text);
  if (typeof value !== 'object' || value === null) throw new Error(`no object: ${text.slice(0, 200)}`);
  return Object.fromEntries(Object.entries(value));
}
