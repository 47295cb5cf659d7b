/** Asking somebody who may for what one may not do oneself. Names are safe text; a deal is its line, e.g. 'D-141 Bielik · 48k PLN · Needs'. */
export const ask = {
  button: (who: string) => `Ask ${who}`,
  asked: (who: string) => `Asked ${who}. I will tell you when it is done.`,
  askedAlready: (who: string) => `${who} has been asked already. I will tell you when it is done.`,
  nobody: 'There is nobody to ask: whoever could do it cannot be reached in Slack.',
  message: (who: string, deal: string, what: string) => `${who} asks you about ${deal}: ${what}`,
  what: (
    action:
      | 'deal.advance'
      | 'deal.move'
      | 'deal.win'
      | 'deal.lose'
      | 'deal.reopen'
      | 'deal.undo'
      | 'deal.withdraw'
      | 'deal.edit'
      | 'deal.estimate'
      | 'deal.assign'
      | 'deal.merge',
    to: string | undefined,
  ) => {
    switch (action) {
      case 'deal.advance':
        return to === undefined ? 'move it on?' : `move it on to ${to}?`;
      case 'deal.move':
        return to === undefined ? 'move it to another stage?' : `move it to ${to}?`;
      case 'deal.win':
        return 'close it as won?';
      case 'deal.lose':
        return 'close it as lost?';
      case 'deal.reopen':
        return 'open it again?';
      case 'deal.undo':
        return 'undo your last change?';
      case 'deal.withdraw':
        return 'delete it as entered by mistake?';
      case 'deal.edit':
        return 'update it?';
      case 'deal.estimate':
        return 'enter your own win probability?';
      case 'deal.assign':
        return to === undefined ? 'hand it over?' : `hand it over to ${to}?`;
      case 'deal.merge':
        return 'merge it with another deal?';
    }
  },
  give: (who: string) => `Hand over to ${who}`,
  done: (deal: string, who: string) => `Done, as you asked: ${deal} (${who}).`,
};

export type AskMessages = typeof ask;
