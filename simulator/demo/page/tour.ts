import { DEFAULT_LANGUAGE, LANGUAGE_CODES, type Language } from '../../../src/core/people/language.ts';

const TOURS: Readonly<Record<Language, readonly string[]>> = {
  en: ['/deal new Acme forklifts 12k close 30 June', '/deal advance', '/funnel', '/deal'],
  pl: ['/szansa nowa Morela szkolenie 12 tys. zł do 30.06', '/szansa dalej', '/lejek', '/szansa'],
};

/** What a newcomer may type first: the main job in four lines, in the language of their Slack. */
export const tourFor = (locale: string): readonly string[] =>
  TOURS[LANGUAGE_CODES.find((code) => locale.toLowerCase().startsWith(code)) ?? DEFAULT_LANGUAGE];
