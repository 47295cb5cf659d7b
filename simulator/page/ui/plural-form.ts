/** A number with the word that goes with it in a language. @param forms by the names of Intl.PluralRules. */
export const pluralForm = (locale: string, forms: { readonly [form: string]: string }) => {
  const rules = new Intl.PluralRules(locale);
  return (count: number) => `${count} ${forms[rules.select(count)] ?? forms['other'] ?? ''}`;
};
