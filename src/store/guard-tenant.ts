import type { RowGuard } from './db/connection.ts';
import { TENANT_EFFECTS } from './types/method-effects.ts';
import type { Tenant } from './types/store.ts';

/** Wraps a tenant so that whatever it asks of the database is limited to the rows of its workspace, where these are guarded. */
export function guardTenant(tenant: Tenant, guard: RowGuard | null): Tenant {
  if (guard === null || !guard.isOn()) return tenant;
  return guardPart(tenant, TENANT_EFFECTS, (work) => guard.runIn(tenant.id, work));
}

type Run = <T>(work: () => T) => T;
/** What Prisma gives is asked only when somebody waits for it: it has to be waited for within. */
const begin = (asked: PromiseLike<unknown>): PromiseLike<unknown> => asked.then((answer) => answer);
const isPromise = (value: unknown): value is PromiseLike<unknown> =>
  value instanceof Object && 'then' in value && typeof value.then === 'function';

/** Each method is wrapped once: parts and methods are asked for at every request. */
function guardPart<Part extends object>(part: Part, effects: object, run: Run): Part {
  const guarded: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(part)) guarded[name] = guardValue(value, Reflect.get(effects, name), { part, run });
  return { ...part, ...guarded };
}

function guardValue(value: unknown, effect: unknown, { part, run }: { readonly part: object; readonly run: Run }): unknown {
  if (typeof value === 'function') {
    return (...values: unknown[]) => {
      const result: unknown = run(() => {
        const answer: unknown = Reflect.apply(value, part, values);
        return isPromise(answer) ? begin(answer) : answer;
      });
      return effect instanceof Object && result instanceof Object ? guardPart(result, effect, run) : result;
    };
  }
  return value instanceof Object && effect instanceof Object ? guardPart(value, effect, run) : value;
}
