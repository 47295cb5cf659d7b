import { isKeyword, type Line } from './line.ts';

/** Words whose number says which one: of a firm, a person, a document, a thing. */
const NUMBERED = new RegExp(
  `^\\(?(?:${[
    'nip|nip-ue|regon|krs|pesel|vat|tax|id|ein|tin|ssn|utr|abn|acn|siren|siret|ico|dic|hrb|duns|eori|lei|crn|registration|reg\\.?|bdo|pkd|cpv|rejestr',
    'iban|konto|konta|account|acct\\.?|rachunek|rachunku|swift|bic|blz',
    'tel\\.?|telefon|phone|mobile|mob\\.?|kom\\.?|komorka|fax|faks|whatsapp',
    'po|p\\.o\\.|so|sow|zk|zo|zd|wz|pz|mm|fs|fv|f-ra|of|order|contract|agreement|invoice|proforma|forma|offer|quote|estimate|rfq|rfp|rfi|ticket|jira|faktura|faktury|umowa|umowy|aneks|aneksu',
    'zamowienie|zamowienia|zam\\.?|zlecenie|zlecenia|oferta|oferty|przetarg|przetargu|postepowanie|postepowania|zapytanie|zapytania|wniosek|kontrakt|paragon|sprawa|sprawy|sygn\\.?|case',
    'nr\\.?|numer|no\\.?|number|ref\\.?|rok|year|customer|client|klient|klienta|kontrahent|dostawca|vendor|supplier|project|projekt|projektu',
    'sku|ean|gtin|upc|isbn|imei|vin|lot|serial|s/n|sn|model|article|art\\.?|indeks|symbol|iso|iec|norma|pn|en|din',
    'zip|postcode|kod|box|ul\\.?|lok\\.?|room|dzialka',
  ].join('|')}):?$`,
);
/** A telephone number, one of eight digits and more that is not round, or one with a zero in front. */
const LOOKS_LIKE_IDENTIFIER = /^(?:\d{9,}|\d{6,}(?!00$)\d\d|\d{3}[ .-]\d{3}[ .-]\d{3}|0\d[\d ]*)$/;
/** `601.234.567`; `100.000.000` is a number of something. */
const ROUND = /000$/;
const POSTCODE = /^\d{5}$/;
/** Before a postcode of the United States: `Austin TX 78701`. */
const STATES = new Set(
  'AL AK AZ AR CA CO CT DE FL GA HI IA ID IL IN KS KY LA MA MD ME MI MN MO MS MT NC ND NE NH NJ NM NV NY OH OK OR PA RI SC SD TN TX UT VA VT WA WI WV WY'.split(
    ' ',
  ),
);

/** Whether a word says that the number behind it is of a firm, a person, a document: `NIP`, `tel.`. */
export const namesNumber = (word: string | undefined): boolean => isKeyword(word, NUMBERED);

/** Whether a number without a unit identifies something: by the word or sign before it, or by its shape. */
export function isIdentifier(line: Line, start: number, phrase: string): boolean {
  const before = line[start - 1];
  if (namesNumber(before) || /^[+#(]/.test(before ?? '')) return true;
  if (POSTCODE.test(phrase) && STATES.has(before ?? '')) return true;
  return LOOKS_LIKE_IDENTIFIER.test(phrase) && (/^\d+$|^0/.test(phrase) || !ROUND.test(phrase));
}
