import { useEffect, useState } from 'preact/hooks';

/** What is open on the page: a channel (or the app's Home tab) and perhaps a thread in it. */
export type Place = { readonly channel: string | null; readonly thread: string | null };

const read = (): Place => {
  const [channel = '', thread = ''] = location.hash.replace(/^#\/?/, '').split('/');
  return { channel: channel || null, thread: thread || null };
};

/** The place in the address, so that a reload and the back button keep it. */
export function usePlace(): readonly [Place, (place: Place) => void] {
  const [place, setPlace] = useState(read);
  useEffect(() => {
    const follow = () => setPlace(read());
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, []);
  const go = ({ channel, thread }: Place) => {
    location.hash = `/${[channel, thread].filter((part) => part !== null).join('/')}`;
  };
  return [place, go];
}
