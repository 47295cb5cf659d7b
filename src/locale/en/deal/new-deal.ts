/** The form for a new deal, and what is said once it is there. Names are safe text. */
export const newDeal = {
  steps: 'Next steps',
  tooManySteps: (most: number) => `A deal has at most ${most} open steps.`,
  title: 'New deal',
  create: 'Create',
  name: 'What is it about?',
  nameHint: 'A short name you will recognise, e.g. Bielik, forklift service',
  company: 'Company',
  value: (currency: string) => `Value, net (${currency} unless you say otherwise)`,
  valueHint: 'E.g. 12k, 48,000 or 12.5k EUR',
  closeOn: 'Expected close date',
  owner: 'Owner',
  created: (deal: string, stage: string, hint: string | undefined) =>
    hint === undefined ? `${deal} is in ${stage}.` : `${deal} is in ${stage}. Best next step: ${hint}.`,
  forOwner: (owner: string) => `Owner: ${owner}.`,
  noRate: (currency: string, pipelineCurrency: string) =>
    `There is no ${currency} to ${pipelineCurrency} rate yet, so its value is saved but not in the totals. An admin can set it: \`/funnel rates\`.`,
  totalsIn: (currency: string) => `Totals are in ${currency} from now on.`,
  next: (stage: string) => `Next stage: ${stage}`,
};

export type NewDealMessages = typeof newDeal;
