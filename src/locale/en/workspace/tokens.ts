import type { PlainDate } from '../../../core/time/calendar.ts';
import { localeFormat } from '../../format.ts';

const f = localeFormat('en');

/** Personal tokens, by which assistants and scripts come in. Names are safe text. */
export const tokens = {
  head: (count: number) =>
    count === 0
      ? '*Your tokens:* none yet. With a token an assistant or a script does here what you may do, and nothing else.'
      : `*Your tokens:* ${f.number(count)}. Whoever has one does here what you may do.`,
  others: '*Of others*',
  more: (count: number) => `and ${f.number(count)} more`,
  line: ({ name, made, used }: { name: string; made: PlainDate; used: PlainDate | undefined }) =>
    `${name} · made ${f.date(made)} · ${used === undefined ? 'never used' : `last used ${f.date(used)}`}`,
  make: 'New token',
  takeBack: 'Take back',
  confirm: {
    title: 'Take this token back?',
    text: (name: string) => `"${name}" opens nothing any more, from this moment on. There is no undo; a new token can be made.`,
  },
  form: {
    title: 'New token',
    name: 'What is it for?',
    hint: 'For example: my assistant. By this name you know it when you take it back.',
    submit: 'Make it',
  },
  made: (name: string, token: string) =>
    `*${name}*\n\`${token}\`\nCopy it now: it is shown this once, and I keep only its fingerprint. Whoever has it does here what you may do; take it back with \`/funnel token\`.`,
  tooMany: (most: number) => `You have ${f.number(most)} tokens, and more are not kept. Take one back first.`,
  takenBack: (name: string) => `"${name}" is taken back: it opens nothing any more.`,
  gone: 'That token is no longer in force.',
  notYours: 'Only its owner or an admin can take this token back.',
  changed: {
    made: (name: string, owner: string) => `token "${name}" of ${owner}: made`,
    takenBack: (name: string, owner: string) => `token "${name}" of ${owner}: taken back`,
  },
  final: 'A token that was taken back stays so. Make a new one with `/funnel token`.',
};

export type TokenMessages = typeof tokens;
