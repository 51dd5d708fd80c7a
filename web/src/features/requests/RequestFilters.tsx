import { useQuery } from '@tanstack/react-query';
import { useTranslation } from '~/i18n/useTranslation';
import { poolsQuery, routesQuery } from '~/api/gateway';
import { useMay } from '~/api/roles';
import { useListedTenant } from '~/api/tenants';
import { Button } from '~/design/Button';
import { SelectField, TextField } from '~/design/Field';
import filters from '~/design/Filters.module.css';
import form from '~/design/Form.module.css';
import { usePlace } from './usePlace';
import styles from './Requests.module.css';

const classes = ['2xx', '3xx', '4xx', '5xx'];

/** Judged in the gateway, so that a rare request is found among many. */
export function RequestFilters({ isHostRefused }: { readonly isHostRefused: boolean }) {
  const { t } = useTranslation();
  const { filter, set, clear } = usePlace();
  const mayAsk = useMay('operator');
  const listed = useListedTenant(filter.tenant);
  const { data: routes } = useQuery(routesQuery(listed));
  const { data: pools } = useQuery(poolsQuery(listed));
  const statuses = new Set([...classes, 'none', ...(filter.status === undefined ? [] : [filter.status])]);
  return (
    <form className={filters.filters} onSubmit={(event) => event.preventDefault()} aria-label={t('requests.filters')}>
      <TextField
        key={filter.host ?? ''}
        label={t('requests.host')}
        title={t('requests.hostHint')}
        error={isHostRefused ? t('requests.hostRefused') : undefined}
        defaultValue={filter.host ?? ''}
        spellCheck={false}
        autoCapitalize="off"
        onBlur={(event) => event.target.value.trim() !== (filter.host ?? '') && set({ host: event.target.value.trim() })}
        onKeyDown={(event) => event.key === 'Enter' && set({ host: event.currentTarget.value.trim() })}
      />
      <Names label={t('requests.route')} any={t('requests.anyRoute')} names={routes?.items} value={filter.route} onSet={(route) => set({ route })} />
      <Names label={t('requests.pool')} any={t('requests.anyPool')} names={pools?.items} value={filter.pool} onSet={(pool) => set({ pool })} />
      <SelectField label={t('requests.status')} value={filter.status ?? ''} onChange={(event) => set({ status: event.target.value })}>
        <option value="">{t('requests.anyStatus')}</option>
        {[...statuses].map((status) => (
          <option key={status} value={status}>
            {status === 'none' ? t('requests.noAnswer') : status}
          </option>
        ))}
      </SelectField>
      <span className={styles.flags}>
        <label className={form.flag}>
          <input type="checkbox" checked={filter.own === true} onChange={(event) => set({ own: event.target.checked })} />
          {t('requests.own')}
        </label>
        {mayAsk && (
          <label className={form.flag} title={t('requests.clientsHint')}>
            <input type="checkbox" checked={filter.clients === true} onChange={(event) => set({ clients: event.target.checked })} />
            {t('requests.clients')}
          </label>
        )}
      </span>
      {Object.keys(filter).some((name) => name !== 'tenant') && (
        <Button tone="quiet" onClick={clear}>
          {t('requests.clear')}
        </Button>
      )}
    </form>
  );
}

interface NamesProps {
  readonly label: string;
  readonly any: string;
  readonly names: readonly { readonly name: string }[] | undefined;
  readonly value: string | undefined;
  readonly onSet: (value: string) => void;
}

function Names({ label, any, names = [], value, onSet }: NamesProps) {
  const all = new Set([...names.map(({ name }) => name), ...(value === undefined ? [] : [value])]);
  return (
    <SelectField label={label} value={value ?? ''} onChange={(event) => onSet(event.target.value)}>
      <option value="">{any}</option>
      {[...all].sort().map((name) => (
        <option key={name}>{name}</option>
      ))}
    </SelectField>
  );
}
