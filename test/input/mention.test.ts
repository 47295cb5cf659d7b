import { expect, it } from 'vitest';
import { parseMentionCommand } from '../../src/input/mention-command.ts';

const words = {
  isDealWord: (text: string) => /^(?:help|new|nowa)(?:\s|$)/.test(text),
  isFunnelWord: (text: string) => /^(?:forecast|prognoza|help)(?:\s|$)/.test(text),
};
const read = (text: string) => Object.values(parseMentionCommand(text, 'UBOT', words)).join(' ');

it.each([
  ['<@UBOT> dalej bielik', '/deal dalej bielik'],
  ['<@UBOT|lejek>: dalej bielik ', '/deal dalej bielik'],
  ['<@UBOT>, prognoza kwartał', '/funnel prognoza kwartał'],
  ['prognoza <@UBOT>', '/funnel prognoza'],
  ['<@UBOT>', '/deal '],
  ['', '/deal '],
  ['<@UBOT> assign bielik <@UANNA>', '/deal assign bielik <@UANNA>'],
  ['<@UBOT> /funnel gaps', '/funnel gaps'],
  ['<@UBOT> /SZANSA lista', '/szansa lista'],
  ['deal new Acme 12k', '/deal new Acme 12k'],
  ['szansa nowa Bielik 12 tys. zł', '/szansa nowa Bielik 12 tys. zł'],
  ['Deal: nowa Bielik', '/deal nowa Bielik'],
  ['szansa bielik', '/szansa bielik'],
  ['deal', '/deal '],
  ['funnel forecast', '/funnel forecast'],
  ['Lejek prognoza kwartał', '/lejek prognoza kwartał'],
  ['funnel help', '/funnel help'],
  ['deal help', '/deal help'],
  ['help', '/deal help'],
  ['dealer advance', '/deal dealer advance'],
  ['/deal', '/deal '],
  ['Lejek', '/funnel '],
  ['lejek?', '/funnel '],
  ['lejek sprzedaży', '/deal lejek sprzedaży'],
  ['/dealer advance', '/deal /dealer advance'],
  ['- note two\nlines', '/deal note two\nlines'],
])('%s is %s', (said, line) => {
  expect(read(said)).toBe(line);
});

it('where nobody knows who the bot is, a mention in front is the bot', () => {
  expect(parseMentionCommand('<@U1> assign bielik <@U2>', undefined, words)).toEqual({
    command: '/deal',
    text: 'assign bielik <@U2>',
  });
});
