/** Runs a read when it is first asked for and not again; one that fails is run again. */
export function once<Result>(read: () => Promise<Result>): () => Promise<Result> {
  let result: Promise<Result> | undefined;
  return () => {
    result ??= read().catch((error: unknown) => {
      result = undefined;
      throw error;
    });
    return result;
  };
}

/** {@link once} for each argument. */
export function oncePer<Key, Result>(read: (key: Key) => Promise<Result>): (key: Key) => Promise<Result> {
  const reads = new Map<Key, () => Promise<Result>>();
  return (key) => {
    const known = reads.get(key) ?? once(() => read(key));
    reads.set(key, known);
    return known();
  };
}
