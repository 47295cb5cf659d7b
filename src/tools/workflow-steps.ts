import { z } from 'zod';
import { advanceDealTool } from './advance-deal.ts';
import { createDealTool } from './create-deal.ts';
import type { DealOutput } from './deal-output.ts';
import { dealOutput } from './deal-output.ts';
import { listDealsTool } from './list-deals.ts';
import { showDealTool } from './show-deal.ts';
import type { AnyTool } from './tool.ts';

/** Types of a step's fields, as Slack has them. */
type ParameterType =
  | {
      readonly type: 'string' | 'number' | 'boolean' | 'slack#/types/date' | 'slack#/types/user_id' | 'slack#/types/user_context';
    }
  | { readonly type: 'array'; readonly items: { readonly type: 'string' } };

/** A field of a step; its name is that of the manifest. `input`: the field of the tool that it fills. */
type StepParameter = ParameterType & {
  readonly title: string;
  readonly description: string;
  readonly required?: true;
  readonly input?: string;
};

/** A step that people put into workflows of their own: one tool, with fields that Slack's builder can show. */
export type WorkflowStep = {
  readonly tool: AnyTool;
  readonly title: string;
  readonly description: string;
  readonly inputs: Readonly<Record<string, StepParameter>>;
  readonly outputs: Readonly<Record<string, StepParameter>>;
  /** What the tool gave, as the step gives it on; fields without a value are left out. */
  readonly toOutputs: (output: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>;
};

/** Who runs the step: Slack gives it only of somebody who has used the workflow, so that no author can borrow another's rights. */
export const PERSON = 'person';
const person: StepParameter = {
  type: 'slack#/types/user_context',
  title: 'Who runs it / Kto uruchamia',
  description: 'The step has their rights. Choose who started the workflow. / Krok ma prawa tej osoby.',
  required: true,
};

const text = (title: string, description: string, input: string): StepParameter => ({
  type: 'string',
  title,
  description,
  input,
});
const deal: StepParameter = {
  ...text('Deal / Szansa', 'D-141, or a part of its name / D-141 albo część nazwy', 'deal'),
  required: true,
};
const money: WorkflowStep['inputs'] = {
  value: { type: 'number', title: 'Value / Wartość', description: 'Without tax / netto', input: 'value' },
  currency: text('Currency / Waluta', 'ISO 4217: PLN, EUR', 'currency'),
};
const company = text('Company / Firma', 'The customer / klient', 'company');
const contact: WorkflowStep['inputs'] = {
  contact_name: text('Contact / Kontakt', 'A person at the customer / osoba u klienta', 'contactName'),
  contact_email: text('E-mail', 'Of the contact / kontaktu', 'contactEmail'),
  contact_phone: text('Phone / Telefon', 'Of the contact / kontaktu', 'contactPhone'),
};
const plan: WorkflowStep['inputs'] = {
  close_on: {
    type: 'slack#/types/date',
    title: 'Close date / Zamknięcie',
    description: 'Expected / planowane',
    input: 'closeOn',
  },
  next_step: text('Next step / Następny krok', 'What is to be done / co trzeba zrobić', 'nextStep'),
  next_step_on: {
    type: 'slack#/types/date',
    title: 'Its day / Kiedy',
    description: 'Of the next step / następnego kroku',
    input: 'nextStepOn',
  },
};
const pipeline = text('Pipeline / Lejek', 'The default one where empty / puste: domyślny', 'pipeline');

const message: StepParameter = {
  type: 'string',
  title: 'Message / Komunikat',
  description: 'What was done, in words / co się stało',
  required: true,
};
const DEAL_OUTPUTS: WorkflowStep['outputs'] = {
  message,
  deal: { type: 'string', title: 'Deal / Szansa', description: 'D-141', required: true },
  name: { type: 'string', title: 'Name / Nazwa', description: 'Of the deal / szansy', required: true },
  company: { type: 'string', title: 'Company / Firma', description: 'The customer / klient' },
  stage: { type: 'string', title: 'Stage / Etap', description: 'Where it is / gdzie jest', required: true },
  outcome: { type: 'string', title: 'Outcome / Wynik', description: 'open, won, lost', required: true },
  owner: { type: 'slack#/types/user_id', title: 'Owner / Kto prowadzi', description: 'Whose deal it is / czyja szansa' },
  value: { type: 'number', title: 'Value / Wartość', description: 'In whole units / w całych jednostkach' },
  currency: { type: 'string', title: 'Currency / Waluta', description: 'ISO 4217' },
  close_on: { type: 'slack#/types/date', title: 'Close date / Zamknięcie', description: 'Expected / planowane' },
  next_step: { type: 'string', title: 'Next step / Następny krok', description: 'What comes next / co dalej' },
};

const withoutEmpty = (fields: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null && value !== undefined));

const dealFields = (each: DealOutput) =>
  withoutEmpty({
    ...{ deal: each.ref, name: each.name, company: each.company, stage: each.stage.name, outcome: each.outcome },
    ...{ owner: each.owner.slackUserId, value: each.value?.amount, currency: each.value?.currency },
    ...{ close_on: each.closeOn, next_step: each.nextStep },
  });

const oneDeal = z.looseObject({ message: z.string(), deal: dealOutput });
const dealOutputs: WorkflowStep['toOutputs'] = (output) => {
  const { message: said, deal: of } = oneDeal.parse(output);
  return { message: said, ...dealFields(of) };
};

const dealLine = ({ ref, name, stage, value }: DealOutput): string =>
  [`${ref} ${name}`, stage.name, ...(value === null ? [] : [`${value.amount} ${value.currency}`])].join(' · ');

/** The steps by their callback ids, as the manifest has them. */
export const WORKFLOW_STEPS: Readonly<Record<string, WorkflowStep>> = {
  create_deal: {
    tool: createDealTool,
    title: 'Create a deal / Utwórz szansę',
    description: 'Opens a deal in the first stage. / Otwiera szansę na pierwszym etapie.',
    inputs: {
      person,
      name: { ...text('Name / Nazwa', 'What it is about / czego dotyczy', 'name'), required: true },
      company,
      ...money,
      ...contact,
      ...plan,
      owner: {
        type: 'slack#/types/user_id',
        title: 'Owner / Kto prowadzi',
        description: 'Who runs it where empty / puste: kto uruchamia',
        input: 'owner',
      },
      note: text('Note / Notatka', 'What is to be remembered / co warto zapamiętać', 'note'),
      pipeline,
      another_deal: {
        type: 'boolean',
        title: 'Another deal / Osobna szansa',
        description: 'Also where the company has an open one / także gdy firma ma już otwartą',
        input: 'anotherDeal',
      },
    },
    outputs: DEAL_OUTPUTS,
    toOutputs: dealOutputs,
  },
  advance_deal: {
    tool: advanceDealTool,
    title: 'Advance a deal / Przesuń szansę',
    description: 'Moves a deal to its next stage. / Przesuwa szansę na następny etap.',
    inputs: {
      person,
      deal,
      ...money,
      ...contact,
      company,
      decider: text('Decision maker / Decydent', 'Who decides on buying / kto decyduje o zakupie', 'decider'),
      ...plan,
      confirm: {
        ...{ type: 'array', items: { type: 'string' }, input: 'confirm', title: 'Confirmed / Potwierdzone' },
        description: 'Ids of criteria that are met / identyfikatory spełnionych kryteriów',
      },
      move_anyway: {
        type: 'boolean',
        title: 'Move anyway / Przesuń mimo to',
        description: 'Also where something is missing / także gdy czegoś brakuje',
        input: 'moveAnyway',
      },
      won: {
        type: 'boolean',
        title: 'May win / Może wygrać',
        description: 'Also into Won; value is then the final one / także do wygranej; wartość jest końcowa',
        input: 'won',
      },
    },
    outputs: DEAL_OUTPUTS,
    toOutputs: dealOutputs,
  },
  get_deal: {
    tool: showDealTool,
    title: 'Get a deal / Pobierz szansę',
    description: 'A deal as it is now. / Szansa w obecnym stanie.',
    inputs: { person, deal },
    outputs: DEAL_OUTPUTS,
    toOutputs: dealOutputs,
  },
  list_deals: {
    tool: listDealsTool,
    title: 'List deals / Lista szans',
    description: 'Deals by the words of /deal list. / Szanse według słów /deal lista.',
    inputs: {
      person,
      filter: text('Which / Które', 'mine, stale, offer, closing this month / moje, oferta …', 'filter'),
      pipeline,
      limit: {
        type: 'number',
        title: 'How many / Ile',
        description: '20 where empty, 100 at most / puste: 20, najwyżej 100',
        input: 'limit',
      },
    },
    outputs: {
      message,
      text: { type: 'string', title: 'Lines / Wiersze', description: 'A deal in each / po jednej szansie', required: true },
      deals: { type: 'array', items: { type: 'string' }, title: 'Deals / Szanse', description: 'D-141, D-142 …', required: true },
      total: { type: 'number', title: 'In all / Razem', description: 'How many fit / ile pasuje', required: true },
    },
    toOutputs: (output) => {
      const {
        message: said,
        deals,
        total,
      } = z.looseObject({ message: z.string(), deals: z.array(dealOutput), total: z.int() }).parse(output);
      return { message: said, text: deals.map(dealLine).join('\n'), deals: deals.map(({ ref }) => ref), total };
    },
  },
};

const emptyToNothing = (value: unknown): unknown => (value === '' || value === null ? undefined : value);

/** What a run of a step says, as its tool takes it; empty fields are left out. */
export const stepInput = (
  { inputs }: WorkflowStep,
  given: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> =>
  withoutEmpty(
    Object.fromEntries(
      Object.entries(inputs).flatMap(([name, { input }]) => (input === undefined ? [] : [[input, emptyToNothing(given[name])]])),
    ),
  );

const userContext = z.object({ id: z.string().min(1), secret: z.string() });

/** Slack's id of whoever runs a step; undefined where Slack does not vouch for anybody. */
export const stepPerson = (given: Readonly<Record<string, unknown>>): string | undefined =>
  userContext.safeParse(given[PERSON]).data?.id;

/** The steps as manifest.yml has to hold them. */
export function manifestFunctions(): Readonly<Record<string, object>> {
  const parameters = (of: WorkflowStep['inputs']) =>
    Object.fromEntries(
      Object.entries(of).map(([name, { required, input: _input, title, description, ...type }]) => [
        name,
        { ...type, name, title, description, is_required: required === true },
      ]),
    );
  return Object.fromEntries(
    Object.entries(WORKFLOW_STEPS).map(([id, { title, description, inputs, outputs }]) => [
      id,
      { title, description, input_parameters: parameters(inputs), output_parameters: parameters(outputs) },
    ]),
  );
}
