import type { NewDealMessages } from '../../en/deal/new-deal.ts';
import { localeFormat } from '../../format.ts';

const f = localeFormat('pl');

export const newDeal: NewDealMessages = {
  steps: 'Następne kroki',
  tooManySteps: (most) => `Szansa może mieć najwyżej ${f.number(most)} otwartych kroków.`,
  title: 'Nowa szansa',
  create: 'Dodaj',
  name: 'Czego dotyczy?',
  nameHint: 'Krótka nazwa, po której ją poznasz, np. Bielik, serwis wózków',
  company: 'Firma',
  value: (currency) => `Wartość netto (${f.currencySign(currency)}, chyba że wpiszesz inną walutę)`,
  valueHint: 'Np. 12 tys., 48 000 albo 12,5 tys. EUR',
  closeOn: 'Planowane zamknięcie',
  owner: 'Opiekun',
  created: (deal, stage, hint) =>
    hint === undefined ? `${deal}: etap „${stage}”.` : `${deal}: etap „${stage}”. Najlepszy następny krok: ${hint}.`,
  forOwner: (owner) => `Opiekun: ${owner}.`,
  noRate: (currency, pipelineCurrency) =>
    `Nie ma jeszcze kursu ${currency} do ${pipelineCurrency}, więc wartość jest zapisana, ale nie wlicza się do sum. Kurs ustala administrator: \`/lejek kursy\`.`,
  totalsIn: (currency) => `Sumy są odtąd w ${f.currencySign(currency)}.`,
  next: (stage) => `Na etap: ${stage}`,
};
