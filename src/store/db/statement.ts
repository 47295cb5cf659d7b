import { createHash } from 'node:crypto';
import type { Sql } from './sql.ts';

/** What a parameter may be. JSON goes in as text (see `jsonb`), an instant as its ISO text. */
export type SqlValue = string | number | boolean | null | readonly number[];

/** A statement that is ready to run: it takes a value for each of its parameters and gives its rows. */
export type Statement<Values extends Readonly<Record<keyof Values, SqlValue>>, Row> = {
  (sql: Sql, values: Values): Promise<readonly Row[]>;
  /** As the database gets it, with `$1`, `$2` … */
  readonly text: string;
};

/** `$dealNumber`; numbers are left alone, they are not ours. */
const NAMED_PARAMETER = /\$([a-z]\w*)/gi;
const PREPARED_MARK = /^\/\* (lejek_[0-9a-f]{16}) \*\//;

/**
 * Makes a statement whose parameters have names, so that fragments of SQL are put together without counting: `$ownerId` stands for the
 * same value wherever it is, and a value that no fragment asks for is not sent. The text is always a constant of ours, never of people.
 *
 * Whole rows are read as `to_jsonb(row)`, so that both engines give the same: text, numbers, ISO instants.
 *
 * @throws Error when it runs without a value for one of its parameters.
 */
export function statement<Values extends Readonly<Record<keyof Values, SqlValue>>, Row>(named: string): Statement<Values, Row> {
  const { text, names } = numberParameters(named);
  return createStatement(text, names);
}

/**
 * As {@link statement}, prepared: every connection parses it once and keeps it, and PostgreSQL plans it anew only until it knows that a
 * plan for all values is as good. Planning the write of a deal takes twice as long as running it. A connection keeps it for ever, so
 * there may only be so many of them: a text that is put together at run time has few variants, or is not prepared.
 */
export function preparedStatement<Values extends Readonly<Record<keyof Values, SqlValue>>, Row>(
  named: string,
): Statement<Values, Row> {
  const { text, names } = numberParameters(named);
  // Named by its text, so that a pooler may hand one server's connection to two versions of the bot.
  const name = `lejek_${createHash('sha256').update(text).digest('hex').slice(0, 16)}`;
  return createStatement(`/* ${name} */ ${text}`, names);
}

/** The name that connections keep a prepared statement under, read from its text; undefined when it is planned each time. */
export const preparedName = (text: string): string | undefined => PREPARED_MARK.exec(text)?.[1];

function numberParameters(named: string): { readonly text: string; readonly names: readonly string[] } {
  const names: string[] = [];
  const text = named.replace(NAMED_PARAMETER, (_, name: string) => {
    if (!names.includes(name)) names.push(name);
    return `$${names.indexOf(name) + 1}`;
  });
  return { text, names };
}

/** PostgreSQL takes no U+0000 in a text, and nobody can type one; the embedded database would cut the text there. */
const toParameter = (value: unknown): unknown =>
  typeof value === 'string' && value.includes('\u0000') ? value.replaceAll('\u0000', '') : value;

function createStatement<Values extends Readonly<Record<keyof Values, SqlValue>>, Row>(
  text: string,
  names: readonly string[],
): Statement<Values, Row> {
  const run = (sql: Sql, values: Values): Promise<Row[]> => {
    const given = new Map<string, unknown>(Object.entries(values));
    return sql.$queryRawUnsafe<Row[]>(
      text,
      ...names.map((name) => {
        if (!given.has(name)) throw new Error(`No value for $${name} of: ${text.slice(0, 80)}`);
        return toParameter(given.get(name));
      }),
    );
  };
  return Object.assign(run, { text });
}
