import type { HelpMessages } from '../en/help.ts';

export const help: HelpMessages = {
  deal: [
    '*Co można wpisać*',
    '`/deal` moje szanse, najpierw te, które na mnie czekają',
    '`/deal nowa Bielik serwis 48 tys. zł do 30.06 @anna` nowa szansa',
    '`/deal dalej bielik` na następny etap; bez nazwy wybierasz z listy',
    '`/deal wygrana bielik` · `/deal przegrana bielik za drogo`',
    '`/deal pokaż bielik` · `/deal lista moje` · `/deal lista oferta`',
    '`/deal przenieś bielik do oferty, bo już nas znają` · `/deal wznów bielik`',
    '`/deal edytuj bielik` · `/deal notatka bielik chcą wizyty` · `/deal przydziel bielik @piotr`',
    '`/deal szukaj kawałek nazwy` · `/deal historia bielik` · `/deal usuń bielik` wpis pomyłkowy',
    '`/deal cofnij` cofa ostatnią zmianę, przez 10 minut',
    'Szansę wskazuje numer albo kawałek nazwy. O lejku opowie `/funnel pomoc`. Działa też `/szansa` i `/lejek`.',
  ].join('\n'),
  funnel: [
    '*Co można wpisać*',
    '`/funnel` jak teraz stoi lejek',
    '`/funnel prognoza` co przyniesie ten miesiąc; też kwartał, rok',
    '`/funnel braki` etapy, na których brakuje szans, i kto może pomóc',
    '`/funnel dlaczego bielik` na czym opiera się prawdopodobieństwo wygranej',
    '`/funnel cel 240 tys.` ile ma być wygrane (menedżerowie)',
    '`/funnel podsumowanie` tydzień tak, jak kanał czyta go w poniedziałek (menedżerowie)',
    '`/funnel ustawienia` na którym kanale, kiedy, w jakim języku i kto jest menedżerem (administratorzy)',
    'Szanse przesuwa `/deal`; szczegóły: `/deal pomoc`.',
  ].join('\n'),
  myDeals: 'Moje szanse',
  newDeal: 'Nowa szansa',
  funnelNow: 'Lejek',
  unknown: (typed) => `Nie znam słowa „${typed}”.`,
  meant: (typed, line) => `Nie znam słowa „${typed}”. Chodziło o \`${line}\`?`,
  yes: 'Tak',
};
