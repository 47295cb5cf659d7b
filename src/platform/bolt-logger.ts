import { type Logger, LogLevel } from '@slack/web-api';
import type { Log } from './log-types.ts';

/**
 * The own words of Bolt and of Slack's clients, in our log. Their debug lines hold what people typed and addresses that answer for them, so they
 * are dropped at every level.
 */
export function createBoltLogger(log: Log): Logger {
  const at =
    (level: 'info' | 'warn' | 'error') =>
    (...said: readonly unknown[]) => {
      const err = said.find((part) => part instanceof Error);
      const words = said.map((part) => (part instanceof Error ? part.message : String(part))).join(' ');
      log[level]({ from: 'slack', ...(err === undefined ? {} : { err }) }, words);
    };
  return {
    debug() {},
    info: at('info'),
    warn: at('warn'),
    error: at('error'),
    setLevel() {},
    getLevel: () => LogLevel.INFO,
    setName() {},
  };
}
