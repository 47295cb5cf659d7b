import { formatOf } from '../format.ts';

const f = formatOf('en');

/** Moving anywhere, deleting, the story, notes, edits, owners, finding. Names are tagged; days are 'YYYY-MM-DD'. */
export const life = {
  whichMove: 'Which deal, and where to? E.g. `/deal move bielik to offer because they know us`.',
  whichReopen: 'Which deal is open again? Type `/deal reopen` and part of its name.',
  whichDelete: 'Which deal was entered by mistake? Type `/deal delete` and part of its name.',
  whichHistory: "Whose story? Type `/deal history` and part of the deal's name.",
  whichEdit: 'Which deal? Type `/deal edit` and part of its name.',
  whichAssign: 'Which deal, and to whom? E.g. `/deal assign bielik @anna`.',
  whichNote: 'Which deal, and what? E.g. `/deal note bielik called, wants a visit`.',
  whichFind: 'Find what? E.g. `/deal find bielik`.',
  history: 'History',
  choose: 'This one',
  moveTitle: 'Move a deal',
  moveSubmit: 'Move',
  moveTo: 'To which stage',
  moveWhy: 'Why',
  moveWhyHint: 'One line. Not needed for one step on.',
  deleteAsk: (deal: string) =>
    `Delete ${deal} as entered by mistake? It leaves every list and statistic; its history is kept. A deal that was lost is \`lost\`, not deleted.`,
  deleteButton: 'Delete',
  deleteConfirm: 'Delete it?',
  deleteYes: 'Delete',
  deleted: (deal: string) => `${deal} is deleted. It counts nowhere.`,
  story: (deal: string, from: number, to: number, total: number) =>
    `*${deal}:* ${f.number(from)}–${f.number(to)} of ${f.number(total)} ${f.plural(total, { one: 'change', many: 'changes' })}`,
  older: 'Older',
  newer: 'Newer',
  fields: {
    name: 'name',
    company: 'company',
    valueMinor: 'value',
    closeOn: 'close date',
    nextStep: 'next step',
    nextStepOn: 'date of the next step',
    ownerId: 'owner',
    contact: 'contact',
    missing: 'what was missing',
    remindOn: 'reminder',
    source: 'source',
  } as Readonly<Record<string, string>>,
  changed: (fields: readonly string[]) => `changed: ${f.list(fields)}`,
  became: (from: string, to: string) => `${from} → ${to}`,
  editTitle: 'Edit a deal',
  editSubmit: 'Save',
  contactName: 'Contact',
  email: 'E-mail',
  phone: 'Phone',
  decider: 'Who decides',
  edited: (deal: string, fields: readonly string[]) => `${deal}: saved (${f.list(fields)}).`,
  assigned: (deal: string, owner: string) => `${deal}: the owner is now ${owner}.`,
  assignedToYou: (deal: string, by: string) => `${by} gave you ${deal}.`,
  noted: (deal: string, text: string) => `${deal}: noted: ${text}`,
  found: (count: number, typed: string) =>
    `*${f.number(count)} ${f.plural(count, { one: 'deal fits', many: 'deals fit' })} "${typed}"*`,
  alike: (typed: string) => `*Nothing fits "${typed}" exactly. These are alike:*`,
  undoOrBack: (deal: string) => `${deal}: undo the last change, or move it back a stage?`,
  undoLast: 'Undo the last change',
  moveBack: 'Move it back',
  sameCompany: (deal: string) => `${deal} is open for this company already.`,
  addAnyway: 'Add a new one all the same',
};

export type LifeMessages = typeof life;
