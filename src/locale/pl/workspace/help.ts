import type { HelpMessages } from '../../en/workspace/help.ts';
import { forBoth } from '../../help-lines.ts';

export const help: HelpMessages = {
  head: '*Co można wpisać*',
  deal: {
    mine: forBoth('`/szansa` Twoje szanse, najpilniejsze na początku'),
    new: {
      team: '`/szansa nowa Bielik serwis 48 tys. zł do 30.06 @anna` nowa szansa',
      solo: '`/szansa nowa Bielik serwis 48 tys. zł do 30.06` nowa szansa',
    },
    advance: forBoth('`/szansa dalej bielik` przesuwa na następny etap; bez nazwy wybierasz z listy'),
    won: forBoth('`/szansa wygrana bielik`'),
    lost: forBoth('`/szansa przegrana bielik za drogo`'),
    show: forBoth('`/szansa pokaż bielik`'),
    list: { team: '`/szansa lista moje` · `/szansa lista oferta`', solo: '`/szansa lista` · `/szansa lista oferta`' },
    move: {
      team: '`/szansa przenieś bielik do oferty, bo już nas znają`',
      solo: '`/szansa przenieś bielik do oferty, bo już mnie znają`',
    },
    reopen: forBoth('`/szansa wznów bielik`'),
    edit: forBoth('`/szansa edytuj bielik`'),
    note: forBoth('`/szansa notatka bielik chcą wizyty`'),
    assign: { team: '`/szansa przydziel bielik @piotr`', solo: '' },
    step: forBoth('`/szansa krok bielik zadzwonić w piątek o 10` zapisuje krok, może być ich kilka'),
    merge: forBoth('`/szansa połącz 12 z 7` łączy dwa wpisy tej samej szansy'),
    find: forBoth('`/szansa szukaj fragment nazwy`'),
    history: forBoth('`/szansa historia bielik`'),
    delete: forBoth('`/szansa usuń bielik` usuwa wpis pomyłkowy'),
    forget: {
      team: '`/szansa zapomnij anna@example.com` usuwa dane kontaktu i notatki o nim (administratorzy)',
      solo: '`/szansa zapomnij anna@example.com` usuwa dane kontaktu i notatki o nim',
    },
    undo: forBoth('`/szansa cofnij` cofa Twoją ostatnią zmianę, przez 10 minut'),
    help: forBoth(''),
  },
  dealNotes: {
    team: [
      'W wątku i w wiadomości prywatnej pomiń ukośnik: `@Lejek dalej bielik`. W wątku szansy możesz pominąć też nazwę: `@Lejek notatka chcą wizyty`',
      'Z dowolnej wiadomości: wybierz w jej menu „Zrób szansę” albo „Do szansy”',
      'Szansę wskazuje numer albo fragment nazwy. Polecenia lejka: `/lejek pomoc`. Działa też `/deal` i `/funnel`.',
    ].join('\n'),
    solo: 'Szansę wskazuje numer albo fragment nazwy. Polecenia lejka: `/lejek pomoc`. Działa też `/deal` i `/funnel`.',
  },
  funnel: {
    now: forBoth('`/lejek` stan lejka'),
    forecast: forBoth('`/lejek prognoza` prognoza na ten miesiąc; możesz dopisać: kwartał, rok'),
    gaps: {
      team: '`/lejek braki` na których etapach brakuje szans i kto może pomóc',
      solo: '`/lejek braki` na których etapach brakuje szans i co może pomóc',
    },
    health: forBoth('`/lejek kondycja` gdzie odpada więcej szans niż wcześniej, gdzie robi się zator i które etapy są pomijane'),
    reps: {
      team: '`/lejek handlowcy` Twoja skuteczność na etapach; menedżerowie widzą wszystkich',
      solo: '`/lejek handlowcy` Twoja skuteczność na etapach',
    },
    why: forBoth(
      '`/lejek dlaczego bielik` skąd się bierze prawdopodobieństwo wygranej; `/lejek dlaczego oferta` to samo dla etapu',
    ),
    target: {
      team: '`/lejek cel 240 tys.` ustala cel sprzedaży (menedżerowie)',
      solo: '`/lejek cel 240 tys.` ustala cel sprzedaży',
    },
    digest: {
      team: '`/lejek podsumowanie` podgląd podsumowania tygodnia (menedżerowie)',
      solo: '`/lejek podsumowanie` tydzień w jednej wiadomości',
    },
    setup: {
      team: '`/lejek ustawienia` wszystkie ustawienia: kanał, godzina, język, osoby, kursy (administratorzy)',
      solo: '`/lejek ustawienia` strefa czasowa i waluta albo kanał na podsumowania',
    },
    pipeline: {
      team: '`/lejek etapy` etapy: nazwy, kolejność, co kwalifikuje do etapu, powody przegranej (administratorzy)',
      solo: '`/lejek etapy` etapy: nazwy, kolejność, co kwalifikuje do etapu, powody przegranej',
    },
    people: { team: '`/lejek osoby` role, nieobecności i zastępstwa, przekazywanie szans', solo: '' },
    pipelines: {
      team: '`/lejek lejki` kilka lejków, każdy z własnymi etapami, kanałem i celami (administratorzy)',
      solo: '`/lejek lejki` kilka lejków, każdy z własnymi etapami i celami',
    },
    teams: { team: '`/lejek zespoły` zespoły, ich menedżerowie, kto i od kiedy w którym (administratorzy)', solo: '' },
    token: {
      team: '`/lejek token` osobiste tokeny dla asystentów i skryptów',
      solo: '`/lejek token` osobiste tokeny dla asystentów i skryptów',
    },
    webhooks: forBoth('`/lejek webhooki` wysyłaj na swój adres, co dzieje się z szansami (administratorzy)'),
    leads: {
      team: '`/lejek formularz` adres, na który formularz ze strony wysyła zgłoszenia (administratorzy)',
      solo: '`/lejek formularz` adres, na który formularz ze strony wysyła zgłoszenia',
    },
    export: {
      team: '`/lejek eksport` wszystko w jednym pliku, w wiadomości prywatnej (administratorzy)',
      solo: '`/lejek eksport` wszystko w jednym pliku, w wiadomości prywatnej',
    },
    alerts: { team: '`/lejek alerty` co i kiedy trafia na kanały (administratorzy)', solo: '' },
    audit: {
      team: '`/lejek dziennik` kto i kiedy zmieniał ustawienia (administratorzy)',
      solo: '`/lejek dziennik` które ustawienia i kiedy się zmieniły',
    },
    rates: {
      team: '`/lejek kursy` kursy walut do szans w innej walucie (ustalają administratorzy)',
      solo: '`/lejek kursy` kursy walut do szans w innej walucie',
    },
    help: forBoth(''),
  },
  funnelNotes: forBoth('Szanse prowadzisz poleceniem `/szansa`; szczegóły: `/szansa pomoc`.'),
  myDeals: 'Moje szanse',
  newDeal: 'Nowa szansa',
  funnelNow: 'Lejek',
  unknown: (typed) => `Nie znam słowa „${typed}”.`,
  didYouMean: (typed, line) => `Nie znam słowa „${typed}”. Chodziło o \`${line}\`?`,
  yes: 'Tak',
};
