/** What a test or the demo can break. `method` is a Web API method's name, `response_url` or `upload`. */
export type Faults = {
  /** The next calls of a method are answered by HTTP 429 with Retry-After. */
  rateLimit(method: string, limit: { retryAfterSeconds: number; times: number }): void;
  /** The next calls of a method fail with this error and change nothing; of `chat.postMessage:thread` those that reply in a thread. */
  failWith(method: string, error: string, times: number): void;
  /** Slack is away: connections are cut, and calls are refused, answered by HTTP 500 or 503, or left without an answer. */
  outage(on: boolean, kind?: OutageKind): void;
  /** The next calls are carried out, but the connection is cut before the answer. */
  loseResponses(method: string, times: number): void;
  /** Cuts every open socket without a goodbye. */
  dropSockets(): void;
  /** Asks the app to connect again, as Slack does every few hours. */
  refreshSockets(reason?: 'warning' | 'refresh_requested' | 'link_disabled'): void;
  /** Messages and views with these block kinds are refused with `invalid_blocks` or `invalid_arguments`, as in a phased roll-out. */
  refuseBlockTypes(types: readonly string[]): void;
  /** The next calls wait before they are carried out. */
  delay(method: string, ms: number, times: number): void;
};

export type OutageKind = 'refused' | 'error500' | 'error503' | 'hanging';

/** The faults injected into one call: a delay, a 429, an error or a lost response. */
export type CallFault = {
  readonly delayMs: number;
  readonly retryAfterSeconds?: number;
  readonly error?: string;
  readonly losesResponse: boolean;
};

/** Faults of Web API calls; `take` consumes one pending fault of that method. */
export type CallFaults = Pick<Faults, 'rateLimit' | 'failWith' | 'loseResponses' | 'delay'> & { take(method: string): CallFault };

/** Makes call faults with none pending. Of several for one method, a delay comes first, then 429, then the error. */
export function createCallFaults(): CallFaults {
  const limits = createPending<number>();
  const errors = createPending<string>();
  const losses = createPending<true>();
  const delays = createPending<number>();
  return {
    rateLimit: (method, { retryAfterSeconds, times }) => limits.add(method, retryAfterSeconds, times),
    failWith: (method, error, times) => errors.add(method, error, times),
    loseResponses: (method, times) => losses.add(method, true, times),
    delay: (method, ms, times) => delays.add(method, ms, times),
    take(method) {
      const delayMs = delays.take(method) ?? 0;
      const retryAfterSeconds = limits.take(method);
      if (retryAfterSeconds !== undefined) return { delayMs, retryAfterSeconds, losesResponse: false };
      const error = errors.take(method);
      if (error !== undefined) return { delayMs, error, losesResponse: false };
      return { delayMs, losesResponse: losses.take(method) ?? false };
    },
  };
}

function createPending<T>() {
  const pending = new Map<string, { readonly value: T; readonly left: number }>();
  return {
    add(method: string, value: T, times: number): void {
      pending.set(method, { value, left: times });
    },
    take(method: string): T | undefined {
      const found = pending.get(method);
      if (found === undefined || found.left <= 0) return undefined;
      pending.set(method, { ...found, left: found.left - 1 });
      return found.value;
    },
  };
}
