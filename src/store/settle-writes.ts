import { retryLostAnswer, runOnce } from './db/lost-answer.ts';
import { TENANT_EFFECTS } from './types/method-effects.ts';
import type { Tenant } from './types/store.ts';

/**
 * Wraps a tenant so that the outcome of a write is known wherever it can be: one that sets a value is run again when its answer was lost,
 * one that answers otherwise the second time is told to be unknown. Deals do it themselves, by the key of the request.
 */
export const settleWrites = (tenant: Tenant): Tenant => settle(tenant, TENANT_EFFECTS);

function settle<Part extends object>(part: Part, effects: object): Part {
  return new Proxy(part, {
    get: (target, name) => {
      const value: unknown = Reflect.get(target, name);
      const effect: unknown = Reflect.get(effects, name);
      if (typeof value === 'function' && (effect === 'sets' || effect === 'changes')) {
        const run = effect === 'sets' ? retryLostAnswer : runOnce;
        return (...values: unknown[]) => run(async () => Reflect.apply(value, target, values));
      }
      if (!(value instanceof Object && effect instanceof Object)) return value;
      if (typeof value !== 'function') return settle(value, effect);
      return (...values: unknown[]) => {
        const made: object = Reflect.apply(value, target, values);
        return settle(made, effect);
      };
    },
  });
}
