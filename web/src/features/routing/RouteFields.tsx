import { useQuery } from '@tanstack/react-query';
import { useTranslation } from '~/i18n/useTranslation';
import { poolsQuery } from '~/api/gateway';
import { Button } from '~/design/Button';
import { SelectField } from '~/design/Field';
import { EditFlag, EditSelect, EditText, FieldGroup, MoreFields } from '~/editing/EditFields';
import { ON, rowCount } from '~/editing/fields';
import { ProveHost } from '~/editing/ProveHost';
import type { Editor } from '~/editing/useEditor';
import { redirectStatuses } from './shapes';
import styles from './Routing.module.css';

const headerLists = ['headers', 'request_headers.set', 'request_headers.add'] as const;
type HeaderList = (typeof headerLists)[number];

/** What the server shows of a secret. */
const MASK = '***';

interface Props {
  readonly editor: Editor;
  readonly of: string | undefined;
}

export function RouteFields({ editor, of }: Props) {
  const { t } = useTranslation();
  const isRedirect = editor.draft.redirect === ON;
  return (
    <>
      <FieldGroup title={t('routes.takes')}>
        <EditText name="host" label={t('routes.host')} hint={t('routes.hostHint')} placeholder={t('routes.hostExample')} required />
        <EditText name="path_prefix" label={t('routes.prefix')} hint={t('routes.prefixHint')} />
        <ProveHost error={editor.error} field="host" of={of} />
      </FieldGroup>
      <Target editor={editor} of={of} />
      <MoreFields title={t('routes.more')} isOpen={headerLists.some((list) => rowCount(editor.draft, list) > 0) || (editor.draft.methods ?? '') !== ''}>
        <FieldGroup title={t('routes.conditions')}>
          <EditText name="methods" label={t('routes.methods')} hint={t('routes.methodsHint')} />
          <EditText name="priority" label={t('routes.priority')} hint={t('routes.priorityHint')} inputMode="numeric" />
        </FieldGroup>
        <Headers editor={editor} list="headers" legend={t('routes.headers')} />
        {!isRedirect && <Headers editor={editor} list="request_headers.set" legend={t('routes.sets')} />}
        {!isRedirect && <Headers editor={editor} list="request_headers.add" legend={t('routes.adds')} />}
        <FieldGroup title={t('routes.bounds')}>
          <EditText name="max_body_bytes" label={t('routes.maxBody')} hint={t('routes.maxBodyHint')} />
          <EditText name="timeouts.first_byte" label={t('routes.firstByte')} hint={t('routes.ofPool')} />
          <EditText name="timeouts.idle" label={t('routes.idle')} hint={t('routes.ofPool')} />
          <EditText name="timeouts.whole" label={t('routes.whole')} hint={t('routes.ofPool')} />
        </FieldGroup>
      </MoreFields>
    </>
  );
}

function Target({ editor, of }: Props) {
  const { t } = useTranslation();
  const { data } = useQuery(poolsQuery(of));
  const { draft, assign } = editor;
  const isRedirect = draft.redirect === ON;
  const names = new Set([...(draft.pool ? [draft.pool] : []), ...(data?.items.filter((row) => row.managed_by !== 'demonstration').map(({ name }) => name) ?? [])]);
  return (
    <FieldGroup title={t('routes.leads')}>
      <SelectField label={t('routes.kind')} value={isRedirect ? 'redirect' : 'pool'} onChange={(event) => assign({ redirect: event.target.value === 'redirect' ? ON : '' })}>
        <option value="pool">{t('routes.toPool')}</option>
        <option value="redirect">{t('routes.toAddress')}</option>
      </SelectField>
      {!isRedirect && (
        <EditSelect name="pool" label={t('routes.pool')} hint={names.size === 0 ? t('routes.noPool') : undefined} required>
          <option value="">{t('routes.choosePool')}</option>
          {[...names].sort().map((name) => (
            <option key={name}>{name}</option>
          ))}
        </EditSelect>
      )}
      {isRedirect && <EditText name="redirect.to" label={t('routes.to')} hint={t('routes.toHint')} placeholder={t('routes.toExample')} required />}
      {isRedirect && (
        <EditSelect name="redirect.status" label={t('routes.status')}>
          <option value="">{redirectStatuses[0]}</option>
          {redirectStatuses.map((status) => (
            <option key={status}>{status}</option>
          ))}
        </EditSelect>
      )}
      {!isRedirect && <EditFlag name="strip_prefix" label={t('routes.strip')} />}
    </FieldGroup>
  );
}

interface HeadersProps {
  readonly editor: Editor;
  readonly list: HeaderList;
  readonly legend: string;
}

function Headers({ editor, list, legend }: HeadersProps) {
  const { t } = useTranslation();
  return (
    <fieldset className={styles.headers}>
      <legend>{legend}</legend>
      {Array.from({ length: rowCount(editor.draft, list) }, (_, index) => (
        <div key={index} className={styles.header}>
          <EditText name={`${list}[${index}].name`} label={t('routes.headerName')} required />
          <EditText name={`${list}[${index}].value`} label={t('routes.headerValue')} hint={editor.draft[`${list}[${index}].value`] === MASK ? t('routes.masked') : undefined} required />
          <Button aria-label={t('routes.dropHeader', { number: index + 1 })} onClick={() => editor.removeRow(list, index)}>
            {t('routes.drop')}
          </Button>
        </div>
      ))}
      <Button onClick={() => editor.addRow(list)}>{t('routes.addHeader')}</Button>
    </fieldset>
  );
}
