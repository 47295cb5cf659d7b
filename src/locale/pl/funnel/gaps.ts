import type { GapMessages } from '../../en/funnel/gaps.ts';
import { localeFormat } from '../../format.ts';

const f = localeFormat('pl');
const days = (count: number): string => `${f.number(count)} ${f.plural(count, { one: 'dzień', many: 'dni' })}`;
const ofDays = (count: number): string => `${f.number(count)} ${f.plural(count, { one: 'dnia', many: 'dni' })}`;
const are = (count: number): string => `${f.plural(count, { one: 'jest', few: 'są', many: 'jest' })} ${f.number(count)}`;
const needed_ = (count: number): string =>
  `${f.plural(count, { one: 'potrzebna', few: 'potrzebne', many: 'potrzeba' })} ${f.number(count)}`;
const deals = (count: number): string => `${f.number(count)} ${f.plural(count, { one: 'szansa', few: 'szanse', many: 'szans' })}`;
const ofDeals = (count: number): string => `${f.number(count)} ${f.plural(count, { one: 'szansy', many: 'szans' })}`;
const newOnes = (count: number): string =>
  `${f.number(count)} ${f.plural(count, { one: 'nowa szansa', few: 'nowe szanse', many: 'nowych szans' })}`;
const moves = (count: number): string => `${f.number(count)} ${f.plural(count, { one: 'ruch', few: 'ruchy', many: 'ruchów' })}`;
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

export const gaps: GapMessages = {
  none: '*Na żadnym etapie nie brakuje szans.* Na każdym używanym etapie jest ich tyle, ile potrzeba.',
  runsDry: ({ stage, inDays, count, needed, forPeriod: period }) =>
    `*Na etapie „${stage}” za ${days(inDays)} zabraknie szans: ${are(count)}, ${period === null ? needed_(needed) : `na ${period} ${needed_(needed)}`}.*`,
  runsDryLong: ({ stage, inDays, count, needed, forPeriod: period }) =>
    `*Na etapie „${stage}” za ${days(inDays)} zabraknie szans.* ${capital(are(count))}, ${period === null ? `a zwykle ${are(needed)}` : `na ${period} ${needed_(needed)}`}`,
  few: ({ stage, count, needed, forPeriod: period }) =>
    period === null
      ? `*Na etapie „${stage}” jest mniej szans niż zwykle: ${are(count)}, zwykle ${are(needed)}.*`
      : `*Na etapie „${stage}” brakuje szans: ${are(count)}, na ${period} ${needed_(needed)}.*`,
  needs: (needed, period) => (period === null ? `Zwykle ${are(needed)}.` : `Na ${period} ${needed_(needed)}.`),
  fillingFrom: (stage, inDays) => `uzupełnienie z etapu „${stage}” trwa ok. ${ofDays(inDays)}`,
  fillingAnew: (inDays) =>
    `nowa szansa dochodzi tu po ok. ${f.number(inDays)} ${f.plural(inDays, { one: 'dniu', many: 'dniach' })}`,
  week: ({ came, went, usually }) =>
    `W ostatnich siedmiu dniach przybyło ${f.number(came)}, ubyło ${f.number(went)}; zwykle przybywa ${f.number(usually)}.`,
  lacks: (count, value) => `Brakuje ${ofDeals(count)}, ok. ${value}.`,
  coverage: (shares) =>
    `*Pokrycie:* po doliczeniu wygranych i nowych szans otwarte szanse powinny dać ${f.list(shares.map(([period, ofMissing]) => `${ofMissing} (${period})`))}.`,
  basis: {
    target: (overDays, period, target) =>
      `Na podstawie ${ofDays(overDays)} i celu na ${period}${target === null ? '' : ` (${target})`}.`,
    profile: (overDays, targetSet) =>
      targetSet ? `Na podstawie ${ofDays(overDays)}: tyle jest tu zwykle.` : `Na podstawie ${ofDays(overDays)}; brak celu.`,
    minimum: (minimum, targetSet, known) => {
      if (known) return `Minimum na tym etapie to ${f.number(minimum)}.`;
      const why = targetSet ? 'Za krótka historia, by na niej polegać' : 'Brak celu';
      return `${why}; minimum na tym etapie to ${f.number(minimum)}.`;
    },
  },
  measured: (bases) => `*Podstawa wyliczeń:* ${bases}`,
  basisOfStages: (stages, basis) =>
    `${f.plural(stages.length, { one: 'Etap', many: 'Etapy' })} ${stages.map((stage) => `„${stage}”`).join(', ')}: ${basis.charAt(0).toLowerCase()}${basis.slice(1)}`,
  saidOnce: (needed) => `Odezwę się ponownie dopiero, gdy znów będzie ${f.number(needed)}.`,
  saidOnceMany: 'Odezwę się ponownie dopiero, gdy któryś etap się uzupełni.',
  oneCloses: '*Wystarczy jeden z tych ruchów*',
  closeGap: ({ moving, named, made, sameNewDeals: sameNew }) => {
    const parts = [
      ...(moving > 0 ? [moves(moving)] : []),
      ...(made > 0 ? [newOnes(made)] : []),
      ...(sameNew ? ['te same nowe szanse'] : []),
    ];
    const first = moving > named && named > 0 ? (named === 1 ? ', zacznij od tego' : `, zacznij od tych ${f.number(named)}`) : '';
    const enough = moving > 0 ? moving : made > 0 ? made : 2;
    return `*${f.plural(enough, { one: 'Wystarczy', few: 'Wystarczą', many: 'Wystarczy' })} ${f.list(parts)}*${first}`;
  },
  newDeals: (count) => newOnes(count),
  newDealsCommitted: (count, stage, on) => `Bierzesz to: ${newOnes(count)} dla etapu „${stage}” do ${f.day(on)}.`,
  newDealsCommittedAlready: (who) => `Nowe szanse: ${who} już się tym zajmuje. Nic się nie zmieniło.`,
  others: 'Nie te',
  otherDeals: (stage) => `*Inne szanse, które uzupełnią etap „${stage}”*`,
  noOthers: (stage) => `Przed etapem „${stage}” nie ma innych szans. Pomogą nowe: \`/szansa nowa\`.`,
  notShort: (stage) => `Na etapie „${stage}” jest już tyle szans, ile potrzeba.`,
  overfull: ({ stage, count, low, high }) =>
    `*Na etapie „${stage}” ${f.plural(count, { one: 'jest', few: 'są', many: 'jest' })} ${deals(count)}, zwykle ${f.number(low)}–${f.number(high)}:* więcej przybywa, niż idzie dalej.`,
  longest: (items) => `Najdłużej stoją: ${items.join(', ')}.`,
  standing: (deal, count) => `${deal} (${days(count)})`,
  commitments: '*W toku:*',
  commitment: {
    move: (deal, stage) => `${deal} na etap „${stage}”`,
    new: ({ made, of, stage }) => `${newOnes(of)} dla etapu „${stage}”, na razie ${f.number(made)}`,
    by: (on) => `do ${f.day(on)}`,
    due: (on) => `termin: ${f.day(on)}`,
    done: 'zrobione',
  },
  why: {
    button: 'Skąd to wiadomo?',
    head: ({ stage, count, needed }) => `*Na etapie „${stage}” ${are(count)}, ${needed_(needed)}. Skąd to wiadomo:*`,
    today: ({ told, needed }) =>
      `W dniu alertu ${needed_(told)} i tyle nadal wystarczy; według dzisiejszych danych ${needed_(needed)}:`,
    flow: ({ overDays, perWeek, stay, usual, low, high }) =>
      `Przepływ: przez ${days(overDays)} przybywało ${f.number(perWeek)} tygodniowo, każda na średnio ${days(stay)}, więc zwykle ${are(usual)} (8 na 10: ${f.number(low)}–${f.number(high)}).`,
    target: ({ period, target, won, fresh, open }) =>
      `Cel na ${period}: ${target}. Wygrane ${won}, nowe szanse powinny dać ${fresh}; otwarte muszą dać ${open}.`,
    factor: (times) =>
      `To ${f.number(times)} ${Number.isInteger(times) ? f.plural(times, { one: 'raz', many: 'razy' }) : 'raza'} tyle szans co zwykle, na każdym etapie.`,
    win: (share, until, value) =>
      `Z szans na tym etapie do ${f.day(until)} wygrywa ${share}; średnia wartość szansy to ${value}.`,
    left: (inDays) => `Zostało: ${days(inDays)}.`,
    runway: (inDays) => `Jeśli nic nie przybędzie, za ok. ${days(inDays)} zabraknie tu szans.`,
    refillFrom: (stage, inDays) => `Uzupełnienie z etapu „${stage}” trwa ok. ${ofDays(inDays)}.`,
    refillAnew: (inDays) =>
      `Nowa szansa dochodzi tu po ok. ${f.number(inDays)} ${f.plural(inDays, { one: 'dniu', many: 'dniach' })}.`,
    reach: (share) => `Z nowych szans dochodzi tu ${share}.`,
    minimum: (minimum) => `Minimum ustawione dla tego etapu to ${f.number(minimum)}.`,
    little: 'W ciągu roku przybyło albo ubyło mniej niż dziesięć szans: za krótka historia, by na niej polegać.',
  },
};
