import type { SaveResult } from '../../core/deal/save-result.ts';
import type { SavedPair } from '../../store/types/deals.ts';
import { TENANT_EFFECTS } from '../../store/types/method-effects.ts';
import type { Tenant } from '../../store/types/store.ts';
import { OutcomeUnknownError } from '../../store/types/store-fault.ts';

/** Who hears that something was saved. */
export type ChangeListeners = {
  /** Posts may wait: a deal's card in a channel, a word to its new owner. */
  readonly onPostsQueued: () => void;
  /** What people see on Home may be another now. */
  readonly onChange: () => void;
  /** A write of the person's ended: something was saved, or nobody knows. */
  readonly onWrite?: (outcome: 'saved' | 'unknown') => void;
};

type DealSaved = SaveResult | SavedPair;

const isDealSaved = (result: unknown): result is DealSaved => result instanceof Object && 'ok' in result;

/**
 * Wraps a tenant so that every effective write notifies the listeners; a refused or repeated write does not. Which writes are
 * of consequence is for store/types/method-effects.ts to say, of every method.
 */
export const withChangeNotifications = (tenant: Tenant, listeners: ChangeListeners): Tenant =>
  observe(tenant, TENANT_EFFECTS, listeners);

/** @param effects by the names of the part: an effect for a method, again an object for a part of the part. */
function observe<Part extends object>(part: Part, effects: object, listeners: ChangeListeners): Part {
  return new Proxy(part, {
    get: (target, name) => {
      const value: unknown = Reflect.get(target, name);
      const effect: unknown = Reflect.get(effects, name);
      if (typeof value === 'function' && effect instanceof Object)
        return (...values: unknown[]) => {
          const made: object = Reflect.apply(value, target, values);
          return observe(made, effect, listeners);
        };
      if (typeof value === 'function')
        return observeMethod((values) => Reflect.apply(value, target, values), effect, listeners) ?? value;
      return value instanceof Object && effect instanceof Object ? observe(value, effect, listeners) : value;
    },
  });
}

/** Undefined: nobody need hear of the method. */
function observeMethod(
  call: (values: unknown[]) => unknown,
  effect: unknown,
  { onPostsQueued, onChange, onWrite = () => {} }: ChangeListeners,
): ((...values: unknown[]) => Promise<unknown>) | undefined {
  const attempt = async (values: unknown[]): Promise<unknown> => {
    try {
      return await call(values);
    } catch (error) {
      if (error instanceof OutcomeUnknownError) onWrite('unknown');
      throw error;
    }
  };
  if (effect === 'changes' || effect === 'sets') {
    return async (...values) => {
      const saved = await attempt(values);
      onWrite('saved');
      onChange();
      return saved;
    };
  }
  if (effect === 'savesDeal') {
    return async (...values) => {
      const saved = await attempt(values);
      if (!isDealSaved(saved) || !saved.ok) return saved;
      onWrite('saved');
      onPostsQueued();
      if (!('first' in saved ? saved.first.isRepeat : saved.isRepeat)) onChange();
      return saved;
    };
  }
  return undefined;
}
