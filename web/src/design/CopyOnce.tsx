import { CopyField } from './CopyField';

/** A secret that is shown this once: the whole of it, and a button that copies it. */
export function CopyOnce({ label, secret, note }: { readonly label: string; readonly secret: string; readonly note: string }) {
  return <CopyField label={label} text={secret} note={note} isOnly />;
}
