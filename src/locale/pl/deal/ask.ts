import type { AskMessages } from '../../en/deal/ask.ts';

export const ask: AskMessages = {
  button: (who) => `Zapytaj: ${who}`,
  asked: (who) => `Pytanie wysłane: ${who}. Dam znać, gdy będzie zrobione.`,
  askedAlready: (who) => `Pytanie już czeka: ${who}. Dam znać, gdy będzie zrobione.`,
  nobody: 'Nie ma kogo zapytać: nikogo, kto może to zrobić, nie ma w Slacku.',
  message: (who, deal, what) => `${who} pyta o szansę ${deal}: ${what}`,
  what: (action, to) => {
    switch (action) {
      case 'deal.advance':
        return to === undefined ? 'przesunąć dalej?' : `przesunąć na etap „${to}”?`;
      case 'deal.move':
        return to === undefined ? 'przenieść na inny etap?' : `przenieść na etap „${to}”?`;
      case 'deal.win':
        return 'zamknąć jako wygraną?';
      case 'deal.lose':
        return 'zamknąć jako przegraną?';
      case 'deal.reopen':
        return 'wznowić?';
      case 'deal.undo':
        return 'cofnąć Twoją ostatnią zmianę?';
      case 'deal.withdraw':
        return 'usunąć jako wpis pomyłkowy?';
      case 'deal.edit':
        return 'uzupełnić lub zmienić dane?';
      case 'deal.estimate':
        return 'wpisać własne prawdopodobieństwo wygranej?';
      case 'deal.assign':
        return to === undefined ? 'przekazać komuś innemu?' : `przekazać (nowy opiekun: ${to})?`;
      case 'deal.merge':
        return 'połączyć z inną szansą?';
    }
  },
  give: (who) => `Przekaż: ${who}`,
  done: (deal, who) => `Gotowe, zgodnie z Twoją prośbą: ${deal} (${who}).`,
};
