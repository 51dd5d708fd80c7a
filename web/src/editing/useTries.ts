import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { isProblem } from '~/api/problem';
import type { Difference } from './changes';

const STALE = 412;

export interface Tries {
  readonly reason: string;
  readonly setReason: (reason: string) => void;
  /** What saving would change; null while it was not asked for what is typed now. */
  readonly differences: readonly Difference[] | null;
  readonly preview: () => void;
  readonly save: () => void;
  /** Somebody else changed it since it was read. */
  readonly isStale: boolean;
  readonly readAgain: () => void;
  readonly isBusy: boolean;
}

interface Wanted<Answer, Now> {
  readonly preview: () => Promise<readonly Difference[]>;
  readonly save: (reason: string) => Promise<Answer>;
  readonly onSaved: (answer: Answer) => unknown;
  readonly read: () => Promise<Now>;
  readonly onRead: (now: Now) => void;
}

/** What is done with something typed: tried, saved, and read again where somebody was faster. What a try found holds until the next letter. */
export function useTries<Answer, Now>({ preview, save, onSaved, read, onRead }: Wanted<Answer, Now>) {
  const [reason, setReason] = useState('');
  const trying = useMutation({ mutationFn: preview });
  const saving = useMutation({ mutationFn: () => save(reason), onSuccess: onSaved });
  const forget = () => {
    trying.reset();
    saving.reset();
  };
  const reading = useMutation({
    mutationFn: read,
    onSuccess: (now) => {
      onRead(now);
      forget();
    },
  });
  const error = saving.error ?? trying.error ?? reading.error;
  const tries: Tries = {
    reason,
    setReason,
    differences: trying.data ?? null,
    preview: () => {
      saving.reset();
      trying.mutate();
    },
    save: () => saving.mutate(),
    isStale: isProblem(error, STALE),
    readAgain: () => reading.mutate(),
    isBusy: trying.isPending || saving.isPending || reading.isPending,
  };
  return { tries, forget, error };
}
