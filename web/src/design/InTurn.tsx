import { startTransition, useEffect, useState, type ReactNode } from 'react';
import { whenIdle } from './whenIdle';

let last: Promise<unknown> = Promise.resolve();

/** Resolves in a moment of the browser's leisure that nobody else has who asked: between two, it may answer a finger. */
export function turn(): Promise<unknown> {
  last = last.then(whenIdle);
  return last;
}

/**
 * A part of a page that is rendered after those before it, in a task of its own: a page that is rendered at once holds a phone up for as long as all its parts
 * take together. Until then its place stands there, as high as the part.
 */
export function InTurn({ place, children }: { readonly place: ReactNode; readonly children: ReactNode }) {
  const [isDue, setDue] = useState(false);
  useEffect(() => {
    let isGone = false;
    void turn().then(() => {
      if (!isGone) startTransition(() => setDue(true));
    });
    return () => {
      isGone = true;
    };
  }, []);
  return isDue ? children : place;
}
