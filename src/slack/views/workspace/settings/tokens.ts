import type { KnownBlock, ModalView } from '@slack/types';
import type { PersonalToken } from '../../../../core/people/personal-token.ts';
import { dateAt } from '../../../../core/time/calendar.ts';
import type { Messages } from '../../../../locale/messages.ts';
import { type SafeText, safe } from '../../../../locale/safe-text.ts';
import { buttons, field, type Message, modal, row, textMessage } from '../../kit/blocks.ts';
import { literal, richText } from '../../kit/text.ts';

export const SHOW_TOKENS = 'token.show';
export const OPEN_TOKEN_FORM = 'token.open';
/** The value is the token's id. */
export const TAKE_BACK_TOKEN = 'token.take-back';
/** Callback id of the form; the name of its field. */
export const TOKEN_FORM = 'token.make';
export const TOKEN_NAME = 'token-name';
export const TOKEN_NAME_LIMIT = 60;

/** Tokens of others in one message. */
const SHOWN_OTHERS = 25;

/** Tokens of one's own, and for an admin those of others with their owners. */
export type TokenOverview = {
  readonly own: readonly PersonalToken[];
  readonly others: readonly { readonly token: PersonalToken; readonly owner: SafeText }[];
  readonly timeZone: string;
};

/** The tokens in force, each with the button that takes it back. @param first what was just done. */
export function tokenList(m: Messages, { own, others, timeZone }: TokenOverview, first?: SafeText): Message {
  const toRow = (token: PersonalToken, index: number, owner?: SafeText): KnownBlock => {
    const name = literal(token.name, TOKEN_NAME_LIMIT);
    const used = token.lastUsedAt === null ? undefined : dateAt(token.lastUsedAt, timeZone);
    const line = m.tokens.line({ name, made: dateAt(token.createdAt, timeZone), used });
    const { title, text } = m.tokens.confirm;
    return row(owner === undefined ? line : safe`${owner} · ${line}`, {
      id: `${TAKE_BACK_TOKEN}:${index}`,
      text: m.tokens.takeBack,
      value: token.id,
      confirm: { title, text: text(name), yes: m.tokens.takeBack, no: m.common.cancel },
    });
  };
  const shown = others.slice(0, SHOWN_OTHERS);
  const more = others.length - shown.length;
  const head = m.tokens.head(own.length);
  return textMessage(
    first === undefined ? head : safe`${first}\n${head}`,
    ...own.map((token, index) => toRow(token, index)),
    ...(shown.length === 0 ? [] : [richText(m.tokens.others)]),
    ...shown.map(({ token, owner }, index) => toRow(token, own.length + index, owner)),
    ...(more > 0 ? [richText(m.tokens.more(more))] : []),
    ...buttons({ id: OPEN_TOKEN_FORM, text: m.tokens.make, value: 'new' }),
  );
}

/** Asks what a new token is for. */
export const tokenForm = (m: Messages): ModalView =>
  modal({
    id: TOKEN_FORM,
    title: m.tokens.form.title,
    submit: m.tokens.form.submit,
    close: m.common.cancel,
    blocks: [
      field(TOKEN_NAME, m.tokens.form.name, {
        type: 'plain_text_input',
        max_length: TOKEN_NAME_LIMIT,
        hint: m.tokens.form.hint,
      }),
    ],
  });

/** The one time that a token is seen. */
export const tokenMade = (m: Messages, name: string, token: string): Message => {
  const whole = textMessage(m.tokens.made(literal(name, TOKEN_NAME_LIMIT), literal(token, 200)));
  // Notifications stay on lock screens.
  return { ...whole, text: textMessage(literal(name, TOKEN_NAME_LIMIT)).text };
};
