/** A place to listen for values of one kind. */
export type Emitter<T> = {
  /** Calls `listener` on each value from now on; the answer stops it. */
  on(listener: (value: T) => void): () => void;
  emit(value: T): void;
};

/** Makes a signal without listeners. Listeners run in the order in which they came, synchronously. */
export function createEmitter<T>(): Emitter<T> {
  const listeners = new Set<(value: T) => void>();
  return {
    on(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    emit(value) {
      for (const listener of [...listeners]) listener(value);
    },
  };
}
