/** Whether keys are being typed into something already. */
const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/u.test(target.tagName));

/**
 * Calls back when a key anywhere on the page asks for the composer: `/`, which begins a command, or Ctrl+K. Not while a form is open or
 * something else is typed into. The answer stops it.
 */
export function onComposerKey(focus: (start: '/' | '') => void): () => void {
  const press = (event: KeyboardEvent) => {
    const isSlash = event.key === '/' && !event.ctrlKey && !event.metaKey && !isTyping(event.target);
    const isCtrlK = event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey);
    if ((!isSlash && !isCtrlK) || document.querySelector('dialog[open]') !== null) return;
    event.preventDefault();
    focus(isSlash ? '/' : '');
  };
  document.addEventListener('keydown', press);
  return () => document.removeEventListener('keydown', press);
}
