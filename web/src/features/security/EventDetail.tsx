import { Link } from '@tanstack/react-router';
import { useTranslation } from '~/i18n/useTranslation';
import type { SecurityEvent } from '~/api/gateway';
import { Button } from '~/design/Button';
import { FactList } from '~/design/FactList';
import form from '~/design/Form.module.css';
import { Panel } from '~/design/Panel';
import { Unknown } from '~/design/Unknown';
import { useFormats } from '~/i18n/formats';
import { serverText } from '~/i18n/serverText';
import type { Draft } from './BlockDialog';
import { types } from './eventFilter';
import { Severity } from './Severity';

interface Props {
  readonly event: SecurityEvent;
  readonly mayBlock: boolean;
  readonly onBlock: (draft: Draft) => void;
  readonly onClose: () => void;
}

export function EventDetail({ event, mayBlock, onBlock, onClose }: Props) {
  const { t } = useTranslation();
  const formats = useFormats();
  const time = (at: string | null) => (at === null ? <Unknown reason={t('securityEvent.notTold')} /> : formats.fullDate(Date.parse(at) / 1000));
  const type = types.find((known) => known === event.type);
  const { source, rule } = event;
  return (
    <Panel title={t('securityEvent.event')} aside={<Button onClick={onClose}>{t('action.close')}</Button>}>
      <div className={form.form}>
        <p className={form.whole}>{serverText(event.description)}</p>
        <div className={form.whole}>
          <FactList
            facts={[
              { label: t('security.severityLabel'), value: <Severity name={event.severity} /> },
              { label: t('securityEvent.typeLabel'), value: type === undefined ? event.type : t(`securityEvent.type.${type}`) },
              { label: t('securityEvent.rule'), value: rule === null ? <Unknown reason={t('securityEvent.notTold')} /> : <Link to="/gateway/security" search={{ rule }}>{rule}</Link> },
              { label: t('securityEvent.source'), value: source === null ? <Unknown reason={t('securityEvent.noSource')} /> : <Link to="/gateway/security" search={{ source }}>{source}</Link> },
              ...(event.country === null ? [] : [{ label: t('securityEvent.country'), value: event.country }]),
              { label: t('securityEvent.target'), value: event.target ?? <Unknown reason={t('securityEvent.noTarget')} /> },
              { label: t('securityEvent.first'), value: time(event.timestamp) },
              { label: t('securityEvent.last'), value: time(event.last_seen) },
              { label: t('securityEvent.times'), value: event.count === null ? <Unknown reason={t('securityEvent.notTold')} /> : formats.integer(event.count) },
              { label: t('securityEvent.risk'), value: event.risk_score === null ? <Unknown reason={t('securityEvent.noRisk')} /> : formats.integer(event.risk_score) },
              { label: t('securityEvent.wasBlocked'), value: event.blocked === true ? t('securityEvent.yes') : t('securityEvent.no') },
              { label: t('securityEvent.tenant'), value: event.tenant },
            ]}
          />
        </div>
        {source !== null && mayBlock && (
          <div className={form.buttons}>
            <Button tone="danger" onClick={() => onBlock({ before: null, network: source, reason: [rule, event.description].filter(Boolean).join(': ') })}>
              {t('securityEvent.blockSource', { source })}
            </Button>
          </div>
        )}
      </div>
    </Panel>
  );
}
