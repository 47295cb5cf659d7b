import type { TalkMessages } from '../en/talk.ts';

export const talk: TalkMessages = {
  takesForm: (title) => `To wymaga formularza: *${title}*.`,
  noFiles: 'Nie czytam plików. Opisz szansę słowami, np. `nowa Bielik serwis 12 tys. do 30 czerwca`.',
};
