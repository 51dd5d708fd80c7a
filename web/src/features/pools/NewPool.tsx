import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from '~/i18n/useTranslation';
import { configurationKey } from '~/api/gateway';
import { ALL_TENANTS, ownerOf } from '~/api/tenants';
import { Button } from '~/design/Button';
import { Panel } from '~/design/Panel';
import rows from '~/design/Rows.module.css';
import { EditText, FieldGroup } from '~/editing/EditFields';
import { EditorForm } from '~/editing/EditorForm';
import { rowCount } from '~/editing/fields';
import { useEditor, type Editor } from '~/editing/useEditor';
import { PoolFields } from './PoolFields';
import { newPool, newPoolShape } from './shapes';
import { usePlace } from './usePlace';
import styles from './Pools.module.css';

/** A name and an address are enough; everything else has a default. */
export function NewPool() {
  const { t } = useTranslation();
  const { place, close, choose } = usePlace();
  const queries = useQueryClient();
  const owner = place.tenant === undefined || place.tenant === ALL_TENANTS ? undefined : ownerOf(place.tenant);
  const editor = useEditor({
    shape: newPoolShape,
    stored: null,
    initial: newPool,
    change: (body) => ({ method: 'POST', path: '/api/pools', tenant: owner, body }),
    onSaved: () => {
      void queries.invalidateQueries({ queryKey: configurationKey });
      choose(editor.draft.name?.trim() ?? '', owner);
    },
  });
  return (
    <Panel title={t('pool.newTitle')}>
      <EditorForm editor={editor} action={t('pool.save')} onClose={close}>
        <EditText name="name" label={t('pool.name')} hint={t('pool.nameHint')} required autoFocus />
        <FirstBackends editor={editor} />
        <PoolFields isNew />
      </EditorForm>
    </Panel>
  );
}

function FirstBackends({ editor }: { readonly editor: Editor }) {
  const { t } = useTranslation();
  const count = rowCount(editor.draft, 'backends');
  return (
    <FieldGroupWhole title={t('pool.backends')}>
      {Array.from({ length: count }, (_, index) => (
        <div key={index} className={styles.newRow}>
          <EditText name={`backends[${index}].address`} label={t('pool.address')} placeholder={t('pool.addressExample')} required />
          <EditText name={`backends[${index}].weight`} label={t('pool.weight')} inputMode="numeric" />
          {count > 1 && (
            <Button aria-label={t('pool.dropRow', { number: index + 1 })} onClick={() => editor.removeRow('backends', index)}>
              {t('pool.drop')}
            </Button>
          )}
        </div>
      ))}
      <Button onClick={() => editor.addRow('backends')}>{t('pool.anotherBackend')}</Button>
    </FieldGroupWhole>
  );
}

function FieldGroupWhole({ title, children }: Parameters<typeof FieldGroup>[0]) {
  return (
    <FieldGroup title={title}>
      <div className={rows.stack} style={{ gridColumn: '1 / -1' }}>
        {children}
      </div>
    </FieldGroup>
  );
}
