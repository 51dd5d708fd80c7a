import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import * as z from 'zod/mini';
import { describeProblem } from '~/api/describeProblem';
import { isProblem } from '~/api/problem';
import { routerId, type RouterRow } from '~/api/queries';
import { Button } from '~/design/Button';
import { Dialog } from '~/design/Dialog';
import { SelectField, TextField } from '~/design/Field';
import form from '~/design/Form.module.css';
import { Failure } from '~/design/States';
import { saveRouter, type RouterForm } from './routers';

interface Props {
  readonly row: RouterRow | null;
  readonly onClose: () => void;
  readonly onSaved: (id: string) => void;
}

const SSH_PORT = '22';
const MAX_PORT = 65_535;
const saved = z.looseObject({ id: z.string() });

export function RouterDialog({ row, onClose, onSaved }: Props) {
  const { t } = useTranslation();
  const id = row === null ? null : routerId(row);
  return (
    <Dialog title={id === null ? t('routers.add') : t('routers.editTitle', { name: row?.name ?? id })} onClose={onClose}>
      <Form id={id} initial={row} onClose={onClose} onSaved={onSaved} />
    </Dialog>
  );
}

interface FormProps {
  readonly id: string | null;
  readonly initial: RouterRow | null;
  readonly onClose: () => void;
  readonly onSaved: (id: string) => void;
}

function Form({ id, initial, onClose, onSaved }: FormProps) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const save = useMutation({
    mutationFn: (data: FormData) => saveRouter(id, readForm(data)),
    onSuccess: async (answer) => {
      await queries.invalidateQueries({ queryKey: ['routers'] });
      onClose();
      const made = id ?? idOf(answer);
      if (made !== null) onSaved(made);
    },
  });
  // Not the form's `action`: that empties the fields, also when the server refuses them.
  const onSubmit = (event: SyntheticEvent<HTMLFormElement>) => {
    event.preventDefault();
    save.mutate(new FormData(event.currentTarget));
  };
  const errors = isProblem(save.error) ? save.error.fields : {};
  const unnamed = save.isError && Object.keys(errors).length === 0;
  return (
    <form className={form.form} onSubmit={onSubmit}>
      <TextField label={t('routers.name')} name="name" required maxLength={64} defaultValue={initial?.name ?? ''} error={errors.name} />
      {id === null && <TextField label={t('routers.id')} name="id" required maxLength={64} pattern="[a-z0-9_\-]+" hint={t('routers.idHint')} error={errors.id} />}
      <TextField label={t('routers.host')} name="host" required maxLength={253} defaultValue={initial?.host ?? ''} error={errors.host} />
      <SelectField label={t('routers.protocol')} name="protocol" defaultValue={initial?.protocol ?? 'ssh'} error={errors.protocol}>
        <option value="ssh">{t('routers.ssh')}</option>
        <option value="telnet">{t('routers.telnet')}</option>
      </SelectField>
      <TextField label={t('routers.port')} name="port" type="number" min={1} max={MAX_PORT} required defaultValue={initial?.port ?? SSH_PORT} error={errors.port} />
      <TextField label={t('routers.username')} name="username" required autoComplete="off" defaultValue={initial?.username ?? ''} error={errors.username} />
      <TextField
        label={t('routers.password')}
        name="password"
        type="password"
        autoComplete="new-password"
        required={id === null}
        hint={id === null ? t('routers.passwordHint') : t('routers.passwordKept')}
        error={errors.password}
      />
      <div className={form.whole}>
        <TextField label={t('routers.uplinks')} name="uplinks" hint={t('routers.uplinksHint')} defaultValue={initial?.uplinks.join(', ') ?? ''} error={errors.uplinks} />
      </div>
      {unnamed && (
        <div className={form.whole}>
          <Failure title={t('routers.notSaved')} detail={describeProblem(t, save.error)} />
        </div>
      )}
      <div className={form.buttons}>
        <Button onClick={onClose}>{t('action.cancel')}</Button>
        <Button type="submit" tone="primary" disabled={save.isPending}>
          {t('routers.save')}
        </Button>
      </div>
    </form>
  );
}

function readForm(data: FormData): RouterForm {
  const field = (name: string) => {
    const value = data.get(name);
    return typeof value === 'string' ? value.trim() : '';
  };
  const password = data.get('password');
  return {
    id: data.has('id') ? field('id') : undefined,
    name: field('name'),
    host: field('host'),
    port: Number(field('port')),
    protocol: field('protocol'),
    username: field('username'),
    password: typeof password === 'string' && password !== '' ? password : undefined,
    uplinks: field('uplinks').split(/[\s,]+/).filter(Boolean),
  };
}

function idOf(answer: unknown): string | null {
  const parsed = saved.safeParse(answer);
  return parsed.success ? parsed.data.id : null;
}
