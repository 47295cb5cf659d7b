import type { AlertMessages } from '../../en/funnel/alerts.ts';
import { localeFormat } from '../../format.ts';

const f = localeFormat('pl');

const WAITING = 'W ciągu godziny od tej zmiany wyślę to, co czeka, o ile nie minie tydzień.';
const AT_ONCE = 'Gdy tylko tam będę, wyślę to, co czeka, o ile nie minie tydzień.';
const GONE = 'Slack nie znajduje już moich wiadomości na tym kanale. Część jest wysłana jeszcze raz; na dziś to koniec prób.';
const deals = (count: number): string => `${f.number(count)} ${f.plural(count, { one: 'szansa', few: 'szanse', many: 'szans' })}`;
const after = (count: number): string => `po ${f.number(count)} ${f.plural(count, { one: 'dniu', many: 'dniach' })}`;

export const alerts: AlertMessages = {
  row: (deal, parts) => [deal, ...parts].join(' · '),
  missing: (criteria) => `${f.plural(criteria.length, { one: 'warunek', many: 'warunki' })}: ${criteria.join('; ')}`,
  toStage: (stage) => `na etap „${stage}”`,
  commit: 'Biorę to',
  committedBy: (who, by) => `✓ ${who}, do ${f.day(by)}`,
  notification: ({ stage, count, needed }) =>
    count === 0
      ? `Etap „${stage}” jest pusty, ${f.plural(needed, { one: 'potrzebna', few: 'potrzebne', many: 'potrzeba' })} ${f.number(needed)}.`
      : `Etap „${stage}”: ${deals(count)}, ${f.plural(needed, { one: 'potrzebna', few: 'potrzebne', many: 'potrzeba' })} ${f.number(needed)}.`,
  alsoShort: (stages) => `Brakuje też: ${stages.join(', ')}`,
  wholePlan: 'Cały plan',
  committed: (deal, stage, on) => `Bierzesz to: ${deal} na etap „${stage}” do ${f.day(on)}.`,
  committedAlready: (deal, who) => `${deal}: ${who} już się tym zajmuje. Nic się nie zmieniło.`,
  left: {
    head: (who, count) =>
      `${who} nie ma już dostępu do Lejka. ${f.plural(count, { one: 'Zostało 1 otwarte zobowiązanie:', few: `Zostały ${f.number(count)} otwarte zobowiązania:`, many: `Zostało ${f.number(count)} otwartych zobowiązań:` })}`,
    move: (deal, stage) => `${deal}: na etap „${stage}”`,
    newDeals: (count, stage) =>
      `${f.number(count)} ${f.plural(count, { one: 'nowa szansa', few: 'nowe szanse', many: 'nowych szans' })} na etap „${stage}”`,
    free: (what, on) => `• ${what}, do ${f.dayOfMonth(on)}: znów do wzięcia`,
    handedOn: (what, on, to) => `• ${what}, do ${f.dayOfMonth(on)}: przejmuje opiekun szansy: ${to}`,
    yours: (what, on) => `• ${what}, do ${f.dayOfMonth(on)}: teraz po Twojej stronie, bo to Twoja szansa`,
    open: (deal) => `Otwórz ${deal}`,
  },
  givenBack: (what) => `Oddane: ${what} jest znów do wzięcia.`,
  givenBackNew: (stage) => `Oddane: nowe szanse dla etapu „${stage}” są znów do wzięcia.`,
  nothingToGiveBack: 'Nie ma czego oddać: to już zrobione albo jest do wzięcia. Nic się nie zmieniło.',
  notYoursToGiveBack: (who) => `Zajmuje się tym ${who} i tylko ta osoba może to oddać. Nic się nie zmieniło.`,
  outdatedButton:
    'To przycisk z mojej starszej wersji. Nic się nie zmieniło; wpisz `/lejek braki`, żeby zobaczyć, gdzie brakuje szans.',
  alreadyRecovered: (stage) => `Na etapie „${stage}” nie brakuje już szans. Nic się nie zmieniło.`,
  recovered: ({ stage, count, after: days }) => `Etap „${stage}”: znów ${deals(count)}, ${after(days)}.`,
  recoveredSameDay: (stage, count) => `Etap „${stage}”: znów ${deals(count)}, tego samego dnia.`,
  ended: ({ stage, count, why, period }) =>
    `Na etapie „${stage}” już nie brakuje szans (${f.plural(count, { one: 'jest', few: 'są', many: 'jest' })} ${f.number(count)}): ${
      {
        target: period === null ? 'zmienił się cel' : `zmienił się cel na ${period}`,
        period: period === null ? 'nowe już nie zdążą' : `nowe nie zdążą już na ${period}`,
        covered: period === null ? 'cel jest pokryty' : `wygrane i prognoza pokrywają cel na ${period}`,
      }[why]
    }.`,
  needsFewer: ({ stage, count, needed }) =>
    needed > 0
      ? `Etap „${stage}”: wystarczy teraz ${f.number(needed)}, a ${f.plural(count, { one: 'jest', few: 'są', many: 'jest' })} ${deals(count)}.`
      : `Etap „${stage}”: ${deals(count)}, więcej teraz nie potrzeba.`,
  made: ({ made, of }) => `Przesunięte: ${f.number(made)} z ${f.number(of)} potrzebnych.`,
  newMade: ({ made, of }) => `Nowe szanse: ${f.number(made)} z ${f.number(of)}.`,
  problem: (channel, code) =>
    `Nie udało się napisać na kanale ${channel}: Slack odpowiada ${code}. Nic nie przepadło; poprawisz to poleceniem \`/lejek ustawienia\`.`,
  problemHow: {
    not_in_channel: `Zaproś mnie tam: \`/invite @Lejek\`. ${AT_ONCE}`,
    channel_not_found: `Kanału nie ma albo nie ma mnie na nim. Zaproś mnie albo wybierz inny. ${WAITING}`,
    is_archived: `Kanał jest w archiwum. Przywróć go albo wybierz inny. ${WAITING}`,
    message_not_found: GONE,
    thread_not_found: GONE,
    cant_update_message: GONE,
    edit_window_closed: GONE,
    unclear: 'Wiadomość mogła się już pojawić: Slack nie odpowiedział, a historii nie mogę czytać. Drugi raz jej nie wyślę.',
  },
  pictureProblem: (channel, code) =>
    `Slack nie przyjął obrazka na kanał ${channel}: ${code}. Wiadomość jest, tylko bez niego. Czego brakuje, pokaże \`npm run doctor\`. Ta informacja przychodzi najwyżej raz dziennie.`,
  threadProblem: (channel, code) =>
    `Slack nie przyjął wątku pod podsumowaniem tygodnia na kanale ${channel}: ${code}. Podsumowanie jest, tylko bez niego; całość pokaże \`/lejek podsumowanie\`. Ta informacja przychodzi najwyżej raz dziennie.`,
  homeProblem: (code) =>
    `Slack nie odświeżył karty Home części osób: ${code}. Do ponownego otwarcia widzą starszą. Ta informacja przychodzi najwyżej raz dziennie.`,
  openSetup: 'Ustaw',
};
