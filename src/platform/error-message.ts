/** Node's or a database's code of an error, `ECONNREFUSED`; empty where it has none. */
export const errorCode = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : '');

/** The error's message for a person; its code or name where the message is empty, as with some network errors. */
export function errorMessage(error: unknown): string {
  if (!(error instanceof Error)) {
    if (!(error instanceof Object)) return String(error);
    const said: unknown = Reflect.get(error, 'message') ?? Reflect.get(error, 'code') ?? Reflect.get(error, 'name');
    return typeof said === 'string' && said !== '' ? said : JSON.stringify(error);
  }
  if (error.message !== '') return error.message;
  return 'code' in error ? String(error.code) : error.name;
}
