import type { Language } from '../core/people/language.ts';

type Words = Readonly<Record<Language, readonly string[]>>;

/** The slash commands of each language. The default language's are typed by everybody: they do not tell who speaks what. */
export const SLASH_COMMANDS: Readonly<Record<Language, { readonly deal: string; readonly funnel: string }>> = {
  en: { deal: '/deal', funnel: '/funnel' },
  pl: { deal: '/szansa', funnel: '/lejek' },
};

/** Whether the word for an undo means "move it back a stage" as well: „cofnij” does, whoever types it. */
export const UNDO_MEANS_BACK_TOO: Readonly<Record<Language, boolean>> = { en: false, pl: true };

/** First words of `/deal`, by flow; they work without diacritics too. The first of each language is the one that help shows. */
export const DEAL_WORDS = {
  new: { en: ['new', 'add', 'create'], pl: ['nowa', 'nowy', 'dodaj'] },
  advance: { en: ['advance', 'next'], pl: ['dalej', 'awansuj', 'przesuń'] },
  move: { en: ['move'], pl: ['przenieś'] },
  won: { en: ['won', 'win'], pl: ['wygrana', 'wygrane', 'wygraliśmy'] },
  lost: { en: ['lost', 'lose'], pl: ['przegrana', 'przegrane'] },
  reopen: { en: ['reopen'], pl: ['wznów'] },
  show: { en: ['show', 'open'], pl: ['pokaż', 'otwórz'] },
  history: { en: ['history', 'story'], pl: ['historia'] },
  list: { en: ['list'], pl: ['lista'] },
  find: { en: ['find', 'search'], pl: ['szukaj', 'znajdź'] },
  edit: { en: ['edit'], pl: ['edytuj'] },
  assign: { en: ['assign', 'give'], pl: ['przydziel', 'przekaż'] },
  note: { en: ['note'], pl: ['notatka'] },
  step: { en: ['step', 'todo'], pl: ['krok'] },
  merge: { en: ['merge', 'join'], pl: ['połącz'] },
  delete: { en: ['delete'], pl: ['usuń'] },
  forget: { en: ['forget'], pl: ['zapomnij'] },
  undo: { en: ['undo'], pl: ['cofnij'] },
  help: { en: ['help', '?'], pl: ['pomoc'] },
} as const satisfies Readonly<Record<string, Words>>;

/** First words of `/funnel`. */
export const FUNNEL_WORDS = {
  setup: { en: ['setup', 'settings'], pl: ['ustawienia'] },
  pipeline: { en: ['pipeline', 'stages'], pl: ['etapy'] },
  people: { en: ['people', 'members'], pl: ['osoby', 'ludzie'] },
  pipelines: { en: ['pipelines'], pl: ['lejki'] },
  teams: { en: ['teams'], pl: ['zespoły'] },
  alerts: { en: ['alerts', 'alert'], pl: ['alerty', 'alert'] },
  audit: { en: ['audit', 'log'], pl: ['dziennik'] },
  export: { en: ['export'], pl: ['eksport'] },
  token: { en: ['token', 'tokens'], pl: ['token', 'tokeny'] },
  webhooks: { en: ['webhooks', 'webhook'], pl: ['webhooki', 'webhook'] },
  leads: { en: ['leads', 'lead', 'form'], pl: ['formularz', 'leady', 'lead', 'zgłoszenia'] },
  rates: { en: ['rates', 'rate'], pl: ['kursy', 'kurs'] },
  target: { en: ['target', 'targets'], pl: ['cel', 'cele'] },
  forecast: { en: ['forecast'], pl: ['prognoza'] },
  gaps: { en: ['gaps', 'gap'], pl: ['braki', 'brak'] },
  health: { en: ['health', 'shape'], pl: ['kondycja', 'kształt'] },
  reps: { en: ['reps', 'rep'], pl: ['handlowcy', 'handlowiec'] },
  why: { en: ['why'], pl: ['dlaczego'] },
  digest: { en: ['digest', 'summary'], pl: ['podsumowanie'] },
  help: { en: ['help', '?'], pl: ['pomoc'] },
} as const satisfies Readonly<Record<string, Words>>;

/** What stands in place of a team's name for all of the company. */
export const WHOLE_WORDS: Words = { en: ['all', 'everybody'], pl: ['całość', 'wszyscy'] };

export type DealWord = keyof typeof DEAL_WORDS;
export type FunnelWord = keyof typeof FUNNEL_WORDS;

/** What `/deal` is answered by: one of its words, `mine` where there was none, `other` where it is none of ours. */
export type DealCommand = DealWord | 'mine' | 'other';
/** The same of `/funnel`; `now` where there was no word. */
export type FunnelCommand = FunnelWord | 'now' | 'other';
