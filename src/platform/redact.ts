const REMOVED = '[removed]';
/** A shorter secret is too likely to be part of an innocent word, such as the database's name. */
const MIN_SECRET_LENGTH = 6;

/** Secrets by pattern: personal tokens, Slack tokens, webhook and response URLs, socket tickets, a password in a connection string. */
const SECRET_PATTERNS: readonly (readonly [RegExp, string])[] = [
  [/\blejek_pat_\w+/g, REMOVED],
  [/\bx(?:ox[a-z]|app)(?:\.xox[a-z])?-[\w-]+/g, REMOVED],
  [/(https:\/\/hooks\.slack\.com\/[a-z]+\/)[\w/-]+/g, `$1${REMOVED}`],
  [/([?&]ticket=)[^&\s"\\]+/g, `$1${REMOVED}`],
  [/(\bpostgres(?:ql)?:\/\/[^\s:/@"\\]*:)[^\s@"\\]+(?=@)/g, `$1${REMOVED}`],
];

/**
 * Makes a function that removes secrets from a line.
 *
 * @param secrets the values themselves; of a database's address its password. They are found as they are and as JSON or a URL writes them.
 */
export function createRedactor(secrets: readonly string[]): (line: string) => string {
  const forms = new Set(secrets.flatMap(secretValues).filter(isLong).flatMap(encodedForms));
  return (line) => {
    let clean = line;
    for (const form of forms) clean = clean.replaceAll(form, REMOVED);
    for (const [pattern, replacement] of SECRET_PATTERNS) clean = clean.replace(pattern, replacement);
    return clean;
  };
}

const isLong = (secret: string): boolean => secret.length >= MIN_SECRET_LENGTH;

const encodedForms = (secret: string): readonly string[] => [
  secret,
  JSON.stringify(secret).slice(1, -1),
  encodeURIComponent(secret),
];

function secretValues(secret: string): readonly string[] {
  if (!/^\w+:\/\//.test(secret) || !URL.canParse(secret)) return [secret];
  const { password } = new URL(secret);
  return [password, decodeURIComponent(password)];
}
