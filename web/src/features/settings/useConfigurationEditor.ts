import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { controlQuery } from '~/api/control';
import { configurationKey } from '~/api/gateway';
import { isProblem } from '~/api/problem';
import type { Difference } from '~/editing/changes';
import { useTyped, type Typed } from '~/editing/useTyped';
import { faultsOf, readWhole, saveWhole, tryWhole, type Answer, type Configuration, type Fault } from './configuration';
import { follow, merge, type Clash } from './merge';

const STALE = 412;

export interface ConfigurationEditor {
  readonly text: string;
  readonly setText: (text: string) => void;
  /** What it was, or is by now, without what was typed. */
  readonly base: Configuration;
  readonly isChanged: boolean;
  readonly typed: Typed;
  readonly reason: string;
  readonly setReason: (reason: string) => void;
  /** What saving would change; null while it was not asked for what is typed now. */
  readonly differences: readonly Difference[] | null;
  readonly preview: () => void;
  readonly save: () => void;
  readonly faults: readonly Fault[];
  /** Of the last try, where no line tells it. */
  readonly error: Error | null;
  /** Somebody else changed it since it was read. */
  readonly isStale: boolean;
  readonly readAgain: () => void;
  /** After reading again: the places that both changed; null while nobody was faster. */
  readonly clashes: readonly Clash[] | null;
  /** This place has been looked after: what the other person had there is shown no longer. */
  readonly settle: (clash: Clash) => void;
  readonly isBusy: boolean;
}

/** The whole configuration under somebody's hands: tried before it is saved, and nothing typed is lost when somebody was faster. */
export function useConfigurationEditor(stored: Configuration, onSaved: (answer: Answer) => void): ConfigurationEditor {
  const queries = useQueryClient();
  const [base, setBase] = useState(stored);
  const [text, setText] = useState(stored.text);
  const [clashes, setClashes] = useState<readonly Clash[] | null>(null);
  const [reason, setReason] = useState('');
  const isChanged = text !== base.text;
  const typed = useTyped(isChanged);
  const ifMatch = base.tag ?? undefined;
  const trying = useMutation({ mutationFn: () => tryWhole(text, ifMatch) });
  const saving = useMutation({
    mutationFn: () => saveWhole(text, ifMatch, reason),
    onSuccess: async (answer) => {
      typed.settle();
      await Promise.all([queries.invalidateQueries({ queryKey: configurationKey }), queries.invalidateQueries({ queryKey: controlQuery.queryKey })]);
      onSaved(answer);
    },
  });
  const forgetTries = () => {
    trying.reset();
    saving.reset();
  };
  const reading = useMutation({
    mutationFn: () => readWhole(),
    onSuccess: (now) => {
      const merged = merge(base.text, text, now.text);
      setBase(now);
      setText(merged.text);
      // What was not settled before this reading is not settled by it.
      const open = follow(clashes ?? [], text, merged.text).filter(({ line }) => merged.clashes.every((clash) => clash.line !== line));
      setClashes([...open, ...merged.clashes].sort((one, other) => one.line - other.line));
      forgetTries();
    },
  });
  const error = saving.error ?? trying.error ?? reading.error;
  const isStale = isProblem(error, STALE);
  const faults = isProblem(error) ? faultsOf(error.fields) : [];
  return {
    text,
    setText: (now) => {
      setText(now);
      setClashes(clashes === null || clashes.length === 0 ? null : follow(clashes, text, now));
      forgetTries();
    },
    base,
    isChanged,
    typed,
    reason,
    setReason,
    differences: trying.data ?? null,
    preview: () => {
      saving.reset();
      trying.mutate();
    },
    save: () => saving.mutate(),
    faults,
    error: isStale || faults.length > 0 ? null : error,
    isStale,
    readAgain: () => reading.mutate(),
    clashes,
    settle: (settled) => setClashes(clashes?.filter((clash) => clash !== settled) ?? null),
    isBusy: trying.isPending || saving.isPending || reading.isPending,
  };
}
