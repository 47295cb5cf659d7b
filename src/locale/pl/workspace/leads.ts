import type { LeadsMessages } from '../../en/workspace/leads.ts';
import { localeFormat } from '../../format.ts';

const f = localeFormat('pl');

export const leads: LeadsMessages = {
  title: 'Szanse z formularza',
  intro:
    'Formularz na Waszej stronie albo dowolny program wysyła tu zgłoszenia. Z każdego powstaje szansa na pierwszym etapie, jeszcze bez opiekuna, a kanał lejka dostaje pytanie, kto ją bierze.',
  line: ({ pipeline, made, used }) =>
    `*${pipeline}*\n${made === undefined ? 'bez adresu' : `sekret z dnia ${f.date(made)} · ${used === undefined ? 'jeszcze nieużywany' : `ostatnio w użyciu ${f.date(used)}`}`}`,
  path: (path) => `\`POST ${path}\``,
  make: 'Utwórz adres',
  newSecret: 'Nowy sekret',
  takeBack: 'Unieważnij',
  sureSecret: {
    title: 'Utworzyć nowy sekret?',
    text: 'Obecny sekret od tej chwili niczego nie otworzy: od razu wpisz nowy w formularzu.',
    yes: 'Utwórz',
    no: 'Zostaw obecny',
  },
  sureTakeBack: {
    title: 'Unieważnić ten adres?',
    text: 'Nic już przez niego nie przyjdzie i nie da się tego cofnąć: nowy adres będzie inny. Szanse z formularza zostają.',
    yes: 'Unieważnij',
    no: 'Zostaw',
  },
  made: ({ pipeline, path, secret }) =>
    `*${pipeline}*\n\`POST https://…${path}\`\n\`${secret}\`\nSkopiuj jedno i drugie: sekret widać tylko ten jeden raz. Przed ścieżką wpisz adres, pod którym działa ten bot.`,
  unsigned:
    'Serwer nie ma klucza do sekretów (LEJEK_ENCRYPTION_KEY), więc żądania przychodzą z sekretem jako tokenem; podpisów nie da się sprawdzić.',
  takenBack: (pipeline) => `${pipeline}: adres unieważniony, nic już przez niego nie przyjdzie.`,
  gone: 'Ten adres jest już unieważniony.',
  archived: (pipeline) => `Lejek ${pipeline} jest w archiwum i nie przyjmuje nowych szans.`,
  adminsOnly: (admins) =>
    admins.length === 0
      ? 'Nie ma jeszcze administratora: zapisz `/lejek ustawienia`, a adresy dla formularzy będą dla Ciebie.'
      : `Adresy dla formularzy tworzy tylko administrator (${f.list(admins)}).`,
  changed: {
    made: (pipeline) => `adres dla formularza (${pipeline}): nowy`,
    secret: (pipeline) => `adres dla formularza (${pipeline}): nowy sekret`,
    takenBack: (pipeline) => `adres dla formularza (${pipeline}): unieważniony`,
  },
  final: 'Unieważnionego adresu ani sekretu nie da się przywrócić. Nowy utworzysz przez `/lejek ustawienia`.',
  nobody: 'jeszcze nikt',
  form: 'Formularz',
  post: ({ deal, company, source }) =>
    `*Nowa szansa z formularza:* ${[deal, ...(company === undefined ? [] : [company]), ...(source === undefined ? [] : [source])].join(' · ')}`,
  twin: (deal, owner) => `Ta firma ma już otwartą szansę: ${deal}, ${owner}. Czy to ta sama sprawa?`,
  same: 'Ta sama sprawa: połącz',
  sureSame: {
    title: 'Połączyć te szanse?',
    text: 'Nowa szansa trafi do tej, która już była: razem z notatką i z tym, czego tamtej brakuje.',
    yes: 'Połącz',
    no: 'Anuluj',
  },
  take: 'Biorę to',
  taken: (deal, owner) => `${deal}: zajmuje się tym ${owner}.`,
  yours: (deal) => `${deal}: to Twoja szansa.`,
  yoursAlready: (deal) => `${deal}: to już Twoja szansa.`,
  api: {
    noSuchForm:
      'Nie ma takiego adresu dla formularza: jest unieważniony albo źle przepisany. Nowy tworzy administrator w Slacku przez /lejek ustawienia.',
    badSecret: 'Sekret i podpis się nie zgadzają albo wiadomość podpisano ponad pięć minut temu.',
    saved: (deal) => `${deal}: szansa zapisana.`,
    savedBefore: (deal) => `${deal}: ta szansa już z tego powstała. Nic się nie zmieniło.`,
  },
};
