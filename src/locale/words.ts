import type { Language } from '../core/member.ts';

type Words = Readonly<Record<Language, readonly string[]>>;

/** First words of `/deal`, by flow; they work without diacritics too. The first of each language is the one that help shows. */
export const DEAL_WORDS = {
  new: { en: ['new', 'add', 'create'], pl: ['nowa', 'nowy', 'dodaj'] },
  advance: { en: ['advance', 'next'], pl: ['dalej'] },
  won: { en: ['won', 'win'], pl: ['wygrana', 'wygrane'] },
  lost: { en: ['lost', 'lose'], pl: ['przegrana', 'przegrane'] },
  show: { en: ['show', 'open'], pl: ['pokaż', 'otwórz'] },
  list: { en: ['list'], pl: ['lista'] },
  undo: { en: ['undo'], pl: ['cofnij'] },
  help: { en: ['help', '?'], pl: ['pomoc'] },
} as const satisfies Readonly<Record<string, Words>>;

/** First words of `/funnel`. */
export const FUNNEL_WORDS = {
  setup: { en: ['setup', 'settings'], pl: ['ustawienia'] },
  target: { en: ['target', 'targets'], pl: ['cel', 'cele'] },
  digest: { en: ['digest', 'summary'], pl: ['podsumowanie'] },
  help: { en: ['help', '?'], pl: ['pomoc'] },
} as const satisfies Readonly<Record<string, Words>>;

export type DealWord = keyof typeof DEAL_WORDS;
export type FunnelWord = keyof typeof FUNNEL_WORDS;
