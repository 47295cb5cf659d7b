import { z } from 'zod';

/** What a form holds for its submission, as text and back. */
export type FormDataCodec<Data> = {
  readonly encode: (data: Data) => string;
  /** Undefined for a text that no version of the form has written. */
  readonly decode: (text: string) => Data | undefined;
};

/** The value that a form holds. */
export type DataOf<Codec> = Codec extends FormDataCodec<infer Data> ? Data : never;

/**
 * Defines what a kind of form holds in its private_metadata: JSON of a zod schema. Slack allows 3,000 characters with the reply path
 * around it, in which every quote is escaped: stay under 1,000.
 *
 * @param readOlder reads what earlier versions of the form wrote, where they did not write JSON; undefined: nothing of theirs.
 */
export function defineFormData<Schema extends z.ZodType>(
  schema: Schema,
  readOlder: (text: string) => z.input<Schema> | undefined = () => undefined,
): FormDataCodec<z.output<Schema>> {
  return {
    encode: (data) => JSON.stringify(z.encode(schema, data)),
    decode: (text) => {
      const read = schema.safeParse(parseJsonObject(text) ?? readOlder(text));
      return read.success ? read.data : undefined;
    },
  };
}

function parseJsonObject(text: string): unknown {
  if (!text.startsWith('{')) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
