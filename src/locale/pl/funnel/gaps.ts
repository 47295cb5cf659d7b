import type { PlainDate } from '../../../core/time/calendar.ts';
import { fullStop } from '../../amount-phrases.ts';
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
/** Part of a month in the genitive: `początku stycznia`. */
function partOfMonth(on: PlainDate): string {
  const [, ofMonth = ''] = f.dayOfMonth(on).split(/\s/u);
  const day = Number(on.slice(8));
  return `${day <= 10 ? 'początku' : day <= 20 ? 'połowy' : 'końca'} ${ofMonth}`;
}
const newOnes = (count: number): string =>
  `${f.number(count)} ${f.plural(count, { one: 'nowa szansa', few: 'nowe szanse', many: 'nowych szans' })}`;
const nextOnes = (count: number): string =>
  `${f.number(count)} ${f.plural(count, { one: 'szansę', few: 'szanse', many: 'szans' })}`;
const newOnesFound = (count: number): string =>
  `${f.number(count)} ${f.plural(count, { one: 'nową szansę', few: 'nowe szanse', many: 'nowych szans' })}`;

const about_ = {
  days: 'kilka dni',
  week: 'ok. tygodnia',
  twoWeeks: 'ok. dwóch tygodni',
  threeWeeks: 'ok. trzech tygodni',
  month: 'ok. miesiąca',
  twoMonths: 'ok. dwóch miesięcy',
  months: 'kilka miesięcy',
};
const inAbout = {
  days: 'za kilka dni',
  week: 'za ok. tydzień',
  twoWeeks: 'za ok. dwa tygodnie',
  threeWeeks: 'za ok. trzy tygodnie',
  month: 'za ok. miesiąc',
  twoMonths: 'za ok. dwa miesiące',
  months: 'za kilka miesięcy',
};

export const gaps: GapMessages = {
  none: '*Na żadnym etapie nie brakuje szans.* Na każdym używanym etapie jest ich tyle, ile potrzeba.',
  early: {
    'no-deals': '*Nie ma otwartych szans.* Dodaj pierwszą: `/szansa nowa`.',
    beginning:
      '*Za wcześnie, by ocenić, na którym etapie brakuje szans.* Widać to, gdy przez etap przejdzie pięć szans albo miną cztery tygodnie.',
  },
  runsDry: ({ stage, about, count, needed, forPeriod: period }) =>
    `*Na etapie „${stage}” ${inAbout[about]} zabraknie szans: ${are(count)}, ${period === null ? `zwykle ${are(needed)}` : `na ${period} ${needed_(needed)}`}.*`,
  still: ({ stage, count, needed, forPeriod: period, inDays }) =>
    `*Na etapie „${stage}” od ${ofDays(inDays)} ${f.plural(count, { one: 'jest', few: 'są', many: 'jest' })} tylko ${deals(count)}: ${period === null ? `zwykle ${are(needed)}` : `na ${period} ${needed_(needed)}`}.*`,
  few: ({ stage, count, needed, forPeriod: period }) =>
    period === null
      ? `*Na etapie „${stage}” jest mniej szans niż zwykle: ${are(count)}, zwykle ${are(needed)}.*`
      : `*Na etapie „${stage}” brakuje szans: ${are(count)}, na ${period} ${needed_(needed)}.*`,
  needs: (needed, period) => (period === null ? `Zwykle ${are(needed)}.` : `Na ${period} ${needed_(needed)}.`),
  needsAtLeast: (minimum) =>
    `${f.plural(minimum, { one: 'Potrzebna', few: 'Potrzebne', many: 'Potrzeba' })} co najmniej ${f.number(minimum)}.`,
  feeds: (stage, about) => `Bez dopływu z niego na etapie „${stage}” ${inAbout[about]} zabraknie szans.`,
  filling: (about) => `Uzupełnienie zajmie ${about_[about]}.`,
  week: ({ came, went }) =>
    came === 0 && went === 0
      ? 'W ostatnich 7 dniach nic tu nie przybyło ani nie ubyło.'
      : `W ostatnich 7 dniach ${came === 0 ? 'nic nie przybyło' : `${f.plural(came, { one: 'przybyła', few: 'przybyły', many: 'przybyło' })} ${deals(came)}`}, ${went === 0 ? 'nic nie ubyło' : `${f.plural(went, { one: 'ubyła', few: 'ubyły', many: 'ubyło' })} ${came === 0 ? deals(went) : f.number(went)}`}.`,
  changed: (from, why) =>
    `Dotąd potrzeba było ${f.number(from)}: ${
      {
        target: 'zmienił się cel',
        period: 'na część jest już za późno',
        covered: 'część celu jest pokryta',
        numbers: 'dziś dane są inne',
      }[why]
    }.`,
  coveredBefore: (on, period) => `Jeszcze ${f.dayOfMonth(on)} wygrane i prognoza pokrywały cel na ${period}, teraz już nie.`,
  lacks: (count, { value, until }) => fullStop(`Brakuje ${ofDeals(count)}; do ${partOfMonth(until)} kosztuje to ok. ${value}`),
  coverage: (percents) =>
    `*Pokrycie celów* (wygrane i prognoza): ${percents.map(([period, percent]) => `${period}: ${percent}`).join(' · ')}`,
  basis: {
    target: (period, target) =>
      `Na podstawie ruchu z ostatniego kwartału i celu na ${period}${target === null ? '' : ` (${target})`}.`,
    profile: (targetSet) =>
      targetSet
        ? 'Na podstawie ruchu z ostatniego kwartału: tyle jest tu zwykle.'
        : 'Na podstawie ruchu z ostatniego kwartału; brak celu.',
    minimum: (minimum, targetSet, known) => {
      if (known) return `Minimum na tym etapie to ${f.number(minimum)}.`;
      const why = targetSet ? 'Za krótka historia, by na niej polegać' : 'Brak celu';
      return `${why}; minimum na tym etapie to ${f.number(minimum)}.`;
    },
  },
  measured: (bases) => `*Ile potrzeba:* ${bases}`,
  basisOfStages: (stages, basis) =>
    `${f.plural(stages.length, { one: 'Etap', many: 'Etapy' })} ${stages.map((stage) => `„${stage}”`).join(', ')}: ${basis.charAt(0).toLowerCase()}${basis.slice(1)}`,
  saidOnce: ({ stage, needed }) => `O etapie „${stage}” odezwę się ponownie dopiero, gdy znów będzie ${f.number(needed)}.`,
  saidOnceMany: 'O tych etapach odezwę się ponownie dopiero, gdy któryś się uzupełni.',
  closeGap: ({ moving, named, made, sameNewDeals: sameNew, onTheWay, isPart }) => {
    const first = moving > named && named > 0 ? `, zacznij od ${named === 1 ? 'tej' : `tych ${f.number(named)}`}` : '';
    if (onTheWay) {
      const [one, ...more] = [
        `${deals(moving)} z wcześniejszych etapów`,
        ...(made > 0 ? [newOnes(made)] : []),
        ...(sameNew ? ['te same nowe szanse'] : []),
      ];
      const verb = more.length > 0 ? 'mogą' : f.plural(moving, { one: 'może', few: 'mogą', many: 'może' });
      return `*${isPart ? 'Część braku' : 'Brak'} ${verb} pokryć ${[one, ...more].join(' i ')}*${first}`;
    }
    const parts = [
      ...(moving > 0 ? [`przesunąć dalej ${nextOnes(moving)}`] : []),
      ...(made > 0 ? [`pozyskać ${newOnesFound(made)}`] : []),
      ...(sameNew ? [`pozyskać te same nowe szanse`] : []),
    ];
    return `*${isPart ? 'Żeby pokryć część braku, wystarczy' : 'Wystarczy'} ${parts.join(' i ')}*${first}`;
  },
  rest: {
    covered: 'Resztę pokryją działania na innych etapach.',
    coveredAll: 'Sam ten etap niczego teraz nie wymaga: wystarczą działania na innych etapach.',
    coveredBy: ({ isAlone, period, stages, entering, leaving }) => {
      const names = f.list(stages.map((stage) => `„${stage}”`));
      const where = `podane ${f.plural(stages.length, { one: 'przy etapie', many: 'przy etapach' })} ${names}`;
      const sentences = [
        isAlone
          ? `Sam ten etap niczego teraz nie wymaga: na ${period} wystarczą działania ${where}.`
          : `Resztę na ${period} pokryją działania ${where}.`,
        ...(entering.length > 0
          ? [`${f.list(entering)}: najpierw ${f.plural(entering.length, { one: 'trafia', many: 'trafiają' })} tutaj.`]
          : []),
        ...(leaving.length > 0
          ? [`${f.list(leaving)}: stąd ${f.plural(leaving.length, { one: 'idzie', many: 'idą' })} dalej.`]
          : []),
      ];
      return sentences.join(' ');
    },
    tooLate: 'Więcej szans nie zdąży tu trafić.',
  },
  newDeals: (count) => newOnes(count),
  newLeads: (count) => `${newOnes(count)} na początek lejka`,
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
    target: ({ period, target, percent, isCovered, required, beyond }) =>
      isCovered && percent !== null
        ? `• Cel na ${period} (${target}): pokryty w ${percent}, więc niczego tu nie wymaga.`
        : `• Cel na ${period} (${target}${percent === null ? '' : `, pokrycie ${percent}`}): ${deals(required)}${beyond === 0 ? '' : `; ${f.number(beyond)} kolejnych już nie zdąży`}.`,
    usual: ({ required, low, high }) =>
      `• Zwykle: ${deals(required)} (8 na 10: ${f.number(low)}–${f.number(high)}), według ruchu z ostatniego kwartału.`,
    minimum: (minimum) => `• Minimum ustawione dla tego etapu: ${f.number(minimum)}.`,
    asked: (basis) =>
      `Punktem odniesienia jest tu ${{ target: 'cel', usual: 'to, ile jest zwykle', minimum: 'minimum' }[basis]}.`,
    since: (on) => `Brakuje od ${f.dayOfMonth(on)}.`,
    little: 'W ciągu roku przybyło albo ubyło mniej niż dziesięć szans: za krótka historia, by na niej polegać.',
  },
};
