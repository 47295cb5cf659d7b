import type { HealthMessages } from '../en/health.ts';
import { localeFormat } from '../format.ts';

const f = localeFormat('pl');

export const health: HealthMessages = {
  drop: (stage, now, before) =>
    `*Z etapu „${stage}” mniej szans idzie dalej:* ostatnio ${now.share}, przez wcześniejszy rok ${before.share} (szans: ${f.number(now.exits)} i ${f.number(before.exits)}).`,
  bulge: ({ stage, count, usual }) =>
    `*Na etapie „${stage}” robi się tłok:* szans ${f.number(count)}, zwykle ok. ${f.number(usual)}. Więcej przychodzi, niż wychodzi.`,
  skipped: ({ stage, reached, nextStage, next }) =>
    `*Etap „${stage}” bywa pomijany:* przez 90 dni na etap „${nextStage}” weszło ${f.number(next)}, a na etap „${stage}” ${reached === 0 ? 'żadna' : `tylko ${f.number(reached)}`}.`,
  usual: '*Lejek trzyma kształt.* Na żadnym etapie nie odpada więcej szans niż przez wcześniejszy rok i nigdzie nie ma tłoku.',
  early:
    '*Za mało danych, by ocenić,* czy lejek się zmienił: z etapu musi wyjść dziesięć szans ostatnio i dziesięć przez wcześniejszy rok.',
  head: { stage: 'Etap', reached: '90 d.', recent: 'ost.', earlier: 'rok' },
  legend: (value) =>
    `90 d.: ile szans weszło przez 90 dni · ${value}: otwarte tam teraz · ost., rok: ile idzie dalej, w ostatnich miesiącach i przez wcześniejszy rok`,
};
