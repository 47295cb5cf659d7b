import { type DestinationStream, destination, pino } from 'pino';
import type { LogLevel } from './config.ts';
import type { Log } from './log-types.ts';
import { createRedactor } from './redact.ts';

/**
 * The log: one JSON object a line, with every secret removed wherever it stands, in a field, a message or a stack.
 *
 * @param secrets values that must never be written, beside what looks like a token.
 * @param out where lines go; standard output when not given, written before the call returns.
 */
export function createLog(
  level: LogLevel,
  secrets: readonly string[],
  out: DestinationStream = destination({ dest: 1, sync: true }),
): Log {
  const redact = createRedactor(secrets);
  return pino({ level, base: null, serializers: { err: serializeError } }, { write: (line) => out.write(redact(line)) });
}

/** What is worth knowing of an error: never its other properties, which may hold a whole request or row. */
function serializeError(error: unknown, depth = 0): unknown {
  if (!(error instanceof Error)) return typeof error === 'string' ? error : { type: typeof error };
  const code = 'code' in error && (typeof error.code === 'string' || typeof error.code === 'number') ? { code: error.code } : {};
  const cause = error.cause !== undefined && depth < 3 ? { cause: serializeError(error.cause, depth + 1) } : {};
  return { type: error.name, message: error.message, ...code, stack: error.stack, ...cause };
}
