import type { ComponentProps, ReactNode } from 'react';
import { SelectField, TextField } from '~/design/Field';
import form from '~/design/Form.module.css';
import rows from '~/design/Rows.module.css';
import { useFields } from './EditorContext';
import { ON, type Draft } from './fields';
import styles from './EditFields.module.css';

interface Named {
  /** The key of the object, as the server's errors name it. */
  readonly name: string;
  readonly label: string;
  readonly hint?: string | undefined;
}

export function EditText({ name, label, hint, ...input }: Named & Omit<ComponentProps<'input'>, 'value' | 'onChange'>) {
  const { draft, errors, set } = useFields();
  // A list that is written in one field has its errors told by place: `methods[1]`.
  const ofItem = Object.keys(errors).find((key) => key.startsWith(`${name}[`));
  return <TextField {...input} label={label} hint={hint} error={errors[name] ?? (ofItem === undefined ? undefined : errors[ofItem])} value={draft[name] ?? ''} onChange={(event) => set(name, event.target.value)} spellCheck={false} autoCapitalize="off" />;
}

export function EditSelect({ name, label, hint, children, ...select }: Named & { readonly children: ReactNode } & Omit<ComponentProps<'select'>, 'value' | 'onChange'>) {
  const { draft, errors, set } = useFields();
  return (
    <SelectField {...select} label={label} hint={hint} error={errors[name]} value={draft[name] ?? ''} onChange={(event) => set(name, event.target.value)}>
      {children}
    </SelectField>
  );
}

export function EditFlag({ name, label, hint }: Named) {
  const { draft, set } = useFields();
  return (
    <label className={form.flag}>
      <input type="checkbox" checked={draft[name] === ON} onChange={(event) => set(name, event.target.checked ? ON : '')} />
      <span>
        {label}
        {hint !== undefined && <span className={rows.hint}> {hint}</span>}
      </span>
    </label>
  );
}

/** A part of the object that is there or not; `begins` is what it starts with. */
export function EditSection({ name, label, hint, begins = {} }: Named & { readonly begins?: Draft }) {
  const { draft, assign } = useFields();
  return (
    <label className={form.flag}>
      <input type="checkbox" checked={draft[name] === ON} onChange={(event) => assign(event.target.checked ? { [name]: ON, ...begins } : { [name]: '' })} />
      <span>
        {label}
        {hint !== undefined && <span className={rows.hint}> {hint}</span>}
      </span>
    </label>
  );
}

/** A group of fields under one heading, side by side where there is room. */
export function FieldGroup({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <fieldset className={styles.group}>
      <legend>{title}</legend>
      <div className={styles.fields}>{children}</div>
    </fieldset>
  );
}

/** What few need, folded away; open where something in it is wrong. */
export function MoreFields({ title, isOpen = false, children }: { readonly title: string; readonly isOpen?: boolean; readonly children: ReactNode }) {
  return (
    <details className={styles.more} open={isOpen}>
      <summary>{title}</summary>
      {children}
    </details>
  );
}
