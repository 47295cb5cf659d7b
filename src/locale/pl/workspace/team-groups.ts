import type { TeamGroupsMessages } from '../../en/workspace/team-groups.ts';
import { localeFormat } from '../../format.ts';

const f = localeFormat('pl');
type Words = { readonly one: string; readonly few: string; readonly many: string };
const people = (of: number): string => `${f.number(of)} ${f.plural(of, { one: 'osobę', few: 'osoby', many: 'osób' })}`;
const moving = (team: string, { joins, leaves }: { readonly joins: number; readonly leaves: number }): string =>
  `zespół „${team}” ${f.list([
    ...(joins === 0 ? [] : [`zyskałby ${people(joins)}`]),
    ...(leaves === 0 ? [] : [`straciłby ${people(leaves)}`]),
  ])}`;
const named = (names: readonly string[], more: number): string =>
  f.list(more === 0 ? names : [...names, `jeszcze ${f.number(more)}`]);
const count = (of: number, words: Words): readonly string[] => (of === 0 ? [] : [`${f.number(of)} ${f.plural(of, words)}`]);

export const teamGroups: TeamGroupsMessages = {
  field: 'Grupa użytkowników Slacka',
  hint: 'Osoby z grupy są w zespole: sprawdzane po każdej zmianie, o której powie Slack, i co rano, a zmieniane w Slacku.',
  none: 'bez grupy: osoby wybiera się tutaj',
  label: (handle, name) => `@${handle} · ${name}`,
  unavailable: {
    scope:
      'Zespół może odpowiadać grupie użytkowników Slacka, gdy Lejek może je czytać: zainstaluj aplikację ponownie i zgódź się na opcjonalne uprawnienie `usergroups:read`.',
    plan: 'Zespół może odpowiadać grupie użytkowników Slacka w płatnych planach Slacka: obecny plan nie ma grup.',
    noAnswer: 'Slack nie pokazuje teraz grup użytkowników: żeby wybrać grupę, spróbuj za minutę. Resztę można zapisać.',
  },
  follows: (handle) => `Zgodny z grupą użytkowników Slacka @${handle}.`,
  keeps: {
    gone: 'Jego grupa użytkowników Slacka jest wyłączona: osoby zostają w zespole. Wybierz inną w *Nazwa i menedżerowie*.',
    scope:
      'Odpowiada grupie użytkowników Slacka, której Lejek nie może czytać: osoby zostają w zespole do ponownej instalacji z uprawnieniem `usergroups:read`.',
    plan: 'Odpowiada grupie użytkowników Slacka, a obecny plan Slacka nie ma grup: osoby zostają w zespole.',
    noAnswer: 'Odpowiada grupie użytkowników Slacka, ale Slack jej teraz nie pokazuje.',
  },
  decides: (handle) =>
    `O tym, kto jest w zespole, decyduje grupa użytkowników Slacka${handle === undefined ? '' : ` @${handle}`}: zmienia się ją w Slacku, w *Katalogi › Grupy użytkowników*. To, co przeniesiesz tu ręcznie, wróci następnego ranka albo gdy grupa się zmieni.`,
  compare: 'Porównaj z grupą',
  inStep: (handle) => `Zespół jest zgodny z grupą @${handle}.`,
  preview: 'Osoby z grupy',
  intro: (team, handle) => `Zespół *${team}* i grupa użytkowników Slacka *@${handle}*. Po zapisaniu:`,
  joins: (names, more) => (names.length === 0 ? 'Nikt nie dochodzi.' : `Do zespołu: ${named(names, more)}`),
  leaves: (names, more) => (names.length === 0 ? 'Nikt nie odchodzi.' : `Z zespołu: ${named(names, more)}`),
  leftOut: ({ guest = 0, bot = 0, left = 0, stranger = 0, unknown = 0 }) =>
    `Poza zespołem: ${f.list([
      ...count(guest, { one: 'gość', few: 'goście', many: 'gości' }),
      ...count(bot, { one: 'aplikacja', few: 'aplikacje', many: 'aplikacji' }),
      ...count(left, { one: 'wyłączone konto', few: 'wyłączone konta', many: 'wyłączonych kont' }),
      ...count(stranger, { one: 'osoba z innej firmy', few: 'osoby z innej firmy', many: 'osób z innej firmy' }),
      ...count(unknown, {
        one: 'osoba niewidoczna w Slacku',
        few: 'osoby niewidoczne w Slacku',
        many: 'osób niewidocznych w Slacku',
      }),
    ])}`,
  risk: {
    empties: '*Któryś zespół zostałby bez osób.*',
    mostLeave: '*Z któregoś zespołu odeszłaby ponad połowa osób.*',
  },
  changed: 'Grupa jest już inna niż przed chwilą. Teraz wygląda to tak:',
  problems: {
    gone: 'Ta grupa użytkowników jest już wyłączona. Wybierz inną.',
    taken: (team) => `Tej grupie odpowiada już zespół „${team}”. Wybierz inną.`,
  },
  what: {
    follow: (team, handle) => `„${team}” odpowiada grupie użytkowników Slacka${handle === undefined ? '' : ` @${handle}`}`,
    unfollow: (team) => `„${team}” nie odpowiada już grupie użytkowników Slacka`,
    by: (what, handle) => `${what}, według grupy użytkowników Slacka @${handle}`,
  },
  told: {
    gone: (team) =>
      `*Zespół „${team}” chwilowo nie odpowiada grupie użytkowników Slacka:* grupa jest wyłączona. Osoby zostają w zespole. Wybierz inną grupę albo żadną w *Nazwa i menedżerowie*.`,
    scope: (team) =>
      `*Zespół „${team}” chwilowo nie odpowiada grupie użytkowników Slacka:* Lejek nie może już czytać grup. Osoby zostają w zespole, a zgodność wróci po ponownej instalacji z uprawnieniem \`usergroups:read\`.`,
    plan: (team) =>
      `*Zespół „${team}” chwilowo nie odpowiada grupie użytkowników Slacka:* obecny plan Slacka nie ma grup. Osoby zostają w zespole.`,
    empties: (team, handle, counts) =>
      `*Czy to się zgadza?* Według grupy użytkowników Slacka @${handle} ${moving(team, counts)}, a któryś zespół zostałby bez osób. Nic się nie zmieni, zanim tego nie zapiszesz.`,
    mostLeave: (team, handle, counts) =>
      `*Czy to się zgadza?* Według grupy użytkowników Slacka @${handle} ${moving(team, counts)}: to ponad połowa któregoś zespołu. Nic się nie zmieni, zanim tego nie zapiszesz.`,
    contested: (names, more, teams) =>
      `*W grupach użytkowników Slacka zespołów ${f.list(teams)}:* ${named(names, more)}. Nikt nie jest w dwóch zespołach, więc nic się tu nie zmienia, dopóki w Slacku nie zostanie jedna grupa.`,
  },
};
