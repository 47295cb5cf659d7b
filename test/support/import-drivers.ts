import type { Person } from '../../simulator/person/person.ts';
import type { Driver, DriverContext } from './drivers.ts';

let filesSent = 0;
/** Deals that are not there yet, in stages that nobody here calls so. */
function nextFile(): string {
  filesSent += 1;
  return `name,stage,value\nRoof ${filesSent},Demo,5\nWall ${filesSent},Proposal Made,7\n`;
}

const lastPreview = ({ lejek }: DriverContext, { id }: Person) =>
  lejek.slack
    .messages(lejek.slack.openDm(id).id)
    .findLast(({ blocks }) => JSON.stringify(blocks ?? []).includes('import.choose'));

/** Sends a table of deals to the bot, and presses a button of what it says about it. */
async function pressPreview(scene: DriverContext, action: string): Promise<unknown> {
  const { person, lejek } = scene;
  await makeAdmin(scene);
  const dm = lejek.slack.openDm(person.id).id;
  const { ts } = await person.dm('', { files: [{ name: 'deals.csv', content: nextFile() }] });
  await person.waitForMessage(
    dm,
    (message) => message.ts > ts && JSON.stringify(message.blocks ?? []).includes('import.choose'),
    20_000,
  );
  const preview = lastPreview(scene, person);
  if (preview === undefined) throw new Error('nothing was said about the file');
  return person.click(preview, action);
}

async function makeAdmin({ lejek, person }: DriverContext): Promise<void> {
  const member = await lejek.tenant.members.bySlackUser(person.id);
  await lejek.tenant.members.setRole(member?.id ?? '', 'admin');
}

async function undoLast(scene: DriverContext): Promise<unknown> {
  await pressPreview(scene, 'import.make');
  const { imports } = scene.lejek.tenant;
  for (let tries = 0; tries < 100; tries += 1) {
    const [run] = await imports.runs(1);
    if (run !== undefined && run.undoneAt === null) return scene.press('import.undo', run.id);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('nothing was imported');
}

/** What people press around an import. */
export const IMPORT_BUTTON_DRIVERS: Readonly<Record<string, Driver>> = {
  'import.make': (scene) => pressPreview(scene, 'import.make'),
  'import.choose': (scene) => pressPreview(scene, 'import.choose'),
  'import.undo': undoLast,
};

export const IMPORT_FORM_DRIVERS: Readonly<Record<string, Driver>> = {
  'import.save-choices': async (scene) => {
    await pressPreview(scene, 'import.choose');
    await scene.waitForForm('import.save-choices');
    return scene.submit({ 'column.value': '2' });
  },
};
