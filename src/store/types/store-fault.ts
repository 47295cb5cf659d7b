/** What kept the store from doing what it was asked. */
export type StoreFault = {
  /** `away`: no connection; `silent`: it takes what is sent and does not answer in time; `diskFull`; `diskFails`: it refuses writes. */
  readonly kind: 'away' | 'silent' | 'diskFull' | 'diskFails';
  /** Nothing that was asked can have been done, then or later. False: it may have been. */
  readonly isUndone: boolean;
};

/** A write was sent, and nobody can say whether it was done: the connection broke before the answer, and asking again failed too. */
export class OutcomeUnknownError extends Error {
  override readonly name = 'OutcomeUnknownError';

  constructor(cause: unknown) {
    super('The answer to a write was lost, and it could not be asked for again', { cause });
  }
}

const readField = (value: unknown, name: string): unknown =>
  value instanceof Object && name in value ? Reflect.get(value, name) : undefined;

/** The codes of an error, of what a driver adapter put into it, and its message: Prisma's, Node's and PostgreSQL's. */
function readTraces(error: unknown): readonly string[] {
  const meta = readField(error, 'meta');
  const driver = readField(readField(meta, 'driverAdapterError'), 'cause') ?? readField(error, 'cause');
  const found = [
    readField(error, 'code'),
    readField(error, 'originalCode'),
    readField(meta, 'code'),
    readField(driver, 'originalCode'),
    readField(driver, 'code'),
    readField(driver, 'kind'),
    readField(error, 'name'),
    readField(error, 'message'),
    readField(driver, 'message'),
  ];
  return found.filter((trace) => typeof trace === 'string');
}

/** In this order: the first that fits names the fault. */
const FAULTS: readonly (readonly [RegExp, StoreFault])[] = [
  // The embedded database's own, see disk-errors.ts.
  [/^The disk does not keep .*(?:ENOSPC|EDQUOT)/, { kind: 'diskFull', isUndone: false }],
  [/^DiskRefusedError$|^The disk does not keep /, { kind: 'diskFails', isUndone: false }],
  [/^The database waits for its disk .*(?:ENOSPC|EDQUOT)/, { kind: 'diskFull', isUndone: true }],
  [/^DatabaseStoppedError$|^The database waits for its disk /, { kind: 'diskFails', isUndone: true }],
  [/^53100$|No space left on device|^ENOSPC|^EDQUOT/, { kind: 'diskFull', isUndone: true }],
  [/^58030$|^EIO$|^EROFS$|^25006$/, { kind: 'diskFails', isUndone: true }],
  [/^ServerSilentError$|^The database server is silent/, { kind: 'silent', isUndone: true }],
  [/timeout exceeded when trying to connect|due to connection timeout/, { kind: 'silent', isUndone: true }],
  [/^57014$|^25P03$|^P2024$/, { kind: 'silent', isUndone: true }],
  [/Query read timeout|^P1008$|^SocketTimeout$|^P2028$/, { kind: 'silent', isUndone: false }],
  [
    /^P100[01]$|^DatabaseNotReachable$|^ECONNREFUSED|^ENOTFOUND|^57P03$|^53300$|database is closed|a pool after calling end|Can't reach database/i,
    { kind: 'away', isUndone: true },
  ],
  [
    /^P10\d\d$|^ConnectionClosed$|^ECONN|^ETIMEDOUT|^EPIPE|^57P0|^08|Connection terminated|terminating connection/i,
    { kind: 'away', isUndone: false },
  ],
  [/^53/, { kind: 'away', isUndone: true }],
];

/** What kept the store from it, read from the error; undefined: the error is about something else. */
export function classifyStoreFault(error: unknown): StoreFault | undefined {
  if (!(error instanceof Error)) return undefined;
  const traces = readTraces(error);
  const found = FAULTS.find(([pattern]) => traces.some((trace) => pattern.test(trace)))?.[1];
  return found ?? (error.cause === undefined ? undefined : classifyStoreFault(error.cause));
}
