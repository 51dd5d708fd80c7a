import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from '~/i18n/useTranslation';
import { configurationKey } from '~/api/gateway';
import type { Tagged } from '~/api/http';
import { Panel } from '~/design/Panel';
import { readObject } from '~/editing/changes';
import { EditText, FieldGroup } from '~/editing/EditFields';
import { EditorForm } from '~/editing/EditorForm';
import type { Body } from '~/editing/fields';
import { useEditor } from '~/editing/useEditor';
import { LIMITS_PATH } from './limits';
import { RateFields } from './RateFields';
import { boundNames, bounds, gatewayBody, gatewayShape } from './shapes';
import { usePlace } from './usePlace';

/** The whole gateway's bounds and rates. */
export function GatewayForm({ stored }: { readonly stored: Tagged<Body> }) {
  const { t } = useTranslation();
  const { close } = usePlace();
  const queries = useQueryClient();
  const editor = useEditor({
    shape: gatewayShape,
    stored,
    change: (body) => ({ method: 'PUT', path: LIMITS_PATH, body: gatewayBody(body) }),
    reread: () => readObject(LIMITS_PATH, undefined),
    onSaved: () => {
      void queries.invalidateQueries({ queryKey: configurationKey });
      close();
    },
  });
  return (
    <Panel title={t('limits.editGateway')}>
      <EditorForm editor={editor} action={t('limits.save')} onClose={close}>
        <RateFields editor={editor} />
        <FieldGroup title={t('limits.bounds')}>
          {boundNames.map((name) => (
            <EditText key={name} name={`bounds.${name}`} label={t(`limits.bound.${name}`)} hint={t(`limits.boundHint.${name}`)} placeholder={String(bounds[name])} inputMode={name === 'max_body_bytes' ? 'text' : 'numeric'} />
          ))}
        </FieldGroup>
      </EditorForm>
    </Panel>
  );
}
