import { foldText } from '../../core/fold-text.ts';
import { searchTimeZones } from '../time-zone.ts';

/** A zone named behind an hour, in the words [start, end). `zone`: undefined where it is not known, or may be one of several. */
export type ZoneMatch = { readonly zone: string | undefined; readonly end: number };

/** Short names of zones; those that are words too in capitals only. */
const SHORT =
  /^(?:utc|gmt|cet|cest|eet|eest|edt|cdt|mdt|pst|pdt|akst|akdt|hst|bst|msk|jst|kst|sgt|hkt|aest|aedt|acst|awst|nzst|nzdt|sast|brt|EST|CST|MST|ET|CT|MT|PT|IST|WET|GST|PKT|WIB|ICT|EAT|WAT)$/;
const OFFSET = /^(?:utc|gmt)([+−–-])(\d{1,2})(?::?(\d\d))?$/i;
/** What looks like a zone of standard or of daylight time, and is none that is known. */
const LIKE_SHORT = /^[A-Z][SD]T$/;
/** Parts of the world whose clock is called by one word: `10 Eastern`. */
const PARTS = /^(?:Eastern|Central|Mountain|Pacific)$/;
/** Whose time is not said: the other side's, or that of some place. */
const SOMEBODYS = /^(?:their|his|her|local|client|customer)$/;
/** Adjectives behind „czasu”, without their ending, and the place. */
const PLACE_BY_ADJECTIVE: ReadonlyMap<string, string> = new Map(
  (
    'nowojorsk:nowy jork|berlinsk:berlin|paryski:paryz|parysk:paryz|tokijsk:tokio|kijowsk:kijow|ukrainsk:kijow|prask:praga|czesk:praga|' +
    'moskiewsk:moskwa|dubajsk:dubaj|brytyjsk:londyn|angielsk:londyn|niemieck:berlin|francusk:paryz|hiszpansk:madryt|wlosk:rzym|indyjsk:indie|' +
    'chinsk:pekin|japonsk:tokio|singapursk:singapur|kalifornijsk:kalifornia|wiedensk:wieden|lizbonsk:lizbona|stambulsk:stambul'
  )
    .split('|')
    .map((pair) => pair.split(':') as [string, string]),
);
const MAX_PLACE_WORDS = 3;
const EDGE = /^\(|[!?.,;:)]{1,3}$/g;

const plain = (word: string | undefined): string => (word ?? '').replace(EDGE, '');

/** The first zone that a name means; undefined where clocks of several times are called so: „czasu amerykańskiego”. */
function oneZone(name: string): string | undefined {
  // In summer London has another clock than the one that is named.
  if (/^gmt$/i.test(name)) return 'UTC';
  const [whole, sign, hours, minutes = '00'] = OFFSET.exec(name) ?? [];
  // Zones of the sea are named by what they are behind.
  if (whole !== undefined && minutes === '00' && Number(hours) > 0)
    return Number(hours) > 12 ? undefined : `Etc/GMT${sign === '+' ? '-' : '+'}${Number(hours)}`;
  const zones = searchTimeZones(name);
  const clocks = new Set(
    zones.map((zone) => new Intl.DateTimeFormat('en', { timeZone: zone, timeStyle: 'short' }).format(Date.UTC(2026, 0, 15))),
  );
  return clocks.size === 1 || SHORT.test(name) || whole !== undefined ? zones[0] : undefined;
}

/**
 * The zone that words behind an hour name from one on: `CET`, `UTC+2`, `London time`, `czasu londyńskiego`, `czasu w Londynie`.
 *
 * @returns undefined where they name none.
 */
export function zoneAt(words: readonly string[], at: number): ZoneMatch | undefined {
  const word = plain(words[at]);
  if (SHORT.test(word) || SHORT.test(word.toLowerCase() === word ? '' : word.toLowerCase()) || OFFSET.test(word)) {
    const isNamed = plain(words[at + 1]) === 'time';
    return { zone: oneZone(SHORT.test(word) ? word : word.toLowerCase()), end: at + (isNamed ? 2 : 1) };
  }
  if (LIKE_SHORT.test(word)) return { zone: undefined, end: at + 1 };
  if (foldText(word) === 'czasu') return polishZone(words, at + 1);
  if (PARTS.test(word) && plain(words[at + 1]) !== 'time') return { zone: oneZone(`${word} time`), end: at + 1 };
  if (SOMEBODYS.test(word) && plain(words[at + 1]) === 'time') return { zone: undefined, end: at + 2 };
  for (let count = 1; count <= MAX_PLACE_WORDS; count += 1) {
    const place = words.slice(at, at + count);
    if (plain(words[at + count]) !== 'time' || !place.every((each) => /^\p{Lu}\p{L}+$/u.test(each))) continue;
    const name = place.join(' ');
    return { zone: oneZone(PARTS.test(name) ? `${name} time` : name), end: at + count + 1 };
  }
  return undefined;
}

/** What follows „czasu”: an adjective, a short name, a place with „w” or without. */
function polishZone(words: readonly string[], at: number): ZoneMatch | undefined {
  const word = foldText(plain(words[at]));
  const own = /^(?:naszego|mojego)$/.test(word);
  if (word === '' || own) return undefined;
  if (SHORT.test(word) || SHORT.test(word.toUpperCase()) || OFFSET.test(word))
    return { zone: oneZone(SHORT.test(word) ? word : word.toUpperCase()), end: at + 1 };
  if (/ego$/.test(word)) {
    const stem = word.replace(/i?ego$/, '');
    const place = PLACE_BY_ADJECTIVE.get(stem);
    const zone = place === undefined ? (oneZone(`czas ${stem}i`) ?? oneZone(`czas ${stem}y`)) : oneZone(place);
    return { zone, end: at + 1 };
  }
  const from = word === 'w' || word === 'we' ? at + 1 : at;
  const isPlace = /^\p{Lu}/u.test(words[from] ?? '');
  return isPlace ? { zone: oneZone(plain(words[from])), end: from + 1 } : undefined;
}
