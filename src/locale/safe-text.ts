import type { Format } from './format.ts';

declare const escaped: unique symbol;

/**
 * Text that is safe to send, in which *stars* make bold and `backticks` make code. It is made of our own sentences, and of what people
 * typed once it was escaped: a plain `string` does not compile in its place. Only this file and `slack/views/kit/text.ts`, which escapes
 * and renders it, make it.
 */
export type SafeText = string & { readonly [escaped]: true };

/** Exactly `string`: neither a union of words ('won' | 'lost') nor a branded one (a date, an id). */
type IsAnyString<T> = (<G>() => G extends T ? 1 : 2) extends <G>() => G extends string ? 1 : 2 ? true : false;

/** What a sentence is given: safe text wherever its writer wrote `string`. */
type SafeInput<T> = T extends unknown
  ? IsAnyString<T> extends true
    ? SafeText
    : T extends string | number
      ? T
      : { readonly [K in keyof T]: SafeInput<T[K]> }
  : never;

/**
 * The words of a language as callers see them: every sentence is safe text, and takes safe text wherever its writer wrote `string`. So the
 * files of a language are plain templates, and a caller who forgets to escape what was typed does not compile.
 */
export type Sentences<W> = W extends string
  ? SafeText
  : W extends (...given: infer A) => infer R
    ? (...given: SafeInputs<A>) => Sentences<R>
    : { readonly [K in keyof W]: Sentences<W[K]> };

type SafeInputs<A extends readonly unknown[]> = { [K in keyof A]: SafeInput<A[K]> };

/** A format as views use it: figures and dates are safe; a list is as safe as its items. */
export type SafeFormat<F = Format> = F extends Format
  ? {
      readonly [K in keyof Omit<Format, 'list' | 'plural'>]: (...given: Parameters<Format[K]>) => SafeText;
    } & Sentences<Pick<Format, 'list' | 'plural'>>
  : never;

/** Gives the words of a language their types for callers: their sentences hold nothing but their own words and what is safe. */
export const asSentences = <W>(words: W): Sentences<W> => words as Sentences<W>;

/** The same for its format, whose figures hold nothing but digits and its own words; of anything else there is none. */
export const asSafeFormat = <F>(format: F): SafeFormat<F> => format as SafeFormat<F>;

/**
 * Puts safe text together: our own words as written, and between them only what is safe.
 *
 * @example safe`*${literal(deal.name)}* · ${3}`
 */
export const safe = (words: TemplateStringsArray, ...parts: readonly (SafeText | number)[]): SafeText =>
  String.raw({ raw: words }, ...parts) as SafeText;

/** What stands between the parts of a line, or between lines. */
type Separator = ' · ' | ' › ' | '\n' | ', ' | ' ' | '; ' | '';

/** Safe texts in one line or paragraph. */
export const joinSafe = (parts: readonly SafeText[], separator: Separator): SafeText => parts.join(separator) as SafeText;
