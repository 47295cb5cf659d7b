import { describe, expect, it } from 'vitest';
import type { CommitmentLine, CoveringActions, GapLine } from '../../../../../src/core/funnel/gap-line.ts';
import { periodCoverage } from '../../../../../src/core/funnel/plan/period-coverage.ts';
import type { PlanLead } from '../../../../../src/core/funnel/plan/plan-lead.ts';
import type { RecoveryFacts } from '../../../../../src/core/funnel/stage-alert.ts';
import { sevenStagePipeline } from '../../../../../src/core/pipeline/pipeline-templates.ts';
import { LANGUAGES } from '../../../../../src/locale/languages.ts';
import type { SafeText } from '../../../../../src/locale/safe-text.ts';
import { funnelNow } from '../../../../../src/slack/views/funnel/digest.ts';
import { committedMembers } from '../../../../../src/slack/views/funnel/plan/gap-action-rows.ts';
import { CRITERION_LIMIT, candidateTodo } from '../../../../../src/slack/views/funnel/plan/gap-candidate.ts';
import { gapList } from '../../../../../src/slack/views/funnel/plan/gap-list.ts';
import {
  basesSentence,
  basisSentence,
  commitmentSentence,
  gapActionsHeading,
  gapDetails,
  gapSentence,
  overfullSentence,
} from '../../../../../src/slack/views/funnel/plan/gap-sentences.ts';
import { allClear, stageAlert } from '../../../../../src/slack/views/funnel/stage-alert.ts';
import { toPlainText } from '../../../../../src/slack/views/kit/text.ts';
import { plainSpaces } from '../../../../support/plain-spaces.ts';
import { viewData } from '../../../../support/view-data.ts';

const { en, pl } = LANGUAGES;
const ZONE = 'Europe/Warsaw';
const said = (text: SafeText): string => plainSpaces(toPlainText(text));
const DECEMBER = { kind: 'month', startsOn: '2026-12-01', endsOn: '2026-12-31' } as const;

const NONE_SHORT: PlanLead = { stageId: null, why: 'none-short' };

const gap = (change: Partial<GapLine> = {}): GapLine => ({
  stageId: 'offer',
  name: 'Offer sent',
  shortName: 'Offer',
  isFirst: false,
  count: 3,
  needed: 7,
  basis: { kind: 'target', period: DECEMBER, targetMinor: 26_000_000 },
  targetSet: true,
  fiscalStartMonth: 1,
  beyond: 0,
  changed: null,
  costMinor: 0,
  costUntil: '2026-12-31',
  currency: 'PLN',
  runway: { kind: 'lasts', about: 'week', refill: 'twoWeeks', tooLate: true },
  week: { came: 1, went: 4 },
  since: Date.parse('2026-11-19T10:00:00Z'),
  moves: 4,
  movesNearer: 0,
  candidates: [],
  newDeals: 0,
  askNew: null,
  sameNew: false,
  rest: 'none',
  ...change,
});

describe('what several gaps were measured by', () => {
  it('is said once for stages that share it, each named', () => {
    const gaps = [gap({ basis: { kind: 'profile' } }), gap({ shortName: 'Needs' }), gap({ shortName: 'Prospect' })];
    expect(said(basesSentence(en, gaps))).toBe(
      'Offer: based on the flow of the last quarter: what it usually has. ' +
        'Needs, Prospect: based on the flow of the last quarter and the target for December (260k PLN).',
    );
    expect(said(basesSentence(pl, gaps))).toContain(
      'Etapy „Needs”, „Prospect”: na podstawie ruchu z ostatniego kwartału i celu na grudzień',
    );
    expect(said(basesSentence(en, [gap(), gap({ shortName: 'Needs' })]))).toBe(
      'Based on the flow of the last quarter and the target for December (260k PLN).',
    );
  });
});

describe('a gap in words', () => {
  it('runs dry in about so long where filling it takes longer', () => {
    expect(said(gapSentence(en, gap(), ZONE))).toBe('Offer runs dry in about a week: 3 deals, 7 needed for December.');
    expect(said(gapDetails(en, gap(), ZONE))).toBe(
      'Offer runs dry in about a week: 3 deals, 7 needed for December. Refilling it takes about two weeks.\n' +
        'In the last seven days 1 came in and 4 left.',
    );
    expect(said(gapSentence(pl, gap({ shortName: 'Oferta' }), ZONE))).toBe(
      'Na etapie „Oferta” za ok. tydzień zabraknie szans: są 3, na grudzień potrzeba 7.',
    );
    expect(said(gapDetails(pl, gap({ shortName: 'Oferta' }), ZONE))).toBe(
      'Na etapie „Oferta” za ok. tydzień zabraknie szans: są 3, na grudzień potrzeba 7. Uzupełnienie zajmie ok. dwóch tygodni.\n' +
        'W ostatnich 7 dniach przybyła 1 szansa, ubyły 4.',
    );
    const still = gap({ week: { came: 0, went: 0 } });
    expect(said(gapDetails(en, still, ZONE))).toContain('In the last seven days none came in and none left.');
    expect(said(gapDetails(pl, still, ZONE))).toContain('W ostatnich 7 dniach nic tu nie przybyło ani nie ubyło.');
    expect(said(gapSentence(pl, gap({ count: 5, needed: 22 }), ZONE))).toContain('jest 5, na grudzień potrzebne 22');
  });

  it('that is empty and measured by its minimum says since when, what follows for the stage after it, and what that costs', () => {
    const empty = gap({
      ...{ count: 0, needed: 1, runway: null, week: null, basis: { kind: 'minimum', known: true } },
      ...{ costMinor: 3_000_000, feeds: { shortName: 'Negotiation', about: 'twoWeeks' } },
    });
    expect(said(gapDetails(en, empty, ZONE))).toBe(
      'Offer has been empty since Thursday, 19 Nov. It needs at least 1. With nothing coming from it, Negotiation runs dry in about two weeks. It is 1 deal short, which costs about 30k PLN by the end of December.',
    );
    const polish = { ...empty, shortName: 'Oferta', feeds: { shortName: 'Negocjacje', about: 'twoWeeks' } } as const;
    expect(said(gapDetails(pl, polish, ZONE))).toContain(
      'Etap „Oferta” jest pusty od czwartku, 19 listopada. Potrzebna co najmniej 1. Bez dopływu z niego na etapie „Negocjacje” za ok. dwa tygodnie zabraknie szans.',
    );
    // Nothing is known of the stage after it.
    expect(said(gapDetails(en, { ...empty, costMinor: 0, feeds: null }, ZONE))).toBe(
      'Offer has been empty since Thursday, 19 Nov. It needs at least 1.',
    );
  });

  it('has had only so many for so many days, where the same deals stand there', () => {
    const still = gap({ count: 1, runway: { kind: 'still', days: 12 } });
    expect(said(gapSentence(en, still, ZONE))).toBe('Offer has had only 1 deal for 12 days: 7 needed for December.');
    expect(said(gapSentence(pl, still, ZONE))).toBe('Na etapie „Offer” od 12 dni jest tylko 1 szansa: na grudzień potrzeba 7.');
    expect(said(gapSentence(en, gap({ ...still, basis: { kind: 'profile' } }), ZONE))).toContain('usually 7.');
  });

  it('is down to so many where filling it is fast, and empty since a day', () => {
    const fast = gap({ runway: { kind: 'lasts', about: 'threeWeeks', refill: 'days', tooLate: false } });
    expect(said(gapSentence(en, fast, ZONE))).toBe('Offer is short for December: 3 deals, 7 needed.');
    expect(said(gapSentence(pl, fast, ZONE))).toBe('Na etapie „Offer” brakuje szans: są 3, na grudzień potrzeba 7.');
    expect(said(gapSentence(en, gap({ count: 0, runway: null }), ZONE))).toBe(
      'Offer has been empty since Thursday, 19 Nov. It needs 7 for December.',
    );
    expect(said(gapSentence(pl, gap({ count: 0, runway: null, basis: { kind: 'profile' } }), ZONE))).toBe(
      'Etap „Offer” jest pusty od czwartku, 19 listopada. Zwykle jest 7.',
    );
  });

  it('says why a stage is short again that was no longer', () => {
    const again = gap({ coveredOn: '2026-11-23' });
    expect(said(gapDetails(en, again, ZONE))).toContain('On 23 Nov wins and the forecast covered December; they no longer do.');
    expect(said(gapDetails(pl, again, ZONE))).toContain(
      'Jeszcze 23 listopada wygrane i prognoza pokrywały cel na grudzień, teraz już nie.',
    );
    expect(said(gapDetails(en, gap({ coveredOn: '2026-11-23', basis: { kind: 'profile' } }), ZONE))).not.toContain('covered');
  });

  it('says what changed in a need, and what the gap costs', () => {
    const changed = gap({ changed: { from: 4, why: 'target' }, costMinor: 18_000_049 });
    expect(said(gapDetails(en, changed, ZONE))).toContain('Until now it needed 4: the target has changed.');
    expect(said(gapDetails(pl, changed, ZONE))).toContain('Dotąd potrzeba było 4: zmienił się cel.');
    expect(said(gapDetails(en, changed, ZONE))).toContain(
      'It is 4 deals short, which costs about 180k PLN by the end of December.',
    );
    expect(said(gapDetails(pl, changed, ZONE))).toContain('Brakuje 4 szans; do końca grudnia kosztuje to ok. 180 tys. zł.');
    expect(said(gapDetails(en, gap(), ZONE))).not.toMatch(/It is .* short/);
  });

  it('says which of the three it was measured by', () => {
    const minimum = (known: boolean, targetSet: boolean) => gap({ basis: { kind: 'minimum', known }, targetSet, needed: 2 });
    expect(said(basisSentence(en, gap()))).toBe('Based on the flow of the last quarter and the target for December (260k PLN).');
    expect(said(basisSentence(pl, gap()))).toBe('Na podstawie ruchu z ostatniego kwartału i celu na grudzień (260 tys. zł).');
    expect(said(basisSentence(en, gap({ basis: { kind: 'profile' }, targetSet: false })))).toBe(
      'Based on the flow of the last quarter; no target is set.',
    );
    expect(said(basisSentence(en, gap({ basis: { kind: 'profile' } })))).toBe(
      'Based on the flow of the last quarter: what it usually has.',
    );
    expect(said(basisSentence(en, minimum(false, false)))).toBe('No target is set; the minimum here is 2.');
    expect(said(basisSentence(en, minimum(false, true)))).toBe('Not enough history to go by; the minimum here is 2.');
    expect(said(basisSentence(pl, minimum(true, true)))).toBe('Minimum na tym etapie to 2.');
    const quarter = { kind: 'quarter', startsOn: '2026-10-01', endsOn: '2026-12-31' } as const;
    const year = { kind: 'year', startsOn: '2026-01-01', endsOn: '2026-12-31' } as const;
    const aimed = (period: typeof quarter | typeof year) => gap({ basis: { kind: 'target', period, targetMinor: 1e8 } });
    expect(said(gapSentence(en, aimed(quarter), ZONE))).toContain('7 needed for Q4 2026.');
    expect(said(gapSentence(pl, aimed(quarter), ZONE))).toContain('na kwartał 4/2026 potrzeba 7');
    expect(said(gapSentence(pl, aimed(year), ZONE))).toContain('na rok 2026 potrzeba 7');
  });

  it('says of a stage that other actions cover where these stand, and which deals pass through it', () => {
    const target = { kind: 'target', period: DECEMBER, targetMinor: 100_000_00 } as const;
    const rest = (coveredBy: CoveringActions, moves = 0) =>
      [en, pl].map((m) => {
        const line = gap({ basis: target, rest: 'covered', moves, coveredBy });
        return said(gapActionsHeading(m, line, { named: [], asked: [] }))
          .split('\n')
          .at(-1);
      });
    expect(rest({ stages: ['Offer'], entering: [350], leaving: [] })).toEqual([
      'Nothing is asked for here itself: the actions under Offer cover December. D-350 comes here first.',
      'Sam ten etap niczego teraz nie wymaga: na grudzień wystarczą działania podane przy etapie „Offer”. D-350: najpierw trafia tutaj.',
    ]);
    expect(rest({ stages: ['Lead', 'Offer'], entering: [], leaving: [350, 351] })).toEqual([
      'Nothing is asked for here itself: the actions under Lead and Offer cover December. D-350 and D-351 move on from here.',
      'Sam ten etap niczego teraz nie wymaga: na grudzień wystarczą działania podane przy etapach „Lead” i „Offer”. D-350 i D-351: stąd idą dalej.',
    ]);
    expect(rest({ stages: ['Offer'], entering: [], leaving: [] }, 1)).toEqual([
      'The actions under Offer cover the rest for December.',
      'Resztę na grudzień pokryją działania podane przy etapie „Offer”.',
    ]);
  });

  it('asks for the smallest set of actions', () => {
    const head = (change: Partial<GapLine>, count: number, toStageId = gap().stageId) => {
      const named = Array.from({ length: count }, () => ({ toStageId }));
      return [en, pl].map((m) => said(gapActionsHeading(m, gap(change), { named, asked: [] })));
    };
    expect(head({ moves: 4 }, 4)).toEqual(['4 moves close the gap', 'Wystarczy przesunąć dalej 4 szanse']);
    expect(head({ moves: 1 }, 1)).toEqual(['1 move closes the gap', 'Wystarczy przesunąć dalej 1 szansę']);
    expect(head({ moves: 9 }, 4)).toEqual([
      '9 moves close the gap, starting with these 4',
      'Wystarczy przesunąć dalej 9 szans, zacznij od tych 4',
    ]);
    expect(head({ moves: 1, newDeals: 5 }, 1)).toEqual([
      '1 move and 5 new deals close the gap',
      'Wystarczy przesunąć dalej 1 szansę i pozyskać 5 nowych szans',
    ]);
    expect(head({ moves: 2, sameNew: true }, 2)).toEqual([
      '2 moves and the same new deals close the gap',
      'Wystarczy przesunąć dalej 2 szanse i pozyskać te same nowe szanse',
    ]);
    expect(head({ moves: 0, newDeals: 1 }, 0)).toEqual(['1 new deal closes the gap', 'Wystarczy pozyskać 1 nową szansę']);
    expect(head({ moves: 2, rest: 'tooLate' }, 2)).toEqual([
      '2 moves close part of the gap\nNothing more can get there in time.',
      'Żeby pokryć część braku, wystarczy przesunąć dalej 2 szanse\nWięcej szans nie zdąży tu trafić.',
    ]);
    expect(head({ moves: 1, rest: 'covered' }, 1)).toEqual([
      '1 move closes part of the gap\nThe actions for the other stages cover the rest.',
      'Żeby pokryć część braku, wystarczy przesunąć dalej 1 szansę\nResztę pokryją działania na innych etapach.',
    ]);
    expect(head({ moves: 0, rest: 'covered' }, 0)[0]).toBe(
      'Nothing is asked for here itself: the actions for the other stages cover this.',
    );
    expect(head({ moves: 0, newDeals: 22 }, 0)).toEqual(['22 new deals close the gap', 'Wystarczy pozyskać 22 nowe szanse']);
    // A move to the stage before does not fill this one yet.
    expect(head({ moves: 2 }, 2, 'lead')).toEqual([
      '2 deals from earlier stages can close the gap',
      'Brak mogą pokryć 2 szanse z wcześniejszych etapów',
    ]);
    expect(head({ moves: 5, rest: 'covered' }, 2, 'lead')[1]).toMatch(
      /^Część braku może pokryć 5 szans z wcześniejszych etapów, zacznij od/,
    );
    expect(head({ moves: 1, newDeals: 3 }, 1, 'lead')).toEqual([
      '1 deal from earlier stages and 3 new deals can close the gap',
      'Brak mogą pokryć 1 szansa z wcześniejszych etapów i 3 nowe szanse',
    ]);
  });

  it('has the other sign in an overfull stage, which is no alarm', () => {
    const oldest = [{ number: 12, version: 1, name: 'Bielik', ownerId: 'anna', days: 41 }];
    const overfullStage = {
      stageId: 'needs',
      name: 'Needs identified',
      shortName: 'Needs',
      count: 31,
      low: 14,
      high: 20,
      oldest,
    };
    expect(said(overfullSentence(en, overfullStage))).toBe(
      'Needs has 31 deals, usually 14–20: more come in than move on. Stuck there longest: D-12 Bielik (41 days).',
    );
    expect(said(overfullSentence(pl, { ...overfullStage, shortName: 'Potrzeby' }))).toBe(
      'Na etapie „Potrzeby” jest 31 szans, zwykle 14–20: więcej przybywa, niż idzie dalej. Najdłużej stoją: D-12 Bielik (41 dni).',
    );
  });
});

describe('what a deal needs first', () => {
  it.each(['en', 'pl'] as const)('is told whole in %s, in words of the stages that a new workspace gets', (language) => {
    const criteria = sevenStagePipeline('sales', language, 'PLN').stages.flatMap((stage) => stage.criteria);
    expect(criteria.filter(({ text }) => text.length > CRITERION_LIMIT)).toEqual([]);
  });
});

describe('a promise in words', () => {
  const { members } = viewData('en', 'extreme');
  const team = new Map([...members].map(([id, member]) => [id, { ...member, name: 'Anna' }]));
  const move: CommitmentLine = {
    memberId: 'anna',
    toStage: 'Offer',
    dueOn: '2026-11-20',
    done: false,
    what: 'move',
    number: 141,
    name: 'Bielik',
  };

  it('names who did it or still can, and in a channel nobody who did not', () => {
    expect(said(commitmentSentence(en, move, { members: team, solo: false, today: '2026-11-18', inChannel: true }))).toBe(
      'D-141 Bielik to Offer · Anna · by Fri 20 Nov',
    );
    expect(
      said(commitmentSentence(en, { ...move, done: true }, { members: team, solo: false, today: '2026-11-23', inChannel: true })),
    ).toBe('D-141 Bielik to Offer · Anna · ✓ done');
    expect(said(commitmentSentence(en, move, { members: team, solo: false, today: '2026-11-23', inChannel: true }))).toBe(
      'D-141 Bielik to Offer · was due Fri 20 Nov',
    );
    expect(said(commitmentSentence(en, move, { members: team, solo: false, today: '2026-11-23', inChannel: false }))).toBe(
      'D-141 Bielik to Offer · Anna · was due Fri 20 Nov',
    );
  });

  it('of new deals says how many were added so far', () => {
    const fresh: CommitmentLine = {
      memberId: 'anna',
      toStage: 'Oferta',
      dueOn: '2026-11-20',
      done: false,
      what: 'new',
      newDeals: 5,
      made: 2,
    };
    expect(said(commitmentSentence(en, fresh, { members: team, solo: false, today: '2026-11-18', inChannel: true }))).toBe(
      '5 new deals for Oferta, 2 so far · Anna · by Fri 20 Nov',
    );
    expect(said(commitmentSentence(pl, fresh, { members: team, solo: false, today: '2026-11-18', inChannel: true }))).toBe(
      '5 nowych szans dla etapu „Oferta”, na razie 2 · Anna · do pt. 20 lis',
    );
  });
});

describe('the list of gaps', () => {
  const list = (m: typeof en, gaps: readonly GapLine[], percents: readonly number[], lead: PlanLead = NONE_SHORT) =>
    plainSpaces(
      JSON.stringify(
        gapList(
          m,
          { gaps, overfull: [], lead },
          {
            members: new Map(),
            solo: true,
            alertIdByStage: new Map(),
            commitments: new Map(),
            timeZone: ZONE,
            coverage: percents.map((percent) => {
              const figures = { targetMinor: 100_00, wonMinor: 0, expectedMinor: percent * 1_00, range: null };
              return periodCoverage({ period: DECEMBER, running: false, ...figures }, { currency: 'PLN', usualDealMinor: 0 });
            }),
            fiscalStartMonth: 1,
          },
        ).blocks,
      ),
    );

  it('ends with how far the targets are covered, by the figure that decides it, with gaps and without', () => {
    for (const gaps of [[gap()], []]) {
      expect(list(en, gaps, [62])).toContain(' (won and expected): December: 62%');
      expect(list(pl, gaps, [62])).toContain(' (wygrane i prognoza): grudzień: 62%');
      expect(list(en, gaps, [])).not.toContain('Coverage of the targets');
    }
  });

  it('does not say that every stage holds what it needs where there are no deals, or hardly any', () => {
    expect(list(en, [], [])).toContain('No stage is short of deals.');
    expect(list(en, [], [], { stageId: null, why: 'no-deals' })).toContain('No deals are open.');
    expect(list(pl, [], [], { stageId: null, why: 'no-deals' })).toContain('Nie ma otwartych szans.');
    expect(list(en, [], [], { stageId: null, why: 'beginning' })).toContain('Too early to tell what a stage is short of.');
  });
});

describe('the all-clear', () => {
  const facts: RecoveryFacts = {
    ...{ shortName: 'Offer', count: 7, days: 8, named: 4, made: 3, why: 'recovered' as const },
    ...{ needed: 7, needsNow: 7, newDeals: 0, newMade: 0, period: null, fiscalStartMonth: 1 },
  };
  const cleared = (change: Partial<RecoveryFacts>) =>
    [en, pl].map((m) => plainSpaces(allClear(m, [{ ...facts, ...change }]).text));

  it('counts the moves that were made and the new deals that came', () => {
    expect(cleared({})).toEqual([
      'Offer is back to 7 deals after 8 days. 3 of the 4 moves were made.',
      'Etap „Offer”: znów 7 szans, po 8 dniach. Przesunięte: 3 z 4 potrzebnych.',
    ]);
    expect(cleared({ newDeals: 5, newMade: 4 })[0]).toContain('4 of the 5 new deals were added.');
    expect(cleared({ made: 0, newDeals: 5 })).toEqual([
      'Offer is back to 7 deals after 8 days.',
      'Etap „Offer”: znów 7 szans, po 8 dniach.',
    ]);
  });

  it('says why a stage that is not full is short no more', () => {
    expect(cleared({ count: 5, needsNow: 5, why: 'numbers', made: 0 })).toEqual([
      'Offer now needs fewer: 5, and it has 5 deals.',
      'Etap „Offer”: wystarczy teraz 5, a jest 5 szans.',
    ]);
    expect(cleared({ count: 5, why: 'covered', made: 0 })).toEqual([
      'Offer is no longer short at 5 deals: the target is covered.',
      'Na etapie „Offer” już nie brakuje szans (jest 5): cel jest pokryty.',
    ]);
    const period = { kind: 'month', startsOn: '2026-12-01', endsOn: '2026-12-31' } as const;
    expect(cleared({ count: 1, why: 'covered', made: 0, period })).toEqual([
      'Offer is no longer short at 1 deal: wins and the forecast cover December.',
      'Na etapie „Offer” już nie brakuje szans (jest 1): wygrane i prognoza pokrywają cel na grudzień.',
    ]);
    expect(cleared({ count: 1, why: 'period', made: 0, period })).toEqual([
      'Offer is no longer short at 1 deal: new deals would come too late for December.',
      'Na etapie „Offer” już nie brakuje szans (jest 1): nowe nie zdążą już na grudzień.',
    ]);
  });
});

describe('a move that somebody has taken on', () => {
  const { facts, members, solo } = viewData('en', 'usual');
  const [first] = facts.gaps;
  const candidates = (first?.candidates ?? []).slice(0, 1).flatMap((each) => [each, { ...each, number: 777, name: 'Kowent' }]);
  const gaps = first === undefined ? [] : [{ ...first, candidates, newDeals: 0 }];
  const [taken] = candidates;
  const alertOf = new Map([[first?.stageId ?? '', 'a1']]);
  const promise = { memberId: 'anna', toStage: 'Offer', dueOn: '2026-11-30', done: false, what: 'move' } as const;
  const promiseOf = (number: number) => ({ ...promise, number, name: 'Deal' });
  const digest = (numbers: readonly number[]) =>
    JSON.stringify(
      funnelNow(en, { ...facts, gaps, promises: numbers.map(promiseOf) }, { members, solo, alertIdByStage: alertOf }).blocks,
    );

  it('is not asked for again by the digest while there is another', () => {
    expect(digest([])).toContain(`D-${taken?.number}`);
    const other = digest([taken?.number ?? 0]);
    expect(other).toContain('Kowent');
    expect(other).toContain("I'll do it");
    const all = digest([taken?.number ?? 0, 777]);
    expect(all).toContain('✓');
    expect(all).not.toContain("I'll do it");
  });

  it('is shown with who has it in the list of gaps', () => {
    const context = { members, solo, alertIdByStage: alertOf, timeZone: ZONE, coverage: [], fiscalStartMonth: 1 };
    const list = (numbers: readonly number[]) =>
      JSON.stringify(
        gapList(
          en,
          { gaps, overfull: [], lead: NONE_SHORT },
          {
            ...context,
            commitments: committedMembers(
              numbers.map((dealNumber) => ({
                ...{ alertId: 'a1', dealNumber, memberId: 'anna', dueOn: '2026-11-30' as const },
                toStageId: taken?.toStageId ?? '',
              })),
            ),
          },
        ).blocks,
      );
    expect(list([]).match(/I'll do it/g)).toHaveLength(2);
    expect(list([777]).match(/I'll do it/g)).toHaveLength(1);
    expect(list([777])).toContain('✓');
  });
});

describe('somebody who sells alone', () => {
  it('is not named to themselves in gaps and alerts', () => {
    const { gaps, facts, members } = viewData('en', 'usual');
    expect(members.size).toBe(1);
    const alone = new Map([...members].map(([id, member]) => [id, { ...member, name: 'Solveig' }]));
    const alertOf = new Map(gaps.map(({ stageId }) => [stageId, 'a1']));
    const lines = gaps.map((line) => ({ ...line, alertId: 'a1', asked: [] }));
    const views = [
      gapList(
        en,
        { gaps, overfull: facts.overfull, lead: NONE_SHORT },
        {
          members: alone,
          solo: true,
          alertIdByStage: alertOf,
          commitments: new Map(),
          timeZone: ZONE,
          coverage: [],
          fiscalStartMonth: 1,
        },
      ),
      stageAlert(
        en,
        { timeZone: ZONE, lines, pipelineId: 'sales', at: Date.parse('2026-11-16T09:00:00Z') },
        { members: alone, solo: true, taken: new Map() },
      ),
    ];
    for (const view of views) {
      expect(JSON.stringify(view)).not.toContain('Solveig');
      expect(JSON.stringify(view)).not.toContain('"user_id"');
    }
  });
});

describe('a move that takes a deal only nearer to the stage that is short', () => {
  const candidate = {
    ...{ number: 349, version: 1, name: 'Redbrick', value: null, ownerId: 'piotr', stageId: 'prospect', todo: null },
    ...{ toStageId: 'needs', toShortName: 'Needs', missing: ['We know the needs'] },
  };
  const todo = (stageId: string) => [en, pl].map((m) => said(candidateTodo(m, candidate, stageId)));

  it('says where it goes; one into the stage itself need not', () => {
    expect(todo('offer')).toEqual(['to Needs · needed first: we know the needs', 'na etap „Needs” · warunek: we know the needs']);
    expect(todo('needs')).toEqual(['needed first: we know the needs', 'warunek: we know the needs']);
  });
});
