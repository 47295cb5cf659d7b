import { expect, it } from 'vitest';
import { MAX_CRITERIA_ASKED } from '../../../src/core/deal/criteria.ts';
import { sevenStagePipeline } from '../../../src/core/pipeline/pipeline-templates.ts';

/** The pipeline of the first minute: names and short names in both languages, and where the win probability starts, in per cent. */
const STAGES = [
  ['lead', 'Lead', 'Lead', 'Potencjalni', 'Potencjalni', 5],
  ['prospect', 'Prospect', 'Prospect', 'Prospekt', 'Prospekt', 10],
  ['needs', 'Needs identified', 'Needs', 'Określenie potrzeb', 'Potrzeby', 20],
  ['decision', 'Decision maker', 'Decision', 'Kontakt z osobą decyzyjną', 'Decydent', 40],
  ['offer', 'Offer sent', 'Offer', 'Złożenie oferty', 'Oferta', 60],
  ['negotiation', 'Negotiation', 'Negotiation', 'Negocjacje', 'Negocjacje', 80],
  ['won', 'Won', 'Won', 'Zamówienie, wygrana', 'Wygrana', 100],
  ['lost', 'Lost', 'Lost', 'Przegrana', 'Przegrana', 0],
] as const;

/** A deal is here when … */
const MEANINGS = [
  [
    'We think they may be interested; we know almost nothing and have not been in touch.',
    'Przypuszczamy, że mogą być zainteresowani; prawie nic nie wiemy i nie było jeszcze kontaktu.',
  ],
  [
    'A named contact and company with contact data; we have been in touch; a need that we can meet is confirmed.',
    'Znana osoba kontaktowa i firma, z danymi kontaktowymi; był już kontakt; jest potwierdzona potrzeba, którą możemy spełnić.',
  ],
  [
    'We know the needs and our solution meets them; best if a rough cost was said and they look for something at about that cost.',
    'Znamy potrzeby i nasze rozwiązanie je spełnia; najlepiej, gdy padł orientacyjny koszt, a klient szuka czegoś w podobnej cenie.',
  ],
  [
    'We have talked with the person who can decide on buying; they confirmed the needs, accepted the suggested solution as useful, and accept the rough cost.',
    'Za nami rozmowa z osobą, która może zdecydować o zakupie; potwierdza potrzeby, uznaje proponowane rozwiązanie za przydatne i akceptuje orientacyjny koszt.',
  ],
  ['The offer is with the customer.', 'Oferta jest u klienta.'],
  [
    'The customer actively answered the offer, found it worth talking about; price, delivery and other terms are being settled.',
    'Jest wyraźna odpowiedź klienta na ofertę i chęć rozmowy o niej; trwa ustalanie ceny, dostawy i pozostałych warunków.',
  ],
  [
    'Contract signed or binding order received, all formalities closed.',
    'Podpisana umowa lub otrzymane wiążące zamówienie, wszystkie formalności dopięte.',
  ],
  [
    'Closed without an order, with a reason; the stage where it was lost is remembered.',
    'Zamknięta bez zamówienia, z podanym powodem; zapamiętany jest etap, na którym przepadła.',
  ],
] as const;

const [english, polish] = [sevenStagePipeline('p', 'en', 'EUR').stages, sevenStagePipeline('p', 'pl', 'EUR').stages];

it('the default pipeline has these stages, called so, and these starting win probabilities', () => {
  expect(
    english.map(({ id, name, shortName, startingProbability }, i) => [
      ...[id, name, shortName, polish[i]?.name, polish[i]?.shortName],
      Math.round(startingProbability * 100),
    ]),
  ).toEqual(STAGES);
});

it('says of each stage when a deal is there, whole, in both languages', () => {
  expect(english.map(({ meaning }, i) => [meaning, polish[i]?.meaning])).toEqual(MEANINGS);
});

it('asks of a prospect for a named contact, a way to reach them and a need; the company is good to have', () => {
  const criteria = english.find(({ id }) => id === 'prospect')?.criteria ?? [];
  expect(criteria.map(({ id, required, field }) => [id, required, field ?? 'tick'])).toEqual([
    ['contact', true, 'contact'],
    ['reachable', true, 'reachable'],
    ['company', false, 'company'],
    ['need', true, 'tick'],
  ]);
  expect(criteria.filter(({ required }) => required)).toHaveLength(MAX_CRITERIA_ASKED);
});
