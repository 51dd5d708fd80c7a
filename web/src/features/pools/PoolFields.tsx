import { useTranslation } from '~/i18n/useTranslation';
import { EditFlag, EditSection, EditSelect, EditText, FieldGroup, MoreFields } from '~/editing/EditFields';
import { useFields } from '~/editing/EditorContext';
import { ON } from '~/editing/fields';
import { HealthCheckFields } from './HealthCheckFields';
import { algorithms, defaults, hashSources, protocols, proxyHeaders } from './shapes';

/** Everything of a pool but its name and its backends. */
export function PoolFields({ isNew = false }: { readonly isNew?: boolean }) {
  const { t } = useTranslation();
  const { draft } = useFields();
  return (
    <>
      <FieldGroup title={t('pool.choice')}>
        <EditSelect name="algorithm" label={t('pool.algorithm')} hint={t(`pool.algorithmHint.${algorithms.find((known) => known === draft.algorithm) ?? 'round_robin'}`)}>
          <Words of={algorithms} />
        </EditSelect>
        {draft.algorithm === 'consistent_hash' && <HashFields />}
      </FieldGroup>
      <HealthCheckFields none={t('check.traffic')} />
      <MoreFields title={t('pool.more')} isOpen={!isNew && draft.sticky_sessions === ON}>
        <MoreOfPool />
      </MoreFields>
    </>
  );
}

/** Words of the configuration file, which are the same in every language. */
function Words({ of: words }: { readonly of: readonly string[] }) {
  return words.map((word) => <option key={word}>{word}</option>);
}

function HashFields() {
  const { t } = useTranslation();
  const { draft } = useFields();
  const source = draft['hash_on.source'];
  return (
    <>
      <EditSelect name="hash_on.source" label={t('pool.hashOn')}>
        <option value="">{t('pool.usual')}</option>
        <Words of={hashSources} />
      </EditSelect>
      {(source === 'header' || source === 'cookie') && <EditText name="hash_on.name" label={t('pool.hashName')} required />}
    </>
  );
}

function MoreOfPool() {
  const { t } = useTranslation();
  const { draft } = useFields();
  return (
    <>
      <FieldGroup title={t('pool.sticky')}>
        <EditSection name="sticky_sessions" label={t('pool.stickyOn')} />
        {draft.sticky_sessions === ON && <EditText name="sticky_sessions.cookie" placeholder={defaults['sticky_sessions.cookie']} label={t('pool.cookie')} />}
        {draft.sticky_sessions === ON && <EditText name="sticky_sessions.lifetime" label={t('pool.lifetime')} hint={t('pool.lifetimeHint')} />}
      </FieldGroup>
      <FieldGroup title={t('pool.load')}>
        <EditText name="slow_start" placeholder={defaults.slow_start} label={t('pool.slowStart')} hint={t('pool.slowStartHint')} />
        <EditText name="max_connections" label={t('pool.maxConnections')} hint={t('pool.maxConnectionsHint')} inputMode="numeric" />
        <EditText name="max_queue" placeholder={defaults.max_queue} label={t('pool.maxQueue')} inputMode="numeric" />
        <EditText name="queue_timeout" placeholder={defaults.queue_timeout} label={t('pool.queueTimeout')} />
        <EditText name="retries.max_attempts" placeholder={defaults['retries.max_attempts']} label={t('pool.retries')} inputMode="numeric" />
        <EditText name="panic_percent" placeholder={defaults.panic_percent} label={t('pool.panic')} hint={t('pool.panicHint')} inputMode="numeric" />
      </FieldGroup>
      <FieldGroup title={t('pool.timeouts')}>
        <EditText name="timeouts.connect" placeholder={defaults['timeouts.connect']} label={t('pool.connect')} />
        <EditText name="timeouts.first_byte" placeholder={defaults['timeouts.first_byte']} label={t('pool.firstByte')} />
        <EditText name="timeouts.idle" placeholder={defaults['timeouts.idle']} label={t('pool.idle')} />
      </FieldGroup>
      <FieldGroup title={t('pool.towards')}>
        <EditSelect name="protocol" label={t('pool.protocol')}>
          <option value="">{t('pool.usual')}</option>
          <Words of={protocols} />
        </EditSelect>
        <EditText name="host_header" label={t('pool.hostHeader')} hint={t('pool.hostHeaderHint')} />
        <EditSelect name="send_proxy_protocol" label={t('pool.proxyProtocol')}>
          <option value="">{t('pool.usual')}</option>
          <Words of={proxyHeaders} />
        </EditSelect>
        <EditSection name="tls" label={t('pool.tls')} begins={{ 'tls.verify': ON }} />
        {draft.tls === ON && <EditFlag name="tls.verify" label={t('pool.verify')} />}
        {draft.tls === ON && <EditText name="tls.server_name" label={t('pool.serverName')} />}
      </FieldGroup>
    </>
  );
}
