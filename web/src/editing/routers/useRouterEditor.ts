import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Tagged } from '~/api/http';
import { isProblem } from '~/api/problem';
import { useFieldErrors } from '~/design/FormErrors';
import type { Fields } from '../EditorContext';
import { differing, rebase, type Draft } from '../fields';
import { useTyped, type Typed } from '../useTyped';
import { changesOf, draftOfRouter, idFrom, newRouterOf, usualPorts } from './routerDraft';
import { addRouter, changeRouter, readRouter, testChangedRouter, testNewRouter, type StoredRouter, type TestStep } from './routers';

const STALE = 412;

export interface RouterEditor extends Fields {
  readonly isNew: boolean;
  readonly typed: Typed;
  readonly save: () => void;
  /** Of what is typed now; null while it was not tested. */
  readonly steps: readonly TestStep[] | null;
  readonly test: () => void;
  readonly isTesting: boolean;
  readonly isBusy: boolean;
  /** Somebody else changed it since it was read. */
  readonly isStale: boolean;
  readonly readAgain: () => void;
  /** Of the last try. */
  readonly error: Error | null;
}

/** @param stored What is changed; null: a new one is made. */
export function useRouterEditor(stored: Tagged<StoredRouter> | null, onSaved: (id: string, wasTested: boolean) => void): RouterEditor {
  const queries = useQueryClient();
  const [base, setBase] = useState(stored);
  const [draft, setDraft] = useState<Draft>(() => draftOfRouter(stored?.body ?? null));
  const typed = useTyped(differing(draft, draftOfRouter(base?.body ?? null)).length > 0);
  const testing = useMutation({ mutationFn: () => (base === null ? testNewRouter(newRouterOf(draft)) : testChangedRouter(base.body.id, changesOf(draft, base.body))) });
  const saving = useMutation({
    mutationFn: () => (base === null ? addRouter(newRouterOf(draft)) : changeRouter(base.body.id, changesOf(draft, base.body), base.tag)),
    onSuccess: async (id) => {
      await queries.invalidateQueries({ queryKey: ['routers'] });
      typed.settle();
      onSaved(id, testing.isSuccess);
    },
  });
  const reading = useMutation({
    mutationFn: async () => (base === null ? null : readRouter(base.body.id)),
    onSuccess: (now) => {
      if (now === null || base === null) return;
      setDraft(rebase(draft, draftOfRouter(base.body), draftOfRouter(now.body)));
      setBase(now);
      saving.reset();
    },
  });
  const edit = (values: Draft) => {
    setDraft((before) => ({ ...before, ...values }));
    testing.reset();
    saving.reset();
  };
  const error = saving.error ?? testing.error ?? reading.error;
  return {
    draft,
    errors: useFieldErrors(error),
    set: (name, value) => edit(withCompanions(draft, name, value, base === null)),
    assign: edit,
    isNew: base === null,
    typed,
    save: () => saving.mutate(),
    steps: testing.data ?? null,
    test: () => testing.mutate(),
    isTesting: testing.isPending,
    isBusy: testing.isPending || saving.isPending || reading.isPending,
    isStale: isProblem(error, STALE),
    readAgain: () => reading.mutate(),
    error,
  };
}

/** What follows from another field as long as nobody said otherwise: the id from the name, the port from the protocol. */
function withCompanions(draft: Draft, name: string, value: string, isNew: boolean): Draft {
  if (name === 'name' && isNew && draft.id === idFrom(draft.name ?? '')) return { name: value, id: idFrom(value) };
  if (name === 'protocol' && draft.port === usualPorts[draft.protocol ?? '']) return { protocol: value, port: usualPorts[value] ?? '' };
  return { [name]: value };
}
