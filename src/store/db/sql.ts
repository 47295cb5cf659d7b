import type { PrismaClient } from '../generated/client.ts';

/** What runs SQL: the client, or a transaction of it. */
export type Sql = Pick<PrismaClient, '$queryRawUnsafe' | '$executeRawUnsafe'>;

/** PostgreSQL's SQLSTATE behind an error of Prisma or of a driver; undefined when there is none. */
export function sqlState(error: unknown): string | undefined {
  for (let cause: unknown = error, depth = 0; cause instanceof Object && depth < 6; depth += 1) {
    const meta = readField(cause, 'meta');
    const codes = [
      readField(cause, 'originalCode'),
      readField(meta, 'code'),
      readField(readField(readField(meta, 'driverAdapterError'), 'cause'), 'originalCode'),
      readField(cause, 'code'),
    ];
    const found = codes.find((code) => typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code) && !/^P\d{4}$/.test(code));
    if (typeof found === 'string') return found;
    cause = readField(cause, 'cause') ?? readField(meta, 'driverAdapterError');
  }
  return undefined;
}

const readField = (value: unknown, name: string): unknown =>
  value instanceof Object && name in value ? Reflect.get(value, name) : undefined;

/** Text as a part of a LIKE pattern: it stands for itself. */
export const escapeLike = (text: string): string => text.replace(/[\\%_]/g, (sign) => `\\${sign}`);

const DUPLICATE = '23505';
const DEADLOCK = '40P01';
const CONFLICT = '40001';

/** The write would have made a second row of one key. */
export const isDuplicate = (error: unknown): boolean => sqlState(error) === DUPLICATE;

const RETRIES = 5;

/**
 * Runs a write again when the database took it back for the sake of another one.
 *
 * @param isConflict what else says that another one was first: where a write replaces a row, two make it at once.
 */
export async function retryOnConflict<T>(
  write: () => Promise<T>,
  isConflict: (error: unknown) => boolean = () => false,
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await write();
    } catch (error) {
      const state = sqlState(error);
      if (attempt > RETRIES || !(state === DEADLOCK || state === CONFLICT || isConflict(error))) throw error;
    }
  }
}

/** Text as PostgreSQL takes it: no U+0000, no lone surrogates. */
export const toStorableText = (text: string): string => text.replaceAll('\u0000', '').replace(/\p{Surrogate}/gu, '\uFFFD');

/** What JSON makes of U+0000 and of a lone surrogate; source: ECMA-262, QuoteJSONString. */
const UNSTORABLE_ESCAPE = /\\u(?:0000|d[89a-f])/;

/** A value as JSON for a `::jsonb` parameter, every text in it storable. Nearly all are, which shows in the JSON itself: one look instead of one for each text. */
export function jsonb(value: unknown): string {
  const json = JSON.stringify(value);
  if (!UNSTORABLE_ESCAPE.test(json)) return json;
  return JSON.stringify(value, (_, each) => (typeof each === 'string' ? toStorableText(each) : each));
}
