import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from '~/i18n/useTranslation';
import { Button } from '~/design/Button';
import { SelectField, TextField } from '~/design/Field';
import filters from '~/design/Filters.module.css';
import { periods, type AuditFilter } from './audit';

const results = ['ok', 'refused', 'failed'] as const;

export function AuditFilters({ filter }: { readonly filter: AuditFilter }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  // Another filter begins at its first page, and with nothing chosen.
  const set = (name: keyof AuditFilter, value: string) => {
    const next = { ...filter, [name]: value.trim() };
    void navigate({ to: '.', search: Object.fromEntries(Object.entries(next).filter(([, kept]) => kept !== '')) });
  };
  const typed = (name: 'actor' | 'action' | 'target', label: string, hint?: string) => (
    <TextField
      key={`${name} ${filter[name] ?? ''}`}
      label={label}
      title={hint}
      defaultValue={filter[name] ?? ''}
      spellCheck={false}
      onBlur={(event) => event.target.value !== (filter[name] ?? '') && set(name, event.target.value)}
      onKeyDown={(event) => event.key === 'Enter' && set(name, event.currentTarget.value)}
    />
  );
  return (
    <form className={filters.filters} aria-label={t('audit.filters')} onSubmit={(event) => event.preventDefault()}>
      {typed('actor', t('audit.actor'))}
      {typed('action', t('audit.action'), t('audit.actionHint'))}
      {typed('target', t('audit.target'))}
      <SelectField label={t('audit.result')} value={filter.result ?? ''} onChange={(event) => set('result', event.target.value)}>
        <option value="">{t('audit.every')}</option>
        {results.map((name) => (
          <option key={name} value={name}>
            {t(`audit.results.${name}`)}
          </option>
        ))}
      </SelectField>
      <SelectField label={t('audit.periodLabel')} value={filter.period ?? ''} onChange={(event) => set('period', event.target.value)}>
        <option value="">{t('audit.everything')}</option>
        {Object.keys(periods).map((name) => (
          <option key={name} value={name}>
            {t(`audit.period.${name as keyof typeof periods}`)}
          </option>
        ))}
      </SelectField>
      {Object.keys(filter).length > 0 && (
        <Button tone="quiet" onClick={() => void navigate({ to: '.', search: {} })}>
          {t('audit.clear')}
        </Button>
      )}
    </form>
  );
}
