import type { MentionMessages } from '../../en/workspace/mention.ts';

export const mention: MentionMessages = {
  needsForm: (title) => `To wymaga formularza: *${title}*.`,
  takenAsName: (typed) => `„${typed}” to nazwa szansy, więc nie jest to polecenie.`,
  asCommand: (word) => `Chodziło o polecenie ${word}`,
  noFiles:
    'Z plików czytam tylko tabelę szans (CSV lub XLSX), którą administrator przysyła mi w wiadomości bezpośredniej. Jedną szansę szybciej opisać słowami, np. `nowa Bielik serwis 12 tys. do 30 czerwca`.',
};
