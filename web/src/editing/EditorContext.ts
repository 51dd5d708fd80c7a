import { createContext, use } from 'react';
import type { Editor } from './useEditor';

/** What a field needs of the form around it. */
export type Fields = Pick<Editor, 'draft' | 'errors' | 'set' | 'assign'>;

export const EditorContext = createContext<Fields | null>(null);

export function useFields(): Fields {
  const fields = use(EditorContext);
  if (fields === null) throw new Error('a field of an editor stands outside its form');
  return fields;
}
