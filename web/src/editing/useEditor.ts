import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { Tagged } from '~/api/http';
import { isProblem, type FieldErrors } from '~/api/problem';
import { useFieldErrors } from '~/design/FormErrors';
import { dryRun, make, type Change, type Difference } from './changes';
import { addRow, bodyOf, draftOf, rebase, removeRow, type Body, type Draft, type Shape } from './fields';
import { useTyped, type Typed } from './useTyped';

const STALE = 412;

export interface Subject {
  readonly shape: Shape;
  /** What is changed; null: a new one is made. */
  readonly stored: Tagged<Body> | null;
  /** What a new one begins with. */
  readonly initial?: Body;
  /** The server neither tries such a change nor keeps a reason with it. */
  readonly isPlain?: boolean;
  readonly change: (body: Body) => Omit<Change, 'ifMatch'>;
  /** Reads the object again, after somebody else changed it. */
  readonly reread?: () => Promise<Tagged<Body>>;
  /** The field that the server means by the key of an error, where the form is of a part of what is sent. */
  readonly fieldOf?: (key: string) => string;
  readonly onSaved: (answer: unknown) => void;
}

export interface Editor {
  readonly draft: Draft;
  readonly typed: Typed;
  readonly errors: FieldErrors;
  readonly set: (name: string, value: string) => void;
  /** Several fields at once. */
  readonly assign: (values: Draft) => void;
  readonly addRow: (list: string) => void;
  readonly removeRow: (list: string, index: number) => void;
  /** There is nothing to preview, and no reason is asked for. */
  readonly isPlain: boolean;
  readonly reason: string;
  readonly setReason: (reason: string) => void;
  /** What saving would change; null while it was not asked for what is typed now. */
  readonly differences: readonly Difference[] | null;
  readonly preview: () => void;
  readonly save: () => void;
  /** Somebody else changed it since it was read. */
  readonly isStale: boolean;
  readonly readAgain: () => void;
  /** The fields that the other one changed, after reading again. */
  readonly changedByOthers: readonly string[];
  readonly isBusy: boolean;
  /** Of the last try, where no field tells it. */
  readonly error: Error | null;
}

interface State {
  readonly base: Body | null;
  readonly tag: string | undefined;
  readonly draft: Draft;
  readonly changedByOthers: readonly string[];
}

/** A form over an object of the configuration: what would change before it does, and nothing lost when somebody was faster. */
export function useEditor({ shape, stored, initial, isPlain = false, change, reread, fieldOf, onSaved }: Subject): Editor {
  const [state, setState] = useState<State>(() => {
    const base = stored?.body ?? initial ?? null;
    return { base, tag: stored?.tag ?? undefined, draft: draftOf(shape, base), changedByOthers: [] };
  });
  const [reason, setReason] = useState('');
  const typed = useTyped(reason !== '' || differing(state.draft, draftOf(shape, state.base)).length > 0);
  const whole = () => ({ ...change(bodyOf(shape, state.draft, state.base)), ifMatch: state.tag });
  const trying = useMutation({ mutationFn: () => dryRun(whole()) });
  const saving = useMutation({
    mutationFn: () => make(whole(), reason),
    onSuccess: (answer) => {
      typed.settle();
      onSaved(answer);
    },
  });
  const reading = useMutation({
    mutationFn: async () => reread?.() ?? null,
    onSuccess: (now) => {
      if (now !== null) setState((before) => onto(shape, before, now));
      trying.reset();
      saving.reset();
    },
  });
  const edit = (draft: Draft) => {
    setState((before) => ({ ...before, draft }));
    trying.reset();
    saving.reset();
  };
  const error = saving.error ?? trying.error ?? reading.error;
  const isStale = isProblem(error, STALE);
  const errors = useFieldErrors(error);
  return {
    draft: state.draft,
    typed,
    errors: fieldOf === undefined ? errors : Object.fromEntries(Object.entries(errors).map(([key, message]) => [fieldOf(key), message])),
    set: (name, value) => edit({ ...state.draft, [name]: value }),
    assign: (values) => edit({ ...state.draft, ...values }),
    addRow: (list) => edit(addRow(state.draft, list)),
    removeRow: (list, index) => edit(removeRow(state.draft, list, index)),
    isPlain,
    reason,
    setReason,
    differences: trying.data ?? null,
    preview: () => {
      saving.reset();
      trying.mutate();
    },
    save: () => saving.mutate(),
    isStale,
    readAgain: () => reading.mutate(),
    changedByOthers: state.changedByOthers,
    isBusy: trying.isPending || saving.isPending || reading.isPending,
    error: isStale ? null : error,
  };
}

function differing(one: Draft, other: Draft): string[] {
  return Object.keys({ ...one, ...other }).filter((key) => one[key] !== other[key]);
}

function onto(shape: Shape, before: State, now: Tagged<Body>): State {
  const [old, fresh] = [draftOf(shape, before.base), draftOf(shape, now.body)];
  const changedByOthers = differing(old, fresh).filter((key) => !key.endsWith('#'));
  return { base: now.body, tag: now.tag ?? undefined, draft: rebase(before.draft, old, fresh), changedByOthers };
}
