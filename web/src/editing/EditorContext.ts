import { createContext, use } from 'react';
import type { Editor } from './useEditor';

export const EditorContext = createContext<Editor | null>(null);

export function useFields(): Editor {
  const editor = use(EditorContext);
  if (editor === null) throw new Error('a field of an editor stands outside its form');
  return editor;
}
