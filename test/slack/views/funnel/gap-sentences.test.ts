import { describe, expect, it } from 'vitest';
import type { CommitmentLine, GapLine } from '../../../../src/core/funnel/gap-line.ts';
import { LANGUAGES } from '../../../../src/locale/languages.ts';
import type { SafeText } from '../../../../src/locale/safe-text.ts';
import { funnelNow } from '../../../../src/slack/views/funnel/digest.ts';
import { gapList } from '../../../../src/slack/views/funnel/gap-list.ts';
import {
  basesSentence,
  basisSentence,
  commitmentSentence,
  gapActionsHeading,
  gapDetails,
  gapSentence,
  overfullSentence,
} from '../../../../src/slack/views/funnel/gap-sentences.ts';
import { allClear, commitmentKey, stageAlert } from '../../../../src/slack/views/funnel/stage-alert.ts';
import { toPlainText } from '../../../../src/slack/views/kit/text.ts';
import { plainSpaces } from '../../../support/plain-spaces.ts';
import { viewData } from '../../../support/view-data.ts';

const { en, pl } = LANGUAGES;
const ZONE = 'Europe/Warsaw';
const said = (text: SafeText): string => plainSpaces(toPlainText(text));
const DECEMBER = { kind: 'month', startsOn: '2026-12-01', endsOn: '2026-12-31' } as const;

const gap = (change: Partial<GapLine> = {}): GapLine => ({
  stageId: 'offer',
  name: 'Offer sent',
  shortName: 'Offer',
  count: 3,
  needed: 7,
  basis: { kind: 'target', period: DECEMBER, targetMinor: 26_000_000 },
  targetSet: true,
  fiscalStartMonth: 1,
  overDays: 90,
  lackingMinor: 0,
  currency: 'PLN',
  runwayDays: 9,
  refillDays: 16,
  refillFrom: 'Needs',
  week: { came: 1, went: 4, usually: 3 },
  since: Date.parse('2026-11-19T10:00:00Z'),
  moves: 4,
  candidates: [],
  newDeals: 0,
  askNew: null,
  sameNew: false,
  ...change,
});

describe('what several gaps were measured by', () => {
  it('is said once for stages that share it, each named', () => {
    const gaps = [gap({ overDays: 180 }), gap({ shortName: 'Needs' }), gap({ shortName: 'Prospect' })];
    expect(said(basesSentence(en, gaps))).toBe(
      'Offer: based on 180 days of history and the target for December (260k PLN). ' +
        'Needs, Prospect: based on 90 days of history and the target for December (260k PLN).',
    );
    expect(said(basesSentence(pl, gaps))).toContain('Etapy „Needs”, „Prospect”: na podstawie 90 dni i celu na grudzień');
    expect(said(basesSentence(en, [gap(), gap({ shortName: 'Needs' })]))).toBe(
      'Based on 90 days of history and the target for December (260k PLN).',
    );
  });
});

describe('a gap in words', () => {
  it('runs dry in so many days where filling it takes longer', () => {
    expect(said(gapSentence(en, gap(), ZONE))).toBe('Offer runs dry in 9 days: 3 deals, 7 needed for December.');
    expect(said(gapDetails(en, gap(), ZONE))).toBe(
      'Offer runs dry in 9 days. It has 3 deals and needs 7 for December; refilling it from Needs takes about 16 days.\n' +
        'In the last seven days 1 came in and 4 left; usually 3 come in.',
    );
    expect(said(gapSentence(pl, gap({ shortName: 'Oferta' }), ZONE))).toBe(
      'Na etapie „Oferta” za 9 dni zabraknie szans: są 3, na grudzień potrzeba 7.',
    );
    expect(said(gapDetails(pl, gap({ shortName: 'Oferta', refillFrom: 'Potrzeby' }), ZONE))).toBe(
      'Na etapie „Oferta” za 9 dni zabraknie szans. Są 3, na grudzień potrzeba 7; uzupełnienie z etapu „Potrzeby” trwa ok. 16 dni.\n' +
        'W ostatnich siedmiu dniach przybyło 1, ubyło 4; zwykle przybywa 3.',
    );
    expect(said(gapSentence(pl, gap({ count: 1, needed: 2, runwayDays: 0 }), ZONE))).toContain(
      'za 1 dzień zabraknie szans: jest 1',
    );
    expect(said(gapSentence(pl, gap({ count: 5, needed: 22 }), ZONE))).toContain('jest 5, na grudzień potrzebne 22');
  });

  it('is down to so many where filling it is fast, and empty since a day', () => {
    const fast = gap({ runwayDays: 20, refillDays: 3 });
    expect(said(gapSentence(en, fast, ZONE))).toBe('Offer is short for December: 3 deals, 7 needed.');
    expect(said(gapSentence(pl, fast, ZONE))).toBe('Na etapie „Offer” brakuje szans: są 3, na grudzień potrzeba 7.');
    expect(said(gapSentence(en, gap({ count: 0 }), ZONE))).toBe(
      'Offer has been empty since Thursday, 19 Nov. It needs 7 for December.',
    );
    expect(said(gapSentence(pl, gap({ count: 0, basis: { kind: 'profile' } }), ZONE))).toBe(
      'Etap „Offer” jest pusty od czwartku, 19 listopada. Zwykle jest 7.',
    );
  });

  it('says which of the three it was measured by', () => {
    const minimum = (known: boolean, targetSet: boolean) => gap({ basis: { kind: 'minimum', known }, targetSet, needed: 2 });
    expect(said(basisSentence(en, gap()))).toBe('Based on 90 days of history and the target for December (260k PLN).');
    expect(said(basisSentence(pl, gap()))).toBe('Na podstawie 90 dni i celu na grudzień (260 tys. zł).');
    expect(said(basisSentence(en, gap({ basis: { kind: 'profile' }, targetSet: false })))).toBe(
      'Based on 90 days of history; no target is set.',
    );
    expect(said(basisSentence(en, gap({ basis: { kind: 'profile' } })))).toBe(
      'Based on 90 days of history: what it usually has.',
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

  it('asks for the smallest set of actions', () => {
    const head = (change: Partial<GapLine>, named: number) =>
      [en, pl].map((m) => said(gapActionsHeading(m, gap(change), { named, asked: [] })));
    expect(head({ moves: 4 }, 4)).toEqual(['4 moves close the gap', 'Wystarczą 4 ruchy']);
    expect(head({ moves: 1 }, 2)).toEqual(['Any one of these closes the gap', 'Wystarczy jeden z tych ruchów']);
    expect(head({ moves: 9 }, 4)).toEqual([
      '9 moves close the gap, starting with these 4',
      'Wystarczy 9 ruchów, zacznij od tych 4',
    ]);
    expect(head({ moves: 1, newDeals: 5 }, 1)).toEqual([
      '1 move and 5 new deals close the gap',
      'Wystarczy 1 ruch i 5 nowych szans',
    ]);
    expect(head({ moves: 2, sameNew: true }, 2)).toEqual([
      '2 moves and the same new deals close the gap',
      'Wystarczą 2 ruchy i te same nowe szanse',
    ]);
    expect(head({ moves: 0, newDeals: 1 }, 0)).toEqual(['1 new deal closes the gap', 'Wystarczy 1 nowa szansa']);
    expect(head({ moves: 0, newDeals: 22 }, 0)).toEqual(['22 new deals close the gap', 'Wystarczą 22 nowe szanse']);
  });

  it('has the other sign in a bulge, which is no alarm', () => {
    const oldest = [{ number: 12, version: 1, name: 'Bielik', ownerId: 'anna', days: 41 }];
    const bulge = { stageId: 'needs', name: 'Needs identified', shortName: 'Needs', count: 31, low: 14, high: 20, oldest };
    expect(said(overfullSentence(en, bulge))).toBe(
      'Needs has 31 deals, usually 14–20: more come in than move on. Stuck there longest: D-12 Bielik (41 days).',
    );
    expect(said(overfullSentence(pl, { ...bulge, shortName: 'Potrzeby' }))).toBe(
      'Na etapie „Potrzeby” jest 31 szans, zwykle 14–20: więcej przybywa, niż idzie dalej. Najdłużej stoją: D-12 Bielik (41 dni).',
    );
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
    expect(said(commitmentSentence(en, move, { members: team, today: '2026-11-18', inChannel: true }))).toBe(
      'D-141 Bielik to Offer · Anna · by Fri 20 Nov',
    );
    expect(said(commitmentSentence(en, { ...move, done: true }, { members: team, today: '2026-11-23', inChannel: true }))).toBe(
      'D-141 Bielik to Offer · Anna · ✓ done',
    );
    expect(said(commitmentSentence(en, move, { members: team, today: '2026-11-23', inChannel: true }))).toBe(
      'D-141 Bielik to Offer · was due Fri 20 Nov',
    );
    expect(said(commitmentSentence(en, move, { members: team, today: '2026-11-23', inChannel: false }))).toBe(
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
    expect(said(commitmentSentence(en, fresh, { members: team, today: '2026-11-18', inChannel: true }))).toBe(
      '5 new deals for Oferta, 2 so far · Anna · by Fri 20 Nov',
    );
    expect(said(commitmentSentence(pl, fresh, { members: team, today: '2026-11-18', inChannel: true }))).toBe(
      '5 nowych szans dla etapu „Oferta”, na razie 2 · Anna · do pt. 20 lis',
    );
  });
});

describe('the list of gaps', () => {
  const list = (m: typeof en, gaps: readonly GapLine[], shares: readonly number[]) =>
    plainSpaces(
      JSON.stringify(
        gapList(
          m,
          { gaps, bulges: [] },
          {
            members: new Map(),
            alertIdByStage: new Map(),
            commitments: new Map(),
            timeZone: ZONE,
            coverage: shares.map((share) => ({ period: DECEMBER, share })),
            fiscalStartMonth: 1,
          },
        ).blocks,
      ),
    );

  it('says what a stage lacks in value too, where it is known', () => {
    const worth180 = gap({ lackingMinor: 18_000_049 });
    expect(list(en, [worth180], [])).toContain('usually 3 come in. It is 4 deals short, about 180k PLN.');
    expect(list(pl, [worth180], [])).toContain('zwykle przybywa 3. Brakuje 4 szans, ok. 180 tys. zł.');
    expect(list(pl, [gap({ count: 6, lackingMinor: 4_500_000 })], [])).toContain('Brakuje 1 szansy, ok. 45 tys. zł.');
    expect(list(en, [gap()], [])).not.toMatch(/It is .* short/);
    expect(list(en, [gap({ count: 7, lackingMinor: 18_000_000 })], [])).not.toMatch(/It is .* short/);
  });

  it('ends with how far the open deals cover the targets, with gaps and without', () => {
    for (const gaps of [[gap()], []]) {
      expect(list(en, gaps, [0.62])).toContain(
        'after wins and expected new deals, the open deals should bring in 62% of what is missing in December.',
      );
      expect(list(pl, gaps, [0.62])).toContain(
        'po doliczeniu wygranych i nowych szans otwarte szanse powinny dać 62% brakującej kwoty (grudzień).',
      );
      // From twice on as the forecast says it.
      expect(list(en, gaps, [3.4])).toContain('should bring in 3 times what is missing in December.');
      expect(list(pl, gaps, [3.4])).toContain('powinny dać 3 razy tyle, ile brakuje (grudzień).');
      expect(list(en, gaps, [10.6])).toContain('should bring in over 10 times what is missing in December.');
      expect(list(pl, gaps, [10.6])).toContain('powinny dać ponad 10 razy tyle, ile brakuje (grudzień).');
      expect(list(en, gaps, [])).not.toContain('Coverage:');
    }
  });
});

describe('the all-clear', () => {
  const facts = { shortName: 'Offer', count: 7, days: 8, named: 4, made: 3, needed: 7, needsNow: 7, newDeals: 0, newMade: 0 };
  const cleared = (change: Partial<typeof facts>) =>
    [en, pl].map((m) => plainSpaces(allClear(m, [{ ...facts, ...change }]).text));

  it('counts the moves that were made and the new deals that came', () => {
    expect(cleared({})).toEqual([
      'Offer is back to 7 deals after 8 days. 3 of the 4 moves were made.',
      'Etap „Offer”: znów 7 szans, po 8 dniach. Wykonane 3 z 4 ruchów.',
    ]);
    expect(cleared({ newDeals: 5, newMade: 4 })[0]).toContain('4 of the 5 new deals were added.');
  });

  it('says so where fewer are needed now', () => {
    expect(cleared({ count: 5, needsNow: 5, named: 0 })).toEqual([
      'Offer now needs fewer: 5, and it has 5 deals.',
      'Etap „Offer”: wystarczy teraz 5, a jest 5 szans.',
    ]);
  });
});

describe('a move that somebody has taken on', () => {
  const { facts, members } = viewData('en', 'usual');
  const [first] = facts.gaps;
  const candidates = (first?.candidates ?? []).slice(0, 1).flatMap((each) => [each, { ...each, number: 777, name: 'Kowent' }]);
  const gaps = first === undefined ? [] : [{ ...first, candidates, newDeals: 0 }];
  const [taken] = candidates;
  const alertOf = new Map([[first?.stageId ?? '', 'a1']]);
  const promise = { memberId: 'anna', toStage: 'Offer', dueOn: '2026-11-30', done: false, what: 'move' } as const;
  const promiseOf = (number: number) => ({ ...promise, number, name: 'Deal' });
  const digest = (numbers: readonly number[]) =>
    JSON.stringify(
      funnelNow(en, { ...facts, gaps, promises: numbers.map(promiseOf) }, { members, alertIdByStage: alertOf }).blocks,
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
    const context = { members, alertIdByStage: alertOf, timeZone: ZONE, coverage: [], fiscalStartMonth: 1 };
    const list = (numbers: readonly number[]) =>
      JSON.stringify(
        gapList(
          en,
          { gaps, bulges: [] },
          {
            ...context,
            commitments: new Map(numbers.map((number) => [commitmentKey('a1', number), 'anna'])),
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
    const lines = gaps.map((line) => ({ ...line, alertId: 'a1' }));
    const views = [
      gapList(
        en,
        { gaps, bulges: facts.bulges },
        {
          members: alone,
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
        { members: alone, taken: new Map() },
      ),
    ];
    for (const view of views) {
      expect(JSON.stringify(view)).not.toContain('Solveig');
      expect(JSON.stringify(view)).not.toContain('"user_id"');
    }
  });
});
