import { type Logger, LogLevel } from '@slack/bolt';

const nothing = () => undefined;

/** Bolt's log, kept to itself. */
export const SILENT_BOLT_LOGGER: Logger = {
  debug: nothing,
  info: nothing,
  warn: nothing,
  error: nothing,
  setLevel: nothing,
  getLevel: () => LogLevel.ERROR,
  setName: nothing,
};
