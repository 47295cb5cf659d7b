import type { HealthMessages } from '../../en/funnel/health.ts';
import { localeFormat } from '../../format.ts';

const f = localeFormat('pl');

export const health: HealthMessages = {
  drop: (stage, now, before) =>
    `*Z etapu „${stage}” mniej szans idzie dalej:* ostatnio ${now.share}, w poprzednich 12 miesiącach ${before.share} (szans: ${f.number(now.exits)} i ${f.number(before.exits)}).`,
  unsure: (stage, now, before) =>
    `*Z etapu „${stage}” idzie dalej ${now.share}, a w poprzednich 12 miesiącach ${before.share}.* ${f.number(now.exits)} ${f.plural(now.exits, { one: 'szansa', few: 'szanse', many: 'szans' })} to za mało, by wykluczyć przypadek.`,
  skipped: ({ stage, reached, nextStage, next }) =>
    `*Etap „${stage}” bywa pomijany:* w ciągu 90 dni na etap „${nextStage}” weszło ${f.number(next)}, a na etap „${stage}” ${reached === 0 ? 'żadna' : `tylko ${f.number(reached)}`}.`,
  usual: '*Lejek jest w dobrej kondycji.* Z każdego etapu idzie dalej mniej więcej tyle szans, co w poprzednich 12 miesiącach.',
  early:
    '*Za mało danych, by ocenić,* czy lejek się zmienił: potrzeba dziesięciu wyjść z etapu ostatnio i dziesięciu w poprzednich 12 miesiącach.',
  head: { stage: 'Etap', reached: '90 d', recent: 'ost.', earlier: 'rok' },
  legend: (value) =>
    `90 d: ile szans weszło w ciągu 90 dni · ${value}: otwarte tam teraz · ost., rok: ile idzie dalej, w ostatnich miesiącach i w poprzednich 12`,
};
