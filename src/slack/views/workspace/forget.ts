import type { ContactPerson } from '../../../core/deal/contact-person.ts';
import type { Messages } from '../../../locale/messages.ts';
import { type SafeText, safe } from '../../../locale/safe-text.ts';
import { buttons, type Message, row, textMessage } from '../kit/blocks.ts';
import { literal, richText } from '../kit/text.ts';

/** Erases a person; the value is what they are found again by. */
export const FORGET = 'contact.forget';

/** People of an answer, and deals that are named for each. */
export const MOST_PEOPLE = 10;
const MOST_DEALS = 5;
/** What a button's value may be. */
const MOST_KEY = 2000;

function personText(m: Messages, { name, email, phone, deals }: ContactPerson): SafeText {
  const parts = [name, email, phone].flatMap((each) => (each === null || each === '' ? [] : [literal(each)]));
  const named = deals.slice(0, MOST_DEALS).map(({ number, name: deal }) => safe`D-${number} ${literal(deal)}`);
  return m.forget.person(parts, named, deals.length - named.length);
}

/** Who may be meant, and what forgetting one does. */
export function forgetChoices(m: Messages, people: readonly ContactPerson[]): Message {
  const shown = people.slice(0, MOST_PEOPLE).filter(({ key }) => key.length <= MOST_KEY);
  const confirm = { title: m.forget.confirmTitle, text: m.forget.confirmText, yes: m.forget.button, no: m.common.cancel };
  return textMessage(
    m.forget.head,
    ...shown.map((person, index) =>
      row(personText(m, person), {
        id: `${FORGET}:${index}`,
        text: m.forget.button,
        value: person.key,
        style: 'danger',
        confirm,
      }),
    ),
    ...(people.length > shown.length ? [richText(m.forget.morePeople(shown.length))] : []),
  );
}

/** Erases a name, an e-mail address or a phone that only texts hold; the value is that. */
export const FORGET_NAMED = 'contact.forget-named';

/** Nobody is kept under what was typed, and texts name it: where, and what erasing it does. */
export const forgetNamed = (
  m: Messages,
  text: string,
  { deals, notes }: { readonly deals: readonly number[]; readonly notes: number },
): Message =>
  textMessage(
    m.forget.named(
      literal(text, 100),
      deals.slice(0, MOST_DEALS).map((number) => safe`D-${number}`),
      { more: Math.max(0, deals.length - MOST_DEALS), notes },
    ),
    ...buttons({
      ...{ id: FORGET_NAMED, text: m.forget.button, value: text.slice(0, MOST_KEY), style: 'danger' },
      confirm: { title: m.forget.confirmTitle, text: m.forget.confirmNamed, yes: m.forget.button, no: m.common.cancel },
    }),
  );

/** What became of our messages about a person who was forgotten. `left`: names of channels where some may still be. */
export const forgottenMessage = (
  m: Messages,
  { deals, left }: { readonly deals: number; readonly left: readonly string[] },
): Message =>
  textMessage(
    left.length === 0
      ? m.forget.cleaned(deals)
      : m.forget.left(
          deals,
          left.map((name) => literal(`#${name}`)),
        ),
  );
