import { expect } from 'vitest';
import type { Driver, DriverContext } from './drivers.ts';

let changes = 0;
/** What no driver has written before. */
const fresh = (): string => {
  changes += 1;
  return String(changes);
};

const lastChange = async ({ lejek }: DriverContext): Promise<string | undefined> =>
  (await lejek.tenant.settingChanges.last({ kind: 'pipeline' }, 0))?.id;

/** Does what changes the stages, and takes it back once it is done: others drive on the stages as they were. */
async function changeThenUndo(scene: DriverContext, change: () => Promise<unknown>): Promise<unknown> {
  // The last change is the one of the latest instant.
  scene.lejek.advanceClock(1000);
  const before = await lastChange(scene);
  await change();
  await expect.poll(() => lastChange(scene), { timeout: 20_000 }).not.toBe(before);
  const id = (await lastChange(scene)) ?? '';
  const done = await scene.press('pipeline.undo', id);
  const isUndone = async () => (await scene.lejek.tenant.settingChanges.byId(id))?.undoneAt ?? null;
  await expect.poll(isUndone, { timeout: 20_000 }).not.toBeNull();
  return done;
}

const isEnglish = ({ lejek, person }: DriverContext): boolean => person.id !== lejek.anna.id;
const ownField = (scene: DriverContext, name: string): string => `${name}.${isEnglish(scene) ? 'en' : 'pl'}`;

/** A press that changes the stages, and the way back. */
const changeAndUndo =
  (id: string, value: string): Driver =>
  (scene) =>
    changeThenUndo(scene, () => scene.press(id, value));

/** Fills a text of a form of the editor with something new. */
const saveText =
  ({
    button,
    value,
    form,
    field,
  }: {
    readonly button: string;
    readonly value: string;
    readonly form: string;
    readonly field: string;
  }): Driver =>
  async (scene) => {
    await scene.press(button, value);
    await scene.waitForForm(form);
    return scene.submit({ [ownField(scene, field)]: `${isEnglish(scene) ? 'Words' : 'Słowa'} ${fresh()}` });
  };

/** Buttons of the editor of stages. */
export const PIPELINE_BUTTON_DRIVERS: Readonly<Record<string, Driver>> = {
  'pipeline.open': ({ press }) => press('pipeline.open', 'all'),
  'pipeline.stage': ({ press }) => press('pipeline.stage:3', 'needs'),
  'pipeline.edit-stage': ({ press }) => press('pipeline.edit-stage', 'needs'),
  'pipeline.place': changeAndUndo('pipeline.place:up', 'needs'),
  'pipeline.remove': ({ press }) => press('pipeline.remove', 'prospect'),
  'pipeline.criterion': ({ press }) => press('pipeline.criterion:0', 'needs rough-cost'),
  'pipeline.drop-criterion': changeAndUndo('pipeline.drop-criterion', 'needs rough-cost'),
  'pipeline.reasons': ({ press }) => press('pipeline.reasons', 'all'),
  'pipeline.reason': ({ press }) => press('pipeline.reason:0', 'fit'),
  'pipeline.drop-reason': changeAndUndo('pipeline.drop-reason', 'fit'),
  'pipeline.undo': changeAndUndo('pipeline.place:down', 'needs'),
};

/** Its forms. */
export const PIPELINE_FORM_DRIVERS: Readonly<Record<string, Driver>> = {
  'pipeline.save-stage': saveText({
    ...{ button: 'pipeline.edit-stage', value: 'lead', form: 'pipeline.save-stage', field: 'meaning' },
  }),
  'pipeline.remove-stage': async (scene) => {
    await scene.press('pipeline.remove', 'prospect');
    await scene.waitForForm('pipeline.remove-stage');
    return changeThenUndo(scene, scene.submit);
  },
  'pipeline.save-criterion': saveText({
    ...{ button: 'pipeline.criterion:1', value: 'needs rough-cost', form: 'pipeline.save-criterion', field: 'text' },
  }),
  'pipeline.save-reason': saveText({
    ...{ button: 'pipeline.reason:5', value: 'fit', form: 'pipeline.save-reason', field: 'text' },
  }),
};
