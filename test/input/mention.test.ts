import { expect, it } from 'vitest';
import { parseMentionCommand } from '../../src/input/mention-command.ts';

const isFunnelWord = (text: string) => /^(?:forecast|prognoza)(?:\s|$)/.test(text);
const read = (text: string) => Object.values(parseMentionCommand(text, 'UBOT', isFunnelWord)).join(' ');

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
  expect(parseMentionCommand('<@U1> assign bielik <@U2>', undefined, isFunnelWord)).toEqual({
    command: '/deal',
    text: 'assign bielik <@U2>',
  });
});
