import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ROLES } from '../../../src/core/people/member.ts';
import type { TeamsState } from '../../../src/core/people/teams.ts';
import { channelViewer, DEAL_VISIBILITIES, sees, viewerFor } from '../../../src/core/people/viewer.ts';

const TODAY = '2026-11-16';
const PEOPLE = ['anna', 'piotr', 'ewa', 'marek', 'rita'] as const;
const team = (id: string, parentId: string | null, managerIds: readonly string[]) => ({
  ...{ id, name: id, parentId, managerIds, userGroupId: null, removedAt: null },
});
const inTeam = (memberId: string, teamId: string) => ({ memberId, teamId, from: '2026-01-01', until: null }) as const;
/** Ewa manages the North with Anna in it, and below it the Coast with Piotr in it; Rita is in the South, which Marek manages. */
const teams: TeamsState = {
  teams: [team('north', null, ['ewa']), team('coast', 'north', []), team('south', null, ['marek'])],
  memberships: [inTeam('anna', 'north'), inTeam('piotr', 'coast'), inTeam('rita', 'south')],
};
const seenBy = (id: string, role: (typeof ROLES)[number], visibility: (typeof DEAL_VISIBILITIES)[number], state = teams) => {
  const viewer = viewerFor({ id, role }, [{ id: 'sales', visibility }], { teams: state, today: TODAY });
  return PEOPLE.filter((ownerId) => sees(viewer, { pipelineId: 'sales', ownerId }));
};

describe('whoever looks at a pipeline that hides deals', () => {
  it('sees the own team and below, or their own, and as a manager whom they manage', () => {
    expect(seenBy('anna', 'rep', 'team')).toEqual(['anna', 'piotr']);
    expect(seenBy('piotr', 'rep', 'team')).toEqual(['piotr']);
    expect(seenBy('anna', 'rep', 'own')).toEqual(['anna']);
    expect(seenBy('rita', 'reader', 'team')).toEqual(['rita']);
    expect(seenBy('ewa', 'manager', 'own')).toEqual(['anna', 'piotr', 'ewa']);
    expect(seenBy('marek', 'manager', 'team')).toEqual(['marek', 'rita']);
    expect(seenBy('marek', 'admin', 'own')).toEqual([...PEOPLE]);
    // Where there are no teams, a manager's is everybody.
    expect(seenBy('marek', 'manager', 'own', { teams: [], memberships: [] })).toEqual([...PEOPLE]);
  });

  it('always sees their own and those of whom they stand in for, and never less where more is shown', () => {
    fc.assert(
      fc.property(fc.constantFrom(...PEOPLE), fc.constantFrom(...PEOPLE), fc.constantFrom(...ROLES), (id, absent, role) => {
        const [all, own, below] = DEAL_VISIBILITIES.map((visibility) => {
          const person = { id, role, standsInFor: [absent] };
          const viewer = viewerFor(person, [{ id: 'sales', visibility }], { teams, today: TODAY });
          return PEOPLE.filter((ownerId) => sees(viewer, { pipelineId: 'sales', ownerId }));
        }).toSorted((a, b) => b.length - a.length);
        expect(all).toEqual([...PEOPLE]);
        for (const seen of [all, own, below]) expect(seen).toEqual(expect.arrayContaining([id, absent]));
        expect(own).toEqual(expect.arrayContaining([...(below ?? [])]));
      }),
    );
  });

  it('sees other pipelines whole, and a channel only what an admin shows there', () => {
    const viewer = viewerFor({ id: 'anna', role: 'rep' }, [{ id: 'sales', visibility: 'own' }, { id: 'partners' }], {
      teams,
      today: TODAY,
    });
    expect(sees(viewer, { pipelineId: 'partners', ownerId: 'rita' })).toBe(true);
    const pipeline = { id: 'sales', visibility: 'own', shownIn: ['C1'] } as const;
    expect(sees(channelViewer('C1', [pipeline]), { pipelineId: 'sales', ownerId: 'rita' })).toBe(true);
    expect(sees(channelViewer('C2', [pipeline]), { pipelineId: 'sales', ownerId: 'rita' })).toBe(false);
    expect(sees(channelViewer('C2', [{ id: 'sales' }]), { pipelineId: 'sales', ownerId: 'rita' })).toBe(true);
  });

  it('sees in the channel of a team what that team sees, where teams see their own', () => {
    const channels = [
      { channelId: 'C1', pipelineId: 'sales', teamId: 'north' },
      { channelId: 'C2', pipelineId: 'sales', teamId: null },
    ];
    const seenIn = (channelId: string, visibility: (typeof DEAL_VISIBILITIES)[number]) => {
      const viewer = channelViewer(channelId, [{ id: 'sales', visibility }], { teams, today: TODAY, channels });
      return PEOPLE.filter((ownerId) => sees(viewer, { pipelineId: 'sales', ownerId }));
    };
    expect(seenIn('C1', 'team')).toEqual(['anna', 'piotr']);
    expect(seenIn('C1', 'own')).toEqual([]);
    expect(seenIn('C2', 'team')).toEqual([]);
    expect(seenIn('C3', 'team')).toEqual([]);
    expect(seenIn('C2', 'everybody')).toEqual([...PEOPLE]);
  });
});
