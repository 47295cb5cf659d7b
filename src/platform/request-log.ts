import { randomBytes } from 'node:crypto';
import type { Log } from './log-types.ts';

/** A log whose every line names one request, so that what belongs together is found together: `request`, six letters and digits. */
export function createRequestLog(log: Log): Log {
  const request = randomBytes(3).toString('hex').toUpperCase();
  return {
    debug: (fields, message) => log.debug({ request, ...fields }, message),
    info: (fields, message) => log.info({ request, ...fields }, message),
    warn: (fields, message) => log.warn({ request, ...fields }, message),
    error: (fields, message) => log.error({ request, ...fields }, message),
  };
}
