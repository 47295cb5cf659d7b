import { type PGlite, parse, protocol, type QueryOptions, type Results } from '@electric-sql/pglite';
import type { ReopeningPGlite } from './reopening-pglite.ts';
import { preparedName } from './statement.ts';

const { serialize } = protocol;

/**
 * PGlite whose prepared statements (see statement.ts) are planned once. PGlite's own `query` plans a statement anew each time, and sends it in
 * six messages one after the other; here what follows the plan goes in one. Not for use inside a transaction of PGlite's own making.
 */
export function withPreparedStatements({ pglite, opening }: Pick<ReopeningPGlite, 'pglite' | 'opening'>): PGlite {
  const preparedNames = new Set<string>();
  let preparedIn = opening();
  // Put together once, not for each statement.
  let merged: { readonly of: QueryOptions['parsers']; readonly parsers: PGlite['parsers'] } | undefined;
  const parsersFor = (given: QueryOptions['parsers']): PGlite['parsers'] => {
    const known = merged !== undefined && merged.of === given ? merged : { of: given, parsers: { ...pglite.parsers, ...given } };
    merged = known;
    return known.parsers;
  };
  const send = (...parts: readonly Uint8Array[]) => pglite.execProtocol(concatBytes([...parts, serialize.sync()]));
  const run = (
    { name, text }: { readonly name: string; readonly text: string },
    values: readonly unknown[],
    { parsers, ...options }: QueryOptions = {},
  ) =>
    pglite.runExclusive(async (): Promise<Results> => {
      if (preparedIn !== opening()) preparedNames.clear();
      preparedIn = opening();
      if (!preparedNames.has(name)) await send(serialize.parse({ name, text }));
      preparedNames.add(name);
      const { messages } = await send(
        serialize.bind({ statement: name, values: values.map(toParameterText) }),
        serialize.describe({ type: 'P' }),
        serialize.execute({}),
      );
      const [results] = parse.parseResults(messages, parsersFor(parsers), options);
      if (results === undefined) throw new Error(`${name} gave no result.`);
      return results;
    });
  const query = (statement: string, values: readonly unknown[] = [], options?: QueryOptions): Promise<Results> => {
    const name = preparedName(statement);
    return name === undefined ? pglite.query(statement, [...values], options) : run({ name, text: statement }, values, options);
  };
  return new Proxy(pglite, { get: (target, name) => (name === 'query' ? query : Reflect.get(target, name, target)) });
}

/** As PostgreSQL reads it; prepared statements take nothing but text, numbers and booleans. */
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
