import type { Locator, Page } from 'playwright-core';

/** What is typed into each kind of text input. */
const SAMPLE_ENTRIES: Readonly<Record<string, string>> = {
  plain_text_input: 'Bielik',
  number_input: '42',
  email_text_input: 'maria@example.com',
  url_text_input: 'https://example.com',
  rich_text_input: 'Some words',
  datepicker: '2026-12-24',
  timepicker: '10:45',
  datetimepicker: '2026-12-24T10:45',
};

/** Says yes where the app wants a confirmation. */
async function confirmDialog(page: Page): Promise<void> {
  const dialog = page.locator('dialog.small');
  if ((await dialog.count()) > 0) await dialog.locator('footer button').last().click();
}

async function chooseOption(page: Page, element: Locator, type: string): Promise<void> {
  const box = element.getByRole('combobox');
  await box.click();
  if (type.includes('external')) await box.fill('abc');
  await page.getByRole('option').first().click();
  if (type.startsWith('multi_')) await box.press('Escape');
}

/** Uses an element as a person would: presses, chooses the first choice, types. */
export async function operateElement(page: Page, element: Locator, type: string): Promise<void> {
  const typed = SAMPLE_ENTRIES[type];
  if (typed !== undefined) {
    const field = element.locator('input, textarea');
    await field.fill(typed);
    await field.blur();
  } else if (type === 'overflow') {
    await element.getByRole('button').click();
    await page.getByRole('menuitem').first().click();
  } else if (type.endsWith('select')) {
    await chooseOption(page, element, type);
  } else if (type === 'checkboxes' || type === 'radio_buttons') {
    await element.locator('input').first().click();
  } else {
    await element.getByRole('button').first().click();
  }
  await confirmDialog(page);
}
