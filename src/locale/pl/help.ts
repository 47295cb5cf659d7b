import type { HelpMessages } from '../en/help.ts';
import { forBoth } from '../help-lines.ts';

export const help: HelpMessages = {
  head: '*Co można wpisać*',
  deal: {
    mine: forBoth('`/deal` moje szanse, najpierw te, które na mnie czekają'),
    new: {
      team: '`/deal nowa Bielik serwis 48 tys. zł do 30.06 @anna` nowa szansa',
      solo: '`/deal nowa Bielik serwis 48 tys. zł do 30.06` nowa szansa',
    },
    advance: forBoth('`/deal dalej bielik` na następny etap; bez nazwy wybierasz z listy'),
    won: forBoth('`/deal wygrana bielik`'),
    lost: forBoth('`/deal przegrana bielik za drogo`'),
    show: forBoth('`/deal pokaż bielik`'),
    list: { team: '`/deal lista moje` · `/deal lista oferta`', solo: '`/deal lista` · `/deal lista oferta`' },
    move: {
      team: '`/deal przenieś bielik do oferty, bo już nas znają`',
      solo: '`/deal przenieś bielik do oferty, bo już mnie znają`',
    },
    reopen: forBoth('`/deal wznów bielik`'),
    edit: forBoth('`/deal edytuj bielik`'),
    note: forBoth('`/deal notatka bielik chcą wizyty`'),
    assign: { team: '`/deal przydziel bielik @piotr`', solo: '' },
    step: forBoth('`/deal krok bielik zadzwonić w piątek` co dalej'),
    merge: forBoth('`/deal połącz 12 z 7` szansa dodana dwa razy'),
    find: forBoth('`/deal szukaj kawałek nazwy`'),
    history: forBoth('`/deal historia bielik`'),
    delete: forBoth('`/deal usuń bielik` wpis pomyłkowy'),
    undo: forBoth('`/deal cofnij` cofa ostatnią zmianę, przez 10 minut'),
    help: forBoth(''),
  },
  dealNotes: {
    team: [
      'W wątku albo bezpośrednio do mnie, bez ukośnika: `@Lejek dalej bielik`. W wątku szansy nazwę można pominąć: `@Lejek notatka chcą wizyty`',
      'Z wiadomości: w jej menu jest „Zrób szansę” i „Do szansy”',
      'Szansę wskazuje numer albo kawałek nazwy. O lejku opowie `/funnel pomoc`. Działa też `/szansa` i `/lejek`.',
    ].join('\n'),
    solo: 'Szansę wskazuje numer albo kawałek nazwy. O lejku opowie `/funnel pomoc`. Działa też `/szansa` i `/lejek`.',
  },
  funnel: {
    now: forBoth('`/funnel` jak teraz stoi lejek'),
    forecast: forBoth('`/funnel prognoza` co przyniesie ten miesiąc; też kwartał, rok'),
    gaps: {
      team: '`/funnel braki` ile szans potrzeba na etapach, gdzie ich brakuje i kto może pomóc',
      solo: '`/funnel braki` ile szans potrzeba na etapach, gdzie ich brakuje i co może pomóc',
    },
    health: forBoth('`/funnel kondycja` czy na jakimś etapie odpada więcej szans, robi się tłok albo etap jest pomijany'),
    reps: {
      team: '`/funnel handlowcy` ile Twoich szans idzie dalej z każdego etapu; menedżerowie widzą wszystkich',
      solo: '`/funnel handlowcy` ile Twoich szans idzie dalej z każdego etapu',
    },
    why: forBoth(
      '`/funnel dlaczego bielik` na czym opiera się prawdopodobieństwo wygranej; `/funnel dlaczego oferta` to samo dla etapu',
    ),
    target: {
      team: '`/funnel cel 240 tys.` ile ma być wygrane (menedżerowie)',
      solo: '`/funnel cel 240 tys.` ile ma być wygrane',
    },
    digest: {
      team: '`/funnel podsumowanie` tydzień tak, jak kanał czyta go w poniedziałek (menedżerowie)',
      solo: '`/funnel podsumowanie` tydzień w jednej wiadomości',
    },
    setup: {
      team: '`/funnel ustawienia` na którym kanale, kiedy, w jakim języku i kto jest menedżerem (administratorzy)',
      solo: '`/funnel ustawienia` strefa czasowa i waluta albo kanał, który dostaje podsumowanie',
    },
    help: forBoth(''),
  },
  funnelNotes: forBoth('Szanse przesuwa `/deal`; szczegóły: `/deal pomoc`.'),
  myDeals: 'Moje szanse',
  newDeal: 'Nowa szansa',
  funnelNow: 'Lejek',
  unknown: (typed) => `Nie znam słowa „${typed}”.`,
  didYouMean: (typed, line) => `Nie znam słowa „${typed}”. Chodziło o \`${line}\`?`,
  yes: 'Tak',
};
