import { foldText, splitWords } from '../../core/fold-text.ts';

/** What a column of a table of deals can say. `close`: when a deal closed, or is expected to, by whether it is closed. */
export const DEAL_FIELDS = [
  'id',
  'name',
  'company',
  'stage',
  'status',
  'value',
  'currency',
  'owner',
  'ownerEmail',
  'created',
  'stageSince',
  'closed',
  'closeOn',
  'close',
  'lostReason',
  'contact',
  'email',
  'phone',
  'source',
  'nextStep',
  'nextStepOn',
  'note',
] as const;
export type DealField = (typeof DEAL_FIELDS)[number];

export const isDealField = (text: string): text is DealField => DEAL_FIELDS.some((field) => field === text);

/**
 * What each is called in exports of HubSpot, Pipedrive, Salesforce, Odoo, Bitrix24 and Livespace, and in tables of one's own, in English and
 * Polish; folded, the likelier first. What stands before ` - ` (`Deal - Title`) is no part of it.
 */
const NAMES: Readonly<Record<DealField, string>> = {
  id: 'record id|deal id|opportunity id|external id|id|deal_id|identyfikator rekordu|id rekordu|identyfikator|id szansy|numer szansy|numer|number|no.|nr|lp',
  name: 'deal name|opportunity name|title|name|deal|opportunity|subject|nazwa transakcji|nazwa szansy|nazwa szansy sprzedazy|tytul|nazwa|szansa|szansa sprzedazy|temat|transakcja|nazwa interesu|interes|nazwa deala|deal name',
  company:
    'associated company|primary associated company|company name|account name|account.name|account|organization|organisation|company|customer|client|partner_id|company: company name|powiazana firma|nazwa firmy|nazwa konta|organizacja|firma|klient|kontrahent',
  stage:
    'deal stage|stagename|stage|stage_id|pipeline stage|phase|sales stage|etap transakcji|etap szansy|etap sprzedazy|etap|faza|stadium|stage name|nazwa etapu|etap deala|etap interesu|etap lejka',
  status: 'status|outcome|won/lost|deal status|is won|iswon|is closed won|stan|wynik|rezultat|status szansy',
  value:
    'amount|deal value|value|expected revenue|expected_revenue|planned revenue|total|income|opportunity amount|deal amount|revenue|price|kwota|wartosc|wartosc netto|wartosc transakcji|wartosc szansy|przychod|oczekiwany przychod|suma|cena|wartosc sprzedazy',
  currency:
    'currency|deal currency code|currency of value|amount currency|currencyisocode|opportunity currency|currency code|currency_id|waluta|waluta wartosci|kod waluty',
  owner:
    'deal owner|opportunity owner|owner|owner.name|owner full name|salesperson|user_id|responsible person|responsible|sales rep|rep|assigned to|assignee|wlasciciel transakcji|wlasciciel szansy|wlasciciel|opiekun|handlowiec|sprzedawca|osoba odpowiedzialna|odpowiedzialny|przypisany',
  ownerEmail:
    'owner email|owner.email|deal owner email|owner e-mail|salesperson email|email handlowca|e-mail opiekuna|email wlasciciela',
  created:
    'create date|created date|createddate|deal created|created on|created|create_date|creation date|date created|added|add time|created at|data utworzenia|utworzono|data dodania|dodano|data utworzenia szansy|data zalozenia|szansa utworzona|szansa sprzedazy utworzona|deal utworzony|czas dodania',
  stageSince:
    'last stage change|last stage change date|last stage update|date_last_stage_update|laststagechangedate|stage since|in stage since|stage entered|ostatnia zmiana etapu|data zmiany etapu|na etapie od|data wejscia na etap',
  closed:
    'deal closed on|won time|lost time|closed date|date_closed|closed|closed on|closed at|date closed|actual close date|end date|data wygranej|data przegranej|data wygrania|data przegrania|zamknieto|czas wygranej|czas przegranej|czas wygrania|czas przegrania|data utraty|czas utraty|faktyczna data zamkniecia|data zakonczenia',
  closeOn:
    'expected close date|expected close|expected closing|date_deadline|estimated close date|planned close|forecast date|expected closing date|planowane zamkniecie|przewidywana data zamkniecia|oczekiwana data zamkniecia|planowana data zamkniecia|spodziewane zamkniecie|termin',
  close: 'close date|closedate|closing date|close|data zamkniecia|zamkniecie',
  lostReason:
    'closed lost reason|lost reason|loss reason|reason lost|lost_reason_id|reason for loss|powod przegranej|przyczyna przegranej|powod przegranej transakcji|powod zamkniecia przegranej|powod utraty|przyczyna utraty|powod straty',
  contact:
    'contact person|contact name|contact|associated contact|primary contact|contact_name|person|osoba kontaktowa|powiazany kontakt|kontakt|osoba|imie i nazwisko',
  email: 'contact email|email|e-mail|email_from|person email|email - work|work email|adres e-mail|adres email|e-mail kontaktu',
  phone:
    'contact phone|phone|phone number|mobile|phone - work|work phone|telefon|numer telefonu|tel.|tel|komorka|telefon kontaktu',
  source:
    'lead source|leadsource|deal source|source|original traffic source|source_id|source channel|zrodlo|zrodlo leada|zrodlo szansy|zrodlo pozyskania|pochodzenie',
  nextStep:
    'next step|nextstep|next activity|next activity subject|activity_summary|nastepny krok|kolejny krok|nastepne dzialanie',
  nextStepOn:
    'next activity date|next step date|next step on|activity_date_deadline|data nastepnego kroku|termin nastepnego kroku|data nastepnego dzialania',
  note: 'description|notes|note|comment|comments|internal notes|deal description|opis|notatka|notatki|uwagi|komentarz|komentarze',
};

/** Headings of dates on which a deal came into a stage: HubSpot's, and tables like them. */
const ENTERED = [
  /^date entered ["'“„«]?(.+?)["'”“»]?(?: \([^()]*\))?["'”“»]?$/i,
  /^data (?:wejścia|wprowadzenia|przejścia) (?:na etap|do etapu|na|do|w) ["'“„«]?(.+?)["'”“»]?(?: \([^()]*\))?["'”“»]?$/i,
  /^(?:entered|wejście:?) ["'“„«](.+?)["'”“»]$/i,
];

/** The stage that a column dates, by its heading. @example enteredStage('Date entered "Offer (Sales Pipeline)"') // => 'Offer' */
export function enteredStage(heading: string): string | undefined {
  for (const pattern of ENTERED) {
    const name = pattern.exec(heading)?.[1];
    if (name !== undefined) return name.replace(/ \([^()]*\)$/, '').trim();
  }
  return undefined;
}

/** Which end the heading of a date of closing names; undefined for any. @example closedHeading('Deal - Lost time') // => 'lost' */
export function closedHeading(heading: string): 'won' | 'lost' | undefined {
  const folded = foldText(heading);
  if (/\b(?:lost|przegran\w*|utrat\w*|utracon\w*|strat\w*)\b/.test(folded)) return 'lost';
  return /\b(?:won|wygran\w*)\b/.test(folded) ? 'won' : undefined;
}

const places = new Map(
  DEAL_FIELDS.flatMap((field) => NAMES[field].split('|').map((name, place) => [name, { field, place }] as const)),
);

/** Which field a heading names, and how likely (0 is likeliest); undefined for none. */
export function fieldByHeading(heading: string): { readonly field: DealField; readonly place: number } | undefined {
  const folded = foldText(heading)
    .replace(/[*:]{1,9}$/, '')
    .trim();
  // `Deal - Title`, `Person - Email - Work`.
  const bare = folded.replace(
    /^(?:deal|deale|opportunity|organization|person|lead|szansa sprzedazy|szansa|organizacja|osoba) - /,
    '',
  );
  const isPerson = /^(?:person|osoba) - /.test(folded);
  const isFirm = /^(?:organization|organizacja) - /.test(folded);
  const found = places.get(folded) ?? places.get(bare) ?? places.get(splitWords(bare).join(' '));
  if (found?.field === 'name' && isPerson) return { field: 'contact', place: found.place };
  if (found?.field === 'name' && isFirm) return { field: 'company', place: found.place };
  // The id or owner of another thing is not the deal's.
  if ((isPerson || isFirm) && found !== undefined && ['id', 'owner', 'created', 'source', 'note'].includes(found.field))
    return undefined;
  return found;
}
