import type { ChannelCardMessages } from '../../en/deal/channel-card.ts';

export const channelCard: ChannelCardMessages = {
  doHere: 'Co działa na tym etapie:',
  tick: 'Zrobione',
  edit: 'Edytuj',
  ticked: (action) => `zrobione: ${action}`,
  event: (what, who, time) => [what, ...(who === undefined ? [] : [who]), time].join(' · '),
  note: (text) => `notatka: ${text}`,
  lostNews: ({ deal, value, reason, stage }) =>
    [
      `Przegrana: ${deal}`,
      ...(value === undefined ? [] : [value]),
      ...(reason === undefined ? [] : [reason]),
      `etap „${stage}”`,
    ].join(' · '),
  openAgain: (deal, stage) => `Cofnięte: ${deal} jest otwarta, etap „${stage}”`,
  won: (value) => ['Wygrana 🎉', ...(value === undefined ? [] : [value])].join(' · '),
  deleted: (deal) => `${deal}: usunięta jako wpis pomyłkowy. Nigdzie się nie liczy.`,
  hidden: 'Tej szansy nie widać już na kanale. Kto ją prowadzi, znajdzie ją przez `/szansa`.',
  setting: 'Karty szans na kanale',
  settingHint: 'Jedna wiadomość na szansę, zawsze aktualna; zmiany trafiają do wątku.',
  settingAll: 'Dla każdej szansy',
  settingFrom: (stage) => `Od etapu „${stage}”`,
  settingNone: 'Bez kart',
};
