type Fields = Readonly<Record<string, unknown>>;

/** Structured log: facts first, then a sentence. Secrets are removed by the writer, not by the caller. */
export type Log = {
  readonly debug: (fields: Fields, message: string) => void;
  readonly info: (fields: Fields, message: string) => void;
  readonly warn: (fields: Fields, message: string) => void;
  readonly error: (fields: Fields, message: string) => void;
};
