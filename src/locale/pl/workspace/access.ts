import type { AccessMessages } from '../../en/workspace/access.ts';
import { localeFormat } from '../../format.ts';

const f = localeFormat('pl');

export const access: AccessMessages = {
  refused: {
    guest:
      'Masz tu konto gościa, więc na razie nie pokazuję Ci szans. Dostęp może dać administrator: `/lejek ustawienia`, pole Goście.',
    stranger: 'Ten Lejek należy do innej firmy i odpowiada tylko jej pracownikom.',
    bot: 'Odpowiadam tylko ludziom, nie aplikacjom.',
    left: 'To konto jest tu wyłączone, więc nie pokazuję mu już szans.',
    unknown: 'Slack nie zna tu tego konta, więc nie mogę pokazać mu szans.',
    unconfirmed:
      'Slack nie potwierdził, kim jesteś, więc nie mogę jeszcze pokazać Ci szans. Nic się nie zmieniło; spróbuj za minutę.',
  },
  orgInstall:
    'Lejka instaluje się w jednej przestrzeni roboczej Slacka, nie w całej organizacji naraz. Nic nie zostało zapisane; zacznij jeszcze raz i wybierz jedną przestrzeń.',
  guests: 'Goście',
  guestsHint: 'Goście Twojego Slacka, którzy mogą korzystać z Lejka. Osób z innych firm nie można dodać.',
  guestsOnly: 'Tu wybierz tylko gości. Osoby z Twojej firmy mają dostęp i bez tego, a osoby z innych firm go nie dostaną.',
  adminIsGuest: 'Gość nie może być administratorem. Wybierz osoby ze swojej firmy.',
  guestsAre: (people) => `Goście z dostępem do Lejka: ${f.list(people)}.`,
};
