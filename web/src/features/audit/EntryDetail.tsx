import { Link } from '@tanstack/react-router';
import { useTranslation } from '~/i18n/useTranslation';
import { Button } from '~/design/Button';
import { FactList } from '~/design/FactList';
import form from '~/design/Form.module.css';
import { Panel } from '~/design/Panel';
import { Unknown } from '~/design/Unknown';
import { useFormats } from '~/i18n/formats';
import { serverText } from '~/i18n/serverText';
import type { Entry } from './audit';
import styles from './EntryDetail.module.css';
import { difference } from './difference';
import { Result } from './Result';

export function EntryDetail({ entry, onClose }: { readonly entry: Entry; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const unknown = <Unknown reason={t('audit.notTold')} />;
  const { actor, action, target } = entry;
  return (
    <Panel title={t('audit.entry', { number: entry.sequence })} aside={<Button onClick={onClose}>{t('action.close')}</Button>}>
      <div className={form.form}>
        <div className={form.whole}>
          <FactList
            facts={[
              { label: t('audit.when'), value: entry.at === null ? unknown : formats.fullDate(Date.parse(entry.at) / 1000) },
              { label: t('audit.actor'), value: actor === null ? unknown : <Link to="/system/audit" search={{ actor }}>{serverText(actor, 'record')}</Link> },
              { label: t('audit.address'), value: entry.address ?? <Unknown reason={t('audit.byProgram')} /> },
              { label: t('audit.action'), value: action === null ? unknown : <Link to="/system/audit" search={{ action }}>{action}</Link> },
              { label: t('audit.target'), value: target === null || target === '' ? unknown : <Link to="/system/audit" search={{ target }}>{serverText(target, 'record')}</Link> },
              { label: t('audit.result'), value: <Result name={entry.result} /> },
              { label: t('audit.tenant'), value: entry.tenant_id ?? t('audit.installation') },
            ]}
          />
        </div>
        <Words entry={entry} />
        <div className={form.whole}>
          <Changes entry={entry} />
        </div>
      </div>
    </Panel>
  );
}

/** What was recorded cannot be changed: where the page says it in its own language, what stands in the record is told too. */
function Words({ entry: { detail } }: { readonly entry: Entry }) {
  const { t } = useTranslation();
  if (detail === null) return null;
  const said = serverText(detail, 'record');
  return (
    <div className={form.whole}>
      <p>{said}</p>
      {said !== detail && <p className={styles.recorded}>{t('audit.recorded', { detail })}</p>}
    </div>
  );
}

/** Before and after, field by field. */
function Changes({ entry }: { readonly entry: Entry }) {
  const { t } = useTranslation();
  const rows = difference(entry.before, entry.after);
  if (rows.length === 0) return <p className={styles.none}>{t('audit.noChange')}</p>;
  return (
    <table className={styles.changes}>
      <thead>
        <tr>
          <th scope="col">{t('audit.field')}</th>
          <th scope="col">{t('audit.before')}</th>
          <th scope="col">{t('audit.after')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ path, before, after }) => (
          <tr key={path}>
            <th scope="row">{path}</th>
            <td>{before !== null && <del>{before}</del>}</td>
            <td>{after !== null && <ins>{after}</ins>}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
