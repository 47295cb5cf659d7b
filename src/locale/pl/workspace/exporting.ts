import type { ExportingMessages } from '../../en/workspace/exporting.ts';
import { localeFormat } from '../../format.ts';

const f = localeFormat('pl');

export const exporting: ExportingMessages = {
  adminsOnly: (admins) =>
    admins.length === 0
      ? 'Nie ma jeszcze administratora: zapisz `/lejek ustawienia`, a eksport będzie dla Ciebie.'
      : `Eksport wszystkich danych może pobrać tylko administrator (${f.list(admins)}).`,
  sent: 'Plik czeka w naszej rozmowie prywatnej.',
  comment: (deals, on) =>
    `Wszystko, stan na ${on}: ${f.number(deals)} ${f.plural(deals, { one: 'szansa', few: 'szanse', many: 'szans' })}, historia i notatki, osoby, cele i ustawienia. W pliku są dane kontaktowe, więc trzymaj go tam, gdzie zajrzą tylko właściwe osoby.`,
  tooLarge: 'Dla Slacka to za dużo. Osoba, która uruchamia bota, pobierze plik poleceniem `npm run -s export`.',
  noScope:
    'Slack nie pozwala mi jeszcze wysyłać plików: brakuje uprawnienia `files:write`. Osoba, która uruchamia bota, pobierze plik poleceniem `npm run -s export`.',
};
