import { createHash } from 'node:crypto';

const names = new Map<string, string>();

/**
 * Marks a constant statement as one that every connection plans once and keeps. Planning the write of a deal takes twice as long as
 * running it; a statement that is put together at run time must not be marked, because a connection keeps it for ever.
 *
 * @returns the statement itself.
 */
export function markPrepared(statement: string): string {
  // By the text, so that a pooler may hand one server's connection to two versions of the bot.
  names.set(statement, `lejek_${createHash('sha256').update(statement).digest('hex').slice(0, 16)}`);
  return statement;
}

/** The name that connections keep a statement under; undefined when it is planned each time. */
export const preparedName = (statement: string): string | undefined => names.get(statement);
