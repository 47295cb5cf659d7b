import type { TokenMessages } from '../../en/workspace/tokens.ts';
import { localeFormat } from '../../format.ts';

const f = localeFormat('pl');

export const tokens: TokenMessages = {
  head: (count) =>
    count === 0
      ? '*Twoje tokeny:* jeszcze żadnego. Z tokenem asystent albo skrypt robi tu to, co wolno Tobie, i nic więcej.'
      : `*Twoje tokeny:* ${f.number(count)}. Kto ma token, robi tu to, co wolno Tobie.`,
  others: '*Innych osób*',
  more: (count) => `i jeszcze ${f.number(count)}`,
  line: ({ name, made, used }) =>
    `${name} · z dnia ${f.date(made)} · ${used === undefined ? 'jeszcze nieużywany' : `ostatnio w użyciu ${f.date(used)}`}`,
  make: 'Nowy token',
  takeBack: 'Unieważnij',
  confirm: {
    title: 'Unieważnić ten token?',
    text: (name) => `„${name}” od tej chwili niczego nie otworzy. Tego nie da się cofnąć, ale można utworzyć nowy token.`,
  },
  form: {
    title: 'Nowy token',
    name: 'Do czego posłuży?',
    hint: 'Na przykład: mój asystent. Po tej nazwie poznasz go, gdy trzeba go będzie unieważnić.',
    submit: 'Utwórz',
  },
  made: (name, token) =>
    `*${name}*\n\`${token}\`\nSkopiuj go teraz: widać go tylko ten jeden raz, bo zostaje z niego tylko odcisk. Kto go ma, robi tu to, co wolno Tobie; unieważnisz go przez \`/lejek token\`.`,
  tooMany: (most) => `Masz ${f.number(most)} tokenów, a więcej się nie mieści. Najpierw unieważnij któryś.`,
  takenBack: (name) => `„${name}”: token unieważniony, niczego już nie otworzy.`,
  gone: 'Ten token już nie obowiązuje.',
  notYours: 'Ten token może unieważnić tylko osoba, do której należy, albo administrator.',
  changed: {
    made: (name, owner) => `token „${name}” (${owner}): nowy`,
    takenBack: (name, owner) => `token „${name}” (${owner}): unieważniony`,
  },
  final: 'Unieważnionego tokena nie da się przywrócić. Nowy utworzysz przez `/lejek token`.',
};
