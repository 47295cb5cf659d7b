import type { KnownBlock, PlainTextOption } from '@slack/types';
import { LANGUAGE_CODES, type Language } from '../../../../core/people/language.ts';
import type { Messages } from '../../../../locale/messages.ts';
import type { SafeText } from '../../../../locale/safe-text.ts';
import { field } from '../../kit/blocks.ts';
import type { Notice, PipelineFormData } from './pipeline-pages.ts';

/** The name of a field that there is once in each language. */
export const inLanguage = (name: string, language: Language): string => `${name}.${language}`;

/** Who reads the form, what it holds, and what stands on top of it. */
export type FormFrame = { readonly data: PipelineFormData; readonly notice?: Notice | undefined };

export const otherLanguages = (m: Messages): readonly Language[] => LANGUAGE_CODES.filter((code) => code !== m.language);

export function choice(options: readonly PlainTextOption[], chosen: string) {
  const initial = options.find(({ value }) => value === chosen);
  return { type: 'static_select' as const, options: [...options], ...(initial === undefined ? {} : { initial_option: initial }) };
}

type TextSpec = {
  readonly label: SafeText;
  readonly value: string;
  readonly most: number;
  readonly multiline?: boolean;
  readonly optional?: boolean;
  readonly hint?: SafeText;
};

/** Longer than what may be saved, so that a sentence of ours says how long it is. */
const ROOM = 2;

export const textField = (name: string, { label, value, most, multiline, optional, hint }: TextSpec): KnownBlock =>
  field(name, label, {
    type: 'plain_text_input',
    max_length: Math.min(3000, most * ROOM),
    ...(multiline === true ? { multiline: true } : {}),
    ...(value === '' ? {} : { initial_value: value }),
    ...(optional === true ? { optional: true } : {}),
    ...(hint === undefined ? {} : { hint }),
  });

export const numberField = (
  name: string,
  label: SafeText,
  {
    value,
    least,
    most,
    hint,
  }: { readonly value: number; readonly least: number; readonly most: number; readonly hint?: SafeText },
): KnownBlock =>
  field(name, label, {
    type: 'number_input',
    is_decimal_allowed: false,
    min_value: String(least),
    max_value: String(most),
    ...(Number.isNaN(value) ? {} : { initial_value: String(value) }),
    ...(hint === undefined ? {} : { hint }),
  });
