import { expect } from 'vitest';
import type { Driver, DriverContext } from './drivers.ts';

let made = 0;

const lastChange = async ({ lejek }: DriverContext): Promise<string | undefined> =>
  (await lejek.tenant.settingChanges.last({ kind: 'pipelines' }, 0))?.id;

/** Does something to the pipelines and waits until it is kept. @returns the change. */
async function change(scene: DriverContext, run: () => Promise<unknown>): Promise<string> {
  // The last change is the one of the latest instant.
  scene.lejek.advanceClock(1000);
  const before = await lastChange(scene);
  await run();
  await expect.poll(() => lastChange(scene), { timeout: 20_000 }).not.toBe(before);
  return (await lastChange(scene)) ?? '';
}

/** A pipeline of its own for a driver, which is archived when it is done: others drive on one pipeline. */
async function withPipeline(scene: DriverContext, drive: (id: string) => Promise<unknown>): Promise<unknown> {
  const { lejek, person } = scene;
  const { tenant } = lejek;
  made += 1;
  const stored = await tenant.pipeline();
  const member = await tenant.members.bySlackUser(person.id);
  if (stored === undefined || member === undefined) throw new Error('nobody to make a pipeline');
  const pipeline = { ...stored, id: tenant.newId(), name: `Driven ${made}` };
  const { id, name } = pipeline;
  const by = () => ({ memberId: member.id, at: lejek.now(), key: tenant.newId() });
  await tenant.pipelineSettings.save({ kind: 'add', id, name }, by(), pipeline);
  const answer = await drive(id);
  if ((await tenant.pipeline())?.id === id) await tenant.pipelineSettings.save({ kind: 'makeDefault', id: stored.id }, by());
  await tenant.pipelineSettings.save({ kind: 'archive', id }, by());
  return answer;
}

const byId =
  (button: string): Driver =>
  (scene) =>
    withPipeline(scene, (id) => scene.press(button, id));

/** The same, and then the way back: it takes the window that opened. */
const changeById =
  (button: string): Driver =>
  (scene) =>
    withPipeline(scene, async (id) => {
      const done = await change(scene, () => scene.press(button, id));
      await scene.press('pipelines.undo', done);
      const isUndone = async () => (await scene.lejek.tenant.settingChanges.byId(done))?.undoneAt ?? null;
      await expect.poll(isUndone, { timeout: 20_000 }).not.toBeNull();
      return done;
    });

/** Buttons of the pages of pipelines. */
export const PIPELINES_BUTTON_DRIVERS: Readonly<Record<string, Driver>> = {
  'pipelines.open': ({ press }) => press('pipelines.open', 'all'),
  'pipelines.one': ({ press }) => press('pipelines.one:0', 'sales'),
  'pipelines.add': ({ press }) => press('pipelines.add', 'new'),
  'pipelines.rename': byId('pipelines.rename'),
  'pipelines.visibility': byId('pipelines.visibility'),
  'pipelines.default': changeById('pipelines.default'),
  'pipelines.archive': changeById('pipelines.archive'),
  'pipelines.restore': (scene) =>
    withPipeline(scene, async (id) => {
      const { tenant } = scene.lejek;
      const member = await tenant.members.bySlackUser(scene.person.id);
      const by = { memberId: member?.id ?? '', at: scene.lejek.now(), key: tenant.newId() };
      await tenant.pipelineSettings.save({ kind: 'archive', id }, by);
      return change(scene, () => scene.press('pipelines.restore', id));
    }),
  'pipelines.undo': changeById('pipelines.archive'),
  'deal.other-pipeline': (scene) => withPipeline(scene, (id) => scene.press('deal.other-pipeline:0', `${scene.dealToken}>${id}`)),
};

/** Their forms. */
export const PIPELINES_FORM_DRIVERS: Readonly<Record<string, Driver>> = {
  'pipelines.save-new': async (scene) => {
    const { press, waitForForm, submit } = scene;
    await press('pipelines.add', 'new');
    await waitForForm('pipelines.save-new');
    made += 1;
    const name = `Typed ${made}`;
    const done = await change(scene, () => submit({ name, from: 'trade partners' }));
    return scene.press('pipelines.undo', done);
  },
  'deal.save-pipeline': (scene) =>
    withPipeline(scene, async (id) => {
      await scene.press('deal.other-pipeline:0', `${scene.dealToken}>${id}`);
      await scene.waitForForm('deal.save-pipeline');
      return scene.submit();
    }),
  'pipelines.save-visibility': (scene) =>
    withPipeline(scene, async (id) => {
      await scene.press('pipelines.visibility', id);
      await scene.waitForForm('pipelines.save-visibility');
      return change(scene, () => scene.submit({ who: 'own' }));
    }),
  'pipelines.save-name': (scene) =>
    withPipeline(scene, async (id) => {
      await scene.press('pipelines.rename', id);
      await scene.waitForForm('pipelines.save-name');
      made += 1;
      return change(scene, () => scene.submit({ name: `Renamed ${made}` }));
    }),
};
