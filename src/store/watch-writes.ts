import { TENANT_EFFECTS } from './types/method-effects.ts';
import type { Tenant } from './types/store.ts';
import { classifyStoreFault, type StoreFault } from './types/store-fault.ts';
import type { WriteHealth } from './types/write-health.ts';

/** Remembers how writes end. */
export type WriteWatch = {
  readonly health: () => WriteHealth;
  readonly succeeded: () => void;
  /** Runs what writes, and remembers its fault. */
  readonly watch: <T>(write: () => Promise<T>) => Promise<T>;
};

export function createWriteWatch(): WriteWatch {
  let failingSince: number | undefined;
  const failures: Partial<Record<StoreFault['kind'], number>> = {};
  return {
    health: () => ({
      failingForMs: failingSince === undefined ? null : performance.now() - failingSince,
      failures: { ...failures },
    }),
    succeeded: () => {
      failingSince = undefined;
    },
    watch: async (write) => {
      try {
        return await write();
      } catch (error) {
        const fault = classifyStoreFault(error);
        if (fault !== undefined) {
          failingSince ??= performance.now();
          failures[fault.kind] = (failures[fault.kind] ?? 0) + 1;
        }
        throw error;
      }
    },
  };
}

/** Wraps a tenant so that the watch knows how its writes end. What keeps books often has nothing to write: its success says nothing. */
export const watchWrites = (tenant: Tenant, watch: WriteWatch): Tenant => watchPart(tenant, TENANT_EFFECTS, watch);

function watchPart<Part extends object>(part: Part, effects: object, watch: WriteWatch): Part {
  return new Proxy(part, {
    get: (target, name) => {
      const value: unknown = Reflect.get(target, name);
      const effect: unknown = Reflect.get(effects, name);
      if (typeof value === 'function' && typeof effect === 'string' && effect !== 'reads') {
        return async (...values: unknown[]) => {
          const result: unknown = await watch.watch(async () => Reflect.apply(value, target, values));
          const isRefused = result instanceof Object && Reflect.get(result, 'ok') === false;
          if (effect !== 'keepsBooks' && !isRefused) watch.succeeded();
          return result;
        };
      }
      if (!(value instanceof Object && effect instanceof Object)) return value;
      if (typeof value !== 'function') return watchPart(value, effect, watch);
      return (...values: unknown[]) => {
        const made: object = Reflect.apply(value, target, values);
        return watchPart(made, effect, watch);
      };
    },
  });
}
