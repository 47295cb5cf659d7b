import type { PipelineMessages } from '../../en/workspace/pipeline.ts';
import { localeFormat } from '../../format.ts';

const f = localeFormat('pl');

const deals = (count: number): string =>
  `${f.number(count)} ${f.plural(count, { one: 'otwarta szansa', few: 'otwarte szanse', many: 'otwartych szans' })}`;
const plainDeals = (count: number): string =>
  `${f.number(count)} ${f.plural(count, { one: 'szansa', few: 'szanse', many: 'szans' })}`;

export const pipeline: PipelineMessages = {
  title: 'Etapy sprzedaży',
  intro: 'To są etapy Twojego lejka. Każdą zmianę można cofnąć, a dane z przeszłości zostają takie, jakie są.',
  adminsOnly: (admins) =>
    admins.length === 0
      ? 'Nie ma jeszcze administratora: zapisz `/lejek ustawienia`, a będzie można zmieniać etapy.'
      : `Etapy może zmieniać tylko administrator (${f.list(admins)}). Nic się nie zmieniło.`,
  stageLine: ({ position, name, holds, asks }) => `${position}. ${name}\n${holds}${asks === '' ? '' : ` · ${asks}`}`,
  closedLine: (name, asks) => `${name}${asks === '' ? '' : `\n${asks}`}`,
  holds: (count, value) => (count === 0 ? 'bez otwartych szans' : `${deals(count)}${value === undefined ? '' : `, ${value}`}`),
  asks: (required, advised) =>
    [
      ...(required > 0 ? [`wymagane: ${required}`] : []),
      ...(advised > 0 ? [`zalecane: ${advised}`] : []),
      ...(required + advised === 0 ? ['bez warunków'] : []),
    ].join(', '),
  edit: 'Edytuj',
  open: 'Etapy',
  addStage: 'Dodaj etap',
  reasons: 'Powody przegranej',
  backToStages: '← Wszystkie etapy',
  backToStage: '← Wróć',
  moveUp: '↑ Wcześniej',
  moveDown: '↓ Później',
  remove: 'Usuń …',
  editDetails: 'Edytuj etap',
  addCriterion: 'Dodaj warunek',
  change: 'Zmień',
  names: (name, short) => (name === short ? `*${name}*` : `*${name}*, w tabelach *${short}*`),
  numbers: ({ percent, minimum, days }) =>
    `Wygrana, zanim jest historia: ${f.number(percent)}% · alert poniżej ${f.number(minimum)} · za długo po ${f.number(days)} ${f.plural(days, { one: 'dniu', many: 'dniach' })}`,
  actionsTitle: '*Co robić na tym etapie*',
  noActions: 'jeszcze bez zaleceń',
  criteriaTitle: '*Co kwalifikuje do etapu*',
  noCriteria: 'Jeszcze nic: może tu wejść każda szansa.',
  strictNote: 'Ściśle: bez tego żadna szansa tu nie wejdzie.',
  looseNote: 'Szansę można przesunąć mimo to: jest wtedy niekompletna, a opiekun dostaje przypomnienie w piątek.',
  criterionLine: ({ text, required, field }) => `${text}\n${required ? 'wymagane' : 'zalecane'} · ${field}`,
  fields: {
    tick: 'ktoś to zaznacza',
    contact: 'wypełnione pole: osoba kontaktowa',
    reachable: 'wypełnione pole: telefon lub e-mail',
    company: 'wypełnione pole: firma',
    decider: 'wypełnione pole: kto decyduje',
    value: 'wypełnione pole: wartość netto',
    closeOn: 'wypełnione pole: planowane zamknięcie',
  },
  form: {
    add: 'Nowy etap',
    edit: 'Edycja etapu',
    save: 'Zapisz',
    name: 'Nazwa',
    shortName: 'Krótka nazwa',
    shortNameHint: 'Do tabel i przycisków, najwyżej 12 znaków. Puste pole: początek nazwy.',
    meaning: 'Szansa jest tutaj, gdy …',
    actions: 'Co robić na tym etapie',
    actionsHint: 'Jedno zalecenie w wierszu. Widać je przy szansie i po każdym przesunięciu.',
    after: 'Stoi po etapie',
    first: 'na początku: to pierwszy etap',
    probability: 'Prawdopodobieństwo wygranej na start, %',
    probabilityHint: 'Z czasem zastąpi je historia z lejka.',
    minimum: 'Alert, gdy otwartych szans jest mniej niż',
    minimumHint: '0: sam ten etap nie wywoła alertu.',
    ageingDays: 'Po ilu dniach szansa stoi tu za długo',
    strict: 'Gdy brakuje czegoś wymaganego',
    mayMoveAnyway: 'szansę można przesunąć mimo to, jest wtedy niekompletna',
    isStrict: 'ściśle: szansa nie wchodzi na etap',
    otherLanguage: (language) => `*${language}* (opcjonalnie: przy pustych polach wszyscy czytają to, co wyżej)`,
    nameIn: (language) => `Nazwa: ${language}`,
    shortNameIn: (language) => `Krótka nazwa: ${language}`,
    meaningIn: (language) => `Szansa jest tutaj, gdy …: ${language}`,
    actionsIn: (language) => `Co robić na tym etapie: ${language}`,
    textIn: (language) => `To samo: ${language}`,
  },
  criterion: {
    title: 'Warunek wejścia',
    text: 'Co musi być prawdą',
    required: 'Jak się liczy',
    isRequired: 'wymagane: pytam o to przy wejściu na etap',
    isAdvised: 'zalecane: pokazuję, ale nie pytam',
    field: 'Jest spełnione, gdy',
    remove: 'Usuń warunek',
    removeSure: 'Usunąć ten warunek?',
    removeText: 'Szanse, którym go brakuje, przestaną być z tego powodu niekompletne. Cofnąć to można przez 10 minut.',
  },
  reason: {
    title: 'Powód przegranej',
    text: 'Powód',
    add: 'Dodaj powód',
    intro: 'Dlaczego przegrywacie, w kolejności na liście. Usunięty powód zostaje przy szansach, których dotyczy.',
    remove: 'Usuń powód',
    removeSure: 'Usunąć ten powód?',
    removeText: 'Nie będzie go można wybrać; przy przegranych już szansach zostaje. Cofnąć to można przez 10 minut.',
  },
  removal: {
    title: 'Usunięcie etapu',
    submit: 'Usuń',
    intro: (name, count, value) =>
      count === 0
        ? `Na etapie *${name}* nie ma otwartych szans. Etap zostaje w danych i historiach z przeszłości.`
        : `Na etapie *${name}*: ${deals(count)}${value === undefined ? '' : `, razem ${value}`}. Przejdą na wybrany etap, a ich historia powie dlaczego. W danych z przeszłości etap zostaje.`,
    into: 'Szanse przechodzą na etap',
    complete: 'żadnej niczego nie zabraknie',
    incomplete: (count) =>
      `${f.number(count)} z nich ${f.plural(count, { one: 'będzie niekompletna', few: 'będą niekompletne', many: 'będzie niekompletnych' })}`,
  },
  yes: 'Usuń',
  no: 'Zostaw',
  impact: {
    title: '*Jeszcze nic nie jest zapisane.* Co się zmieni:',
    incomplete: (count) =>
      `${deals(count)} nie ${f.plural(count, { one: 'spełnia', few: 'spełniają', many: 'spełnia' })} tego warunku: ${f.plural(count, { one: 'będzie niekompletna', few: 'będą niekompletne', many: 'będzie niekompletnych' })}, żadna się nie przesunie.`,
    complete: (count) =>
      `${deals(count)} ${f.plural(count, { one: 'przestanie być niekompletna', few: 'przestaną być niekompletne', many: 'przestanie być niekompletnych' })}.`,
    short: (stage, holds, needs) =>
      `Na etapie ${stage}: ${deals(holds)}, a potrzeba ${f.number(needs)}. Etap będzie uznany za zbyt pusty.`,
    again: 'Zapisz jeszcze raz, żeby to zrobić.',
  },
  what: {
    addStage: (stage) => `nowy etap: ${stage}`,
    changeStage: (stage) => `zmieniony etap: ${stage}`,
    moveStage: (stage) => `przestawiony etap: ${stage}`,
    removeStage: (stage, into) => `usunięty etap: ${stage}, jego szanse na etap: ${into}`,
    criteria: (stage) => `co kwalifikuje do etapu: ${stage}`,
    reasons: 'powody przegranej',
  },
  saved: (what) => `*Zapisane:* ${what}.`,
  movedDeals: (count, into) =>
    `${plainDeals(count)} ${f.plural(count, { one: 'przeszła', few: 'przeszły', many: 'przeszło' })} na etap: ${into}.`,
  markedIncomplete: (count) =>
    `${plainDeals(count)} ${f.plural(count, { one: 'jest teraz niekompletna', few: 'są teraz niekompletne', many: 'jest teraz niekompletnych' })}.`,
  madeComplete: (count) =>
    `${plainDeals(count)} nie ${f.plural(count, { one: 'jest już niekompletna', few: 'są już niekompletne', many: 'jest już niekompletnych' })}.`,
  undone: (what) => `*Cofnięte:* ${what}.`,
  stayed: (count) =>
    `${plainDeals(count)} od tego czasu ${f.plural(count, { one: 'zmieniła się i zostaje, jak jest', few: 'zmieniły się i zostają, jak są', many: 'zmieniło się i zostaje, jak jest' })}.`,
  occupied: (count) =>
    `Nie cofnięto: na nowym etapie ${f.plural(count, { one: 'stoi', few: 'stoją', many: 'stoi' })} już ${deals(count)}. Usuń ten etap w \`/lejek etapy\` i wybierz, dokąd ${f.plural(count, { one: 'ma przejść', many: 'mają przejść' })}.`,
  changedSince: (who, time) =>
    `Nie cofnięto: później, o ${time}, jest kolejna zmiana etapów (${who}). Zobacz je: \`/lejek etapy\`.`,
  changedMeanwhile: (who, time, what) =>
    `*Ktoś był szybszy: ${who}* (${time}, ${what}). Twoja zmiana nie jest zapisana; to, co wpisane, zostało. Sprawdź i zapisz jeszcze raz.`,
  changedMeanwhileShort: (who, time, what) =>
    `*Ktoś był szybszy: ${who}* (${time}, ${what}). Twoja zmiana nie jest zapisana; oto etapy, jakie są teraz.`,
  changedElsewhere: '*Etapy są już inne.* Twoja zmiana nie jest zapisana; to, co wpisane, zostało. Sprawdź i zapisz jeszcze raz.',
  changedElsewhereShort: '*Etapy są już inne.* Twoja zmiana nie jest zapisana; oto etapy, jakie są teraz.',
  problems: {
    gone: 'Ktoś już to usunął. Nic się nie zmieniło.',
    unchanged: 'Nic się nie różni. Zmień coś albo zamknij okno.',
    empty: 'Podaj nazwę przynajmniej w jednym języku.',
    emptyText: 'Napisz, o co chodzi, przynajmniej w jednym języku.',
    tooLong: (length, most) =>
      `To ${f.number(length)} ${f.plural(length, { one: 'znak', few: 'znaki', many: 'znaków' })}, a mieści się najwyżej ${f.number(most)}.`,
    notTypable: 'Dodaj słowo z literami: nazwę się wpisuje, a liczba oznacza miejsce na liście.',
    nameTaken: (stage) => `Tak nazywa się już etap ${stage}, w jednym z języków. Wybierz inną nazwę.`,
    reserved: (word) => `„${word}” już coś znaczy w \`/szansa lista\`. Wybierz inną nazwę albo dodaj słowo.`,
    outOfRange: (least, most) => `Liczba całkowita od ${f.number(least)} do ${f.number(most)}.`,
    linesDiffer: (lines, wanted) =>
      `Tu ${f.number(lines)} ${f.plural(lines, { one: 'wiersz', few: 'wiersze', many: 'wierszy' })}, a w drugim języku ${f.number(wanted)}. Podaj tyle samo w obu albo w jednym żadnego.`,
    tooManyStages: (most) => `Lejek ma najwyżej ${f.number(most)} etapów. Najpierw usuń któryś.`,
    tooManyCriteria: (most) => `Etap ma najwyżej ${f.number(most)} warunków. Najpierw usuń któryś.`,
    tooManyActions: (most) => `Najwyżej ${f.number(most)} wierszy.`,
    tooManyReasons: (most) => `Najwyżej ${f.number(most)} powodów. Najpierw usuń któryś.`,
    criterionTaken: 'Dokładnie taki warunek już tu jest.',
    fieldTaken: 'O to pole ten etap już pyta. Zmień tamten warunek.',
    reasonTaken: 'Taki powód już jest.',
    lastOpenStage: 'To jedyny etap, a szanse muszą gdzieś stać. Najpierw dodaj inny.',
    lastReason: 'To jedyny powód, a każda przegrana go potrzebuje. Najpierw dodaj inny.',
  },
};
