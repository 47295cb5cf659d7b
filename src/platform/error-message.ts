/** What went wrong, in a sentence for a person: never empty, since some errors of the network have a code and no message. */
export function errorMessage(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.message !== '') return error.message;
  return 'code' in error ? String(error.code) : error.name;
}
