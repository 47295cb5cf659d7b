import type { Language } from '../people/language.ts';
import type { CriterionField, StageKind } from './stage.ts';
import { TRADE_STAGES } from './trade-templates.ts';

type ByLanguage<T> = Readonly<Record<Language, T>>;

type CriterionTemplate = ByLanguage<string> & { readonly id: string; readonly field?: CriterionField; readonly advised?: true };

/** A stage of a ready pipeline in both languages. */
export type StageTemplate = {
  readonly id: string;
  readonly kind: StageKind;
  readonly name: ByLanguage<string>;
  readonly shortName: ByLanguage<string>;
  readonly meaning: ByLanguage<string>;
  readonly criteria: readonly CriterionTemplate[];
  readonly actions: ByLanguage<readonly string[]>;
  readonly startingProbability: number;
  readonly ageingDays: number;
};

/** Lead to Won, and Lost: what each stage means, what a deal needs to enter it, and what works there. */
export const STAGE_TEMPLATES: readonly StageTemplate[] = [
  {
    id: 'lead',
    kind: 'open',
    name: { en: 'Lead', pl: 'Potencjalni' },
    shortName: { en: 'Lead', pl: 'Potencjalni' },
    meaning: {
      en: 'We think they may be interested; we know almost nothing and have not been in touch.',
      pl: 'Przypuszczamy, że mogą być zainteresowani; prawie nic nie wiemy i nie było jeszcze kontaktu.',
    },
    criteria: [],
    actions: {
      en: ['Find a named person with phone or e-mail', 'Make contact, ask about one need'],
      pl: ['Znajdź konkretną osobę, telefon lub e-mail', 'Odezwij się i zapytaj o jedną potrzebę'],
    },
    startingProbability: 0.05,
    ageingDays: 30,
  },
  {
    id: 'prospect',
    kind: 'open',
    name: { en: 'Prospect', pl: 'Prospekt' },
    shortName: { en: 'Prospect', pl: 'Prospekt' },
    meaning: {
      en: 'A named contact and company with contact data; we have been in touch; a need that we can meet is confirmed.',
      pl: 'Znana osoba kontaktowa i firma, z danymi kontaktowymi; był już kontakt; jest potwierdzona potrzeba, którą możemy spełnić.',
    },
    criteria: [
      { id: 'contact', field: 'contact', en: 'Contact', pl: 'Osoba kontaktowa' },
      { id: 'reachable', field: 'reachable', en: 'Phone or e-mail', pl: 'Telefon lub e-mail' },
      // Three are asked already; a private customer has none.
      { id: 'company', field: 'company', advised: true, en: 'Company', pl: 'Firma' },
      {
        id: 'need',
        en: 'A need that we can meet is confirmed',
        pl: 'Potwierdzona potrzeba, którą możemy spełnić',
      },
    ],
    actions: {
      en: ['Book 30 minutes about needs', "Note them in the customer's words"],
      pl: ['Umów 30 minut rozmowy o potrzebach', 'Zapisz je słowami klienta'],
    },
    startingProbability: 0.1,
    ageingDays: 21,
  },
  {
    id: 'needs',
    kind: 'open',
    name: { en: 'Needs identified', pl: 'Określenie potrzeb' },
    shortName: { en: 'Needs', pl: 'Potrzeby' },
    meaning: {
      en: 'We know the needs and our solution meets them; best if a rough cost was said and they look for something at about that cost.',
      pl: 'Znamy potrzeby i nasze rozwiązanie je spełnia; najlepiej, gdy padł orientacyjny koszt, a klient szuka czegoś w podobnej cenie.',
    },
    criteria: [
      {
        id: 'known-needs',
        en: 'We know the needs and can meet them',
        pl: 'Znamy potrzeby i umiemy je spełnić',
      },
      { id: 'rough-cost', advised: true, en: 'Rough cost said', pl: 'Padł orientacyjny koszt' },
    ],
    actions: {
      en: ['Say a rough cost and ask if it fits', 'Ask who decides, and how'],
      pl: ['Podaj orientacyjny koszt i sprawdź, czy się mieści', 'Zapytaj, kto i jak decyduje'],
    },
    startingProbability: 0.2,
    ageingDays: 21,
  },
  {
    id: 'decision',
    kind: 'open',
    name: { en: 'Decision maker', pl: 'Kontakt z osobą decyzyjną' },
    shortName: { en: 'Decision', pl: 'Decydent' },
    meaning: {
      en: 'We have talked with the person who can decide on buying; they confirmed the needs, accepted the suggested solution as useful, and accept the rough cost.',
      pl: 'Za nami rozmowa z osobą, która może zdecydować o zakupie; potwierdza potrzeby, uznaje proponowane rozwiązanie za przydatne i akceptuje orientacyjny koszt.',
    },
    criteria: [
      { id: 'decider', field: 'decider', en: 'Who decides', pl: 'Kto decyduje' },
      {
        id: 'accepted',
        en: 'They confirm the needs, accept the solution and the rough cost',
        pl: 'Potwierdza potrzeby, akceptuje rozwiązanie i orientacyjny koszt',
      },
    ],
    actions: {
      en: ['Agree what the offer must contain, and by when'],
      pl: ['Ustal, co ma być w ofercie i na kiedy'],
    },
    startingProbability: 0.4,
    ageingDays: 14,
  },
  {
    id: 'offer',
    kind: 'open',
    name: { en: 'Offer sent', pl: 'Złożenie oferty' },
    shortName: { en: 'Offer', pl: 'Oferta' },
    meaning: { en: 'The offer is with the customer.', pl: 'Oferta jest u klienta.' },
    criteria: [
      { id: 'value', field: 'value', en: 'Value', pl: 'Wartość netto' },
      { id: 'close-on', field: 'closeOn', en: 'Expected close date', pl: 'Planowane zamknięcie' },
      { id: 'offer-sent', en: 'The offer is with the customer', pl: 'Oferta jest u klienta' },
    ],
    actions: {
      en: ['Call within two working days', 'Put the talk about the offer in both calendars'],
      pl: ['Zadzwoń w ciągu 2 dni roboczych', 'Wpisz rozmowę o ofercie do obu kalendarzy'],
    },
    startingProbability: 0.6,
    ageingDays: 14,
  },
  {
    id: 'negotiation',
    kind: 'open',
    name: { en: 'Negotiation', pl: 'Negocjacje' },
    shortName: { en: 'Negotiation', pl: 'Negocjacje' },
    meaning: {
      en: 'The customer actively answered the offer, found it worth talking about; price, delivery and other terms are being settled.',
      pl: 'Jest wyraźna odpowiedź klienta na ofertę i chęć rozmowy o niej; trwa ustalanie ceny, dostawy i pozostałych warunków.',
    },
    criteria: [{ id: 'answered', en: 'They answered and want to talk', pl: 'Klient odpowiedział i chce rozmawiać' }],
    actions: {
      en: ['List what is open: price, delivery, terms', 'Agree who signs, and when'],
      pl: ['Spisz otwarte punkty: cena, dostawa, warunki', 'Ustal, kto i kiedy podpisuje'],
    },
    startingProbability: 0.8,
    ageingDays: 14,
  },
  {
    id: 'won',
    kind: 'won',
    name: { en: 'Won', pl: 'Zamówienie, wygrana' },
    shortName: { en: 'Won', pl: 'Wygrana' },
    meaning: {
      en: 'Contract signed or binding order received, all formalities closed.',
      pl: 'Podpisana umowa lub otrzymane wiążące zamówienie, wszystkie formalności dopięte.',
    },
    criteria: [
      { id: 'final-value', field: 'value', en: 'Final value', pl: 'Wartość końcowa netto' },
      { id: 'signed', en: 'Signed or ordered, formalities closed', pl: 'Podpisane lub zamówione, formalności dopięte' },
    ],
    actions: {
      en: ['Hand over: who, what, by when', 'Ask for one recommendation'],
      pl: ['Przekaż do realizacji: kto, co, na kiedy', 'Poproś o jedno polecenie'],
    },
    startingProbability: 1,
    ageingDays: 1,
  },
  {
    id: 'lost',
    kind: 'lost',
    name: { en: 'Lost', pl: 'Przegrana' },
    shortName: { en: 'Lost', pl: 'Przegrana' },
    meaning: {
      en: 'Closed without an order, with a reason; the stage where it was lost is remembered.',
      pl: 'Zamknięta bez zamówienia, z podanym powodem; zapamiętany jest etap, na którym przepadła.',
    },
    criteria: [],
    actions: { en: [], pl: [] },
    startingProbability: 0,
    ageingDays: 1,
  },
];

/** Name of the first pipeline. */
export const PIPELINE_NAME: ByLanguage<string> = { en: 'Sales', pl: 'Sprzedaż' };

/** Why deals are lost, by id, in the order in which they are offered. */
export const LOST_REASON_TEMPLATES: Readonly<Record<string, ByLanguage<string>>> = {
  expensive: { en: 'too expensive', pl: 'za drogo' },
  competitor: { en: 'chose a competitor', pl: 'wybrano konkurencję' },
  budget: { en: 'no budget', pl: 'brak budżetu' },
  decision: { en: 'no decision', pl: 'brak decyzji' },
  contact: { en: 'contact lost', pl: 'kontakt się urwał' },
  fit: { en: 'not a fit', pl: 'nie nasz temat' },
  other: { en: 'other', pl: 'inny powód' },
};

const TEMPLATES_BY_ID: ReadonlyMap<string, StageTemplate> = new Map(
  [...STAGE_TEMPLATES, ...Object.values(TRADE_STAGES).flat()].map((template) => [template.id, template]),
);

/** The template of a stage, of whichever trade; undefined for one that is of no template. */
export const stageTemplate = (id: string): StageTemplate | undefined => TEMPLATES_BY_ID.get(id);

/** Id of a recommended action of a template: its place in the stage's list, from 1. */
export const actionId = (stageId: string, index: number): string => `${stageId}.${index + 1}`;

/** The text of a recommended action of a template, by its id, in a language. */
export const actionText = ({ id, actions }: StageTemplate, action: string, language: Language): string | undefined =>
  actions[language].find((_, index) => actionId(id, index) === action);
