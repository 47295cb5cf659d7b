/** Every language of the bot; what is stored, read, offered or tried language by language reads this list. The first is the default. */
export const LANGUAGE_CODES = ['en', 'pl'] as const;
export type Language = (typeof LANGUAGE_CODES)[number];

/** Spoken where nobody has said otherwise. */
export const DEFAULT_LANGUAGE: Language = LANGUAGE_CODES[0];

export const isLanguage = (text: string | null): text is Language => LANGUAGE_CODES.some((code) => code === text);
