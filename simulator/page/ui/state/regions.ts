/** The parts of the window in their order: F6 goes from one to the next, as in Slack, Shift+F6 back. */
const REGIONS = '[data-region]';
const CONTROLS =
  'a[href], button:not(:disabled), input:not(:disabled), select:not(:disabled), textarea:not(:disabled), [tabindex="0"]';

const isShown = (element: HTMLElement) => element.getClientRects().length > 0;

/** Listens for F6; the answer stops it. While a dialog is open the focus stays there. */
export function onRegionKey(): () => void {
  const press = (event: KeyboardEvent) => {
    if (event.key !== 'F6' || document.querySelector('dialog[open]') !== null) return;
    event.preventDefault();
    const regions = [...document.querySelectorAll<HTMLElement>(REGIONS)].filter(isShown);
    const here = regions.findIndex((region) => region.contains(document.activeElement));
    const step = event.shiftKey ? -1 : 1;
    const next = regions.at((here + step + regions.length) % regions.length);
    const controls = [...(next?.querySelectorAll<HTMLElement>(CONTROLS) ?? [])].filter(
      (control) => isShown(control) && control.tabIndex >= 0,
    );
    (next?.matches('[tabindex="0"]') ? next : (next?.querySelector<HTMLElement>('textarea') ?? controls[0]))?.focus();
  };
  document.addEventListener('keydown', press);
  return () => document.removeEventListener('keydown', press);
}
