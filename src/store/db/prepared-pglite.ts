import { type PGlite, parse, protocol, type QueryOptions, type Results } from '@electric-sql/pglite';
import type { ReopeningPGlite } from './reopening-pglite.ts';
import { preparedName } from './statement.ts';

const { serialize } = protocol;

/** A statement that the engine keeps under a name; types are those of its parameters, as OIDs. */
type Prepared = { readonly name: string; readonly parameterTypes: readonly number[] };

/** So many statements are kept; the least recently used makes room. A parsed one takes some tens of kilobytes. */
const KEPT_STATEMENTS = 256;

/**
 * PGlite that prepares what it is asked, and keeps it. Its own `query` parses each statement anew and sends six messages for it, one after the
 * other, each of which crosses into the engine and back; a statement that is kept is not parsed again, and goes in one.
 */
export function withPreparedStatements({ pglite, opening }: Pick<ReopeningPGlite, 'pglite' | 'opening'>): PGlite {
  const kept = new Map<string, Prepared>();
  let count = 0;
  let keptIn = opening();
  // Put together once, not for each statement.
  let merged: { readonly of: QueryOptions['parsers']; readonly parsers: PGlite['parsers'] } | undefined;
  const parsersFor = (given: QueryOptions['parsers']): PGlite['parsers'] => {
    const ready = merged !== undefined && merged.of === given ? merged : { of: given, parsers: { ...pglite.parsers, ...given } };
    merged = ready;
    return ready.parsers;
  };
  const send = async (...parts: readonly Uint8Array[]) =>
    (await pglite.execProtocol(concatBytes([...parts, serialize.sync()]))).messages;
  /** @throws what PostgreSQL says of a text that it cannot parse. */
  const prepare = async (text: string): Promise<Prepared> => {
    count += 1;
    const name = preparedName(text) ?? `kept_${count}`;
    const messages = await send(serialize.parse({ name, text }), serialize.describe({ type: 'S', name }));
    const [oldest] = kept.size < KEPT_STATEMENTS ? [] : kept;
    if (oldest !== undefined) await drop(...oldest);
    return { name, parameterTypes: parse.parseDescribeStatementResults(messages) };
  };
  const drop = async (text: string, { name }: Prepared) => {
    kept.delete(text);
    await send(serialize.close({ type: 'S', name }));
  };

  const run = async (text: string, values: readonly unknown[], { parsers, ...options }: QueryOptions): Promise<Results> => {
    if (keptIn !== opening()) kept.clear();
    keptIn = opening();
    const prepared = kept.get(text) ?? (await prepare(text));
    // At the end: a map is in the order of insertion.
    kept.delete(text);
    kept.set(text, prepared);
    const parameters =
      preparedName(text) === undefined
        ? values.map((value, index) => toParameter(value, prepared.parameterTypes[index] ?? 0, pglite.serializers))
        : values.map(toParameterText);
    try {
      const messages = await send(
        serialize.bind({ statement: prepared.name, values: parameters }),
        serialize.describe({ type: 'P' }),
        serialize.execute({}),
      );
      const [results] = parse.parseResults(messages, parsersFor(parsers), options);
      if (results === undefined) throw new Error(`${text.slice(0, 80)} gave no result.`);
      return results;
    } catch (error) {
      if (isOutdatedPlan(error)) await drop(text, prepared);
      throw error;
    }
  };
  const query = (text: string, values: readonly unknown[] = [], options: QueryOptions = {}): Promise<Results> =>
    pglite.runExclusive(() => run(text, values, options));
  return new Proxy(pglite, { get: (target, name) => (name === 'query' ? query : Reflect.get(target, name, target)) });
}

/** As PGlite's own `query` does: by the type that the statement wants. */
function toParameter(value: unknown, type: number, serializers: PGlite['serializers']): string | null {
  if (value === null || value === undefined) return null;
  const serializer = serializers[type];
  return serializer === undefined ? String(value) : serializer(value);
}

/** A table has changed since the statement was parsed: its columns are not those that were planned for. */
const isOutdatedPlan = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === '0A000' && error.message.includes('cached plan');

/** As PostgreSQL reads it; marked statements take nothing but text, numbers and booleans. */
const toParameterText = (value: unknown): string | null => (value === null || value === undefined ? null : String(value));

function concatBytes(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
