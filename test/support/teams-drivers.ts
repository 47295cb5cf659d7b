import { expect } from 'vitest';
import type { TeamEdit } from '../../src/core/people/team-edits.ts';
import { utcDate } from '../../src/core/time/calendar.ts';
import type { Driver, DriverContext } from './drivers.ts';

let made = 0;

const save = async ({ lejek, person }: DriverContext, edit: TeamEdit): Promise<string> => {
  const { tenant } = lejek;
  lejek.advanceClock(1000);
  const member = await tenant.members.bySlackUser(person.id);
  const work = { memberId: member?.id ?? '', at: lejek.now(), today: utcDate(lejek.now()), key: tenant.newId() };
  const saved = await tenant.teams.save(edit, work);
  if (!saved.ok) throw new Error(saved.problem.why);
  return saved.changeId ?? '';
};

/** A team of its own for a driver, which is removed when it is done. */
async function withTeam<T>(
  scene: DriverContext,
  drive: (id: string, changeId: string) => Promise<T>,
  userGroupId: string | null = null,
): Promise<T> {
  made += 1;
  const id = scene.lejek.tenant.newId();
  const team = { id, name: `Driven ${made}`, parentId: null, managerIds: [], userGroupId };
  const changeId = await save(scene, { kind: 'add', team });
  const answer = await drive(id, changeId);
  const now = (await scene.lejek.tenant.teams.all()).teams.find((each) => each.id === id);
  if (now?.removedAt === null) await save(scene, { kind: 'remove', id, membersTo: null });
  return answer;
}

const byId =
  (button: string): Driver =>
  (scene) =>
    withTeam(scene, (id) => scene.press(button, id));

/** A team that follows a user group of one person, who is not in the team yet. */
const withFollower = <T>(scene: DriverContext, drive: (id: string) => Promise<T>): Promise<T> => {
  const { slack } = scene.lejek;
  const jan = slack.addUser({ name: `jan${made}`, realName: `Jan ${made}`, locale: 'en-GB' });
  const group = slack.addUserGroup({ name: `Driven ${made}`, handle: `driven-${made}`, users: [jan.id] });
  return withTeam(scene, drive, group.id);
};

/** Opens a form by its button, and fills it. */
const submitting =
  (
    button: string,
    form: string,
    fields: (scene: DriverContext) => Readonly<Record<string, string | readonly string[]>>,
  ): Driver =>
  (scene) =>
    withTeam(scene, async (id) => {
      await scene.press(button, id);
      await scene.waitForForm(form);
      const answer = await scene.submit(fields(scene));
      await scene.person.waitForView(({ callback_id }) => callback_id !== form && callback_id !== 'form.loading', 20_000);
      return answer;
    });

/** Buttons of the pages of teams. */
export const TEAMS_BUTTON_DRIVERS: Readonly<Record<string, Driver>> = {
  'teams.open': ({ press }) => press('teams.open', '0'),
  'teams.one': byId('teams.one'),
  'teams.add': ({ press }) => press('teams.add', 'new'),
  'teams.edit': byId('teams.edit'),
  'teams.people': byId('teams.people'),
  'teams.remove': byId('teams.remove'),
  'teams.compare': (scene) => withFollower(scene, (id) => scene.press('teams.compare', id)),
  'teams.undo': (scene) =>
    withTeam(scene, async (_, changeId) => {
      const answer = await scene.press('teams.undo', changeId);
      const undoneAt = async () => (await scene.lejek.tenant.settingChanges.byId(changeId))?.undoneAt ?? null;
      await expect.poll(undoneAt, { timeout: 20_000 }).not.toBeNull();
      return answer;
    }),
};

/** Their forms. */
export const TEAMS_FORM_DRIVERS: Readonly<Record<string, Driver>> = {
  'teams.save': submitting('teams.edit', 'teams.save', () => {
    made += 1;
    return { name: `Renamed ${made}` };
  }),
  'teams.save-people': submitting('teams.people', 'teams.save-people', ({ person }) => ({ people: [person.id] })),
  'teams.save-group': (scene) =>
    withFollower(scene, async (id) => {
      await scene.press('teams.compare', id);
      await scene.waitForForm('teams.save-group');
      const answer = await scene.submit({});
      await scene.person.waitForView(({ callback_id }) => callback_id === 'teams.page', 20_000);
      return answer;
    }),
  'teams.save-removal': submitting('teams.remove', 'teams.save-removal', () => ({})),
};

/** Their selects. */
export const TEAMS_SELECT_DRIVERS = {
  'teams.group': (scene: DriverContext) =>
    withFollower(scene, async (id) => {
      await scene.press('teams.edit', id);
      return scene.person.suggest(await scene.waitForForm('teams.save'), 'teams.group', 'driven');
    }),
  'teams.others': (scene: DriverContext) => {
    const { lejek, person } = scene;
    return lejek.tenant.members
      .upsert({ slackUserId: 'U0GONE', name: 'Somebody Else', account: 'left', at: lejek.now() })
      .then(() =>
        withTeam(scene, async (id) => {
          await scene.press('teams.people', id);
          const view = await scene.waitForForm('teams.save-people');
          return person.suggest(view, 'teams.others', 'some');
        }),
      );
  },
};
